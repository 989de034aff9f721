import { describe, expect, it } from 'vitest';
import { fileLookOf, hasColour, lookOf } from '../../../src/commands/terminal/look.js';
import { readVersion } from '../../../src/commands/version.js';

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
  const now = () => Date.UTC(2026, 10, 19);

  it('is that of the terminal', () => {
    expect(lookOf({ now, columns: 132, env: { LANG: 'C' } }, { color: true })).toEqual({
      ...{ width: 132, unicode: false, colour: true },
      ...LINKS,
    });
  });

  it('is the same in pipes and files, wherever the program runs', () => {
    const plain = { width: 80, unicode: true, colour: false, ...LINKS };
    expect(lookOf({ now, columns: null, env: { LANG: 'C' } }, { color: true })).toEqual(plain);
    expect(fileLookOf({ now })).toEqual(plain);
  });

  it('has the links that it is given', () => {
    const links = { bugUrl: 'https://bugs.example.com/{id}', oopsUrl: 'https://oops.example.com/{id}' };
    expect(fileLookOf({ now }, links)).toMatchObject(links);
    expect(lookOf({ now, columns: 80, env: {} }, { color: false }, links)).toMatchObject(links);
  });

  it('says when the page was made, by which version and from which database, where that is known', () => {
    const { imprint } = fileLookOf({ now }, { database: 'shop.db' });
    expect(imprint).toEqual({ madeAt: now(), version: readVersion(), database: 'shop.db' });
  });
});
