import { describe, expect, it } from 'vitest';
import { createDisplay } from '../../../src/commands/watch/display.js';
import { commandContext } from '../../support/command-context.js';

const GLOBALS = { color: true, pager: true };
const TERMINAL = { columns: 80, rows: 24 };

describe('where it is shown how an outage stands', () => {
  it.each([
    ['a screen every 2 s, with a clock', TERMINAL, {}, 2000, true],
    ['lines every 10 s where stdout is no terminal', {}, {}, 10_000, false],
    [
      'lines on a terminal that cannot be drawn on',
      { ...TERMINAL, env: { TERM: 'dumb' } },
      {},
      10_000,
      false,
    ],
    ['nothing where it is to be quiet', TERMINAL, { quiet: true }, 10_000, false],
  ])('is %s', (_, context, globals, every, hasClock) => {
    expect(createDisplay({ ...commandContext, ...context }, { ...GLOBALS, ...globals })).toMatchObject({
      every,
      hasClock,
    });
  });
});
