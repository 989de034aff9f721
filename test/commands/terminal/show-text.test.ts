import { describe, expect, it } from 'vitest';
import { showInPager } from '../../../src/commands/terminal/show-text.js';

/** What a terminal of 10 columns and 4 rows gets to see in its pager. */
async function show(
  parts: readonly string[],
  { env = {}, pager = true, hasTerminal = true, isThere = true } = {},
) {
  const paged: string[] = [];
  const size = hasTerminal ? { columns: 10, rows: 4 } : { columns: null, rows: null };
  const page = async (command: string, all: Iterable<string>) => {
    paged.push(command, [...all].join(''));
    return isThere;
  };
  const isShown = await showInPager({ ...size, env, page }, { pager }, () => parts);
  return { isShown, paged };
}

const LONG = 'a\nb\nc\nd\n';
const PLAINLY = { isShown: false, paged: [] };

describe('a text on a terminal', () => {
  it.each([
    ['takes as many rows as the screen has', [LONG]],
    ['comes in parts', ['a\nb', '\nc\n', 'd']],
    ['has lines that go on in the next row', [`${'x'.repeat(31)}\n`]],
    ['has empty lines', ['\n\n\n\n']],
  ])('is shown in the pager where it %s', async (_, parts) => {
    expect(await show(parts)).toEqual({ isShown: true, paged: ['less', parts.join('')] });
  });

  it.each([
    ['leaves a row for the prompt', ['a\nb\nc\n']],
    ['is empty', ['']],
    ['has colours, which have no width', [`${'\u001b[31m\u001b[39m'.repeat(9)}0123456789\nb\nc\n`]],
  ])('is printed where it %s', async (_, parts) => {
    expect(await show(parts)).toEqual(PLAINLY);
  });

  it.each([
    ['--no-pager', { pager: false }],
    ['stdout is no terminal', { hasTerminal: false }],
    ['PAGER is empty', { env: { PAGER: '' } }],
    ['PAGER is cat', { env: { PAGER: 'cat' } }],
    ['the terminal can do nothing', { env: { TERM: 'dumb' } }],
  ])('is printed where %s', async (_, options) => {
    expect(await show([LONG], options)).toEqual(PLAINLY);
  });

  it('is shown in the pager that the environment names', async () => {
    expect((await show([LONG], { env: { PAGER: 'most -w' } })).paged).toEqual(['most -w', LONG]);
  });

  it('is printed where the pager is missing', async () => {
    expect((await show([LONG], { isThere: false })).isShown).toBe(false);
  });
});
