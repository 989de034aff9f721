import { describe, expect, it } from 'vitest';
import { fileLookOf, hasColour, lookOf } from '../../../src/commands/terminal/look.js';

describe('colour', () => {
  it.each([
    [true, true, {}, true],
    [false, true, {}, false],
    [true, false, {}, false],
    [true, true, { NO_COLOR: '1' }, false],
    [true, true, { NO_COLOR: '' }, true],
    [true, true, { TERM: 'dumb' }, false],
    [true, true, { TERM: 'xterm-256color' }, true],
    [false, true, { FORCE_COLOR: '1' }, false],
  ])('terminal: %s, without --no-color: %s, %j: %s', (isTerminal, color, env, expected) => {
    expect(hasColour(isTerminal, { color }, env)).toBe(expected);
  });
});

describe('the look of a report', () => {
  const LINKS = { bugUrl: '{id}', oopsUrl: null };

  it('is that of the terminal', () => {
    expect(lookOf({ columns: 132, env: { LANG: 'C' } }, { color: true })).toEqual({
      ...{ width: 132, unicode: false, colour: true },
      ...LINKS,
    });
  });

  it('is the same in pipes and files, wherever the program runs', () => {
    const plain = { width: 80, unicode: true, colour: false, ...LINKS };
    expect(lookOf({ columns: null, env: { LANG: 'C' } }, { color: true })).toEqual(plain);
    expect(fileLookOf()).toEqual(plain);
  });

  it('has the links that it is given', () => {
    const links = { bugUrl: 'https://bugs.example.com/{id}', oopsUrl: 'https://oops.example.com/{id}' };
    expect(fileLookOf(links)).toMatchObject(links);
    expect(lookOf({ columns: 80, env: {} }, { color: false }, links)).toMatchObject(links);
  });
});
