import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  cutPainted,
  paintHeadings,
  paintMatches,
  paintWords,
  paletteOf,
  showBetweenColours,
  verdictColour,
} from '../../../src/reports/layout/colour.js';
import { withoutColours } from '../../support/without-colours.js';

const COLOURS = paletteOf({ colour: true });
const PLAIN = paletteOf({ colour: false });

describe('a palette', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['as-expected', '\u001b[32mx\u001b[39m'],
    ['not-as-expected', '\u001b[31mx\u001b[39m'],
    ['inconclusive', '\u001b[33mx\u001b[39m'],
  ] as const)('has a colour for %s', (verdict, text) => {
    expect(verdictColour(COLOURS, verdict)('x')).toBe(text);
    expect(verdictColour(PLAIN, verdict)('x')).toBe('x');
  });

  it('paints each line by itself, and nothing where there is nothing', () => {
    expect(COLOURS.bold('a\n\nb')).toBe('\u001b[1ma\u001b[22m\n\n\u001b[1mb\u001b[22m');
    expect(COLOURS.soft('')).toBe('');
  });

  it('does not ask the environment: whether there is colour is decided elsewhere', () => {
    vi.stubEnv('NO_COLOR', '1');
    expect(COLOURS.alarm('x')).toBe('\u001b[31mx\u001b[39m');
    vi.stubEnv('FORCE_COLOR', '1');
    expect(PLAIN.alarm('x')).toBe('x');
  });
});

it('paints what a pattern finds', () => {
  expect(paintMatches('1 and 22', /\d+/g, COLOURS.alarm)).toBe(
    '\u001b[31m1\u001b[39m and \u001b[31m22\u001b[39m',
  );
});

it.each([
  ['A1, A12', ['A1', 'A12'], '<A1>, <A12>'],
  ['A12', ['A1'], 'A12'],
  ['[2m .*', ['2', '.*', ''], '[2m <.*>'],
  ['none', [], 'none'],
])('paints in %j the words %j where they stand whole', (text, words, painted) => {
  expect(paintWords(text, words, (word) => `<${word}>`)).toBe(painted);
});

it('paints the headings of a report, and nothing that only looks like one', () => {
  expect(paintHeadings('=== Systems ===\n === no ===', COLOURS)).toBe(
    '\u001b[1m=== Systems ===\u001b[22m\n === no ===',
  );
});

describe('what is shown between colours', () => {
  const show = (text: string) => text.replaceAll('\u001b', '<ESC>');

  it('leaves the escapes of colours, and no others', () => {
    const text = `${COLOURS.doubt('a')}\u001b]0;owned\u0007\u001b[5m\u001b[31;5m\u001b[`;
    expect(showBetweenColours(text, show)).toBe(
      '\u001b[33ma\u001b[39m<ESC>]0;owned\u0007<ESC>[5m<ESC>[31;5m<ESC>[',
    );
  });

  it('is the same as without colours once these are taken away', () => {
    const paints = fc.constantFrom(...Object.values(COLOURS));
    fc.assert(
      fc.property(fc.array(fc.tuple(paints, fc.string())), (parts) => {
        const painted = parts.map(([paint, text]) => paint(text.replaceAll('\u001b', ''))).join('');
        const plain = parts.map(([, text]) => text.replaceAll('\u001b', '')).join('');
        expect(withoutColours(showBetweenColours(painted, show))).toBe(plain);
      }),
    );
  });
});

describe('cutPainted', () => {
  const { alarm, bold } = paletteOf({ colour: true });
  it.each([
    [`ab${alarm('cd')}ef`, 6, `ab${alarm('cd')}ef`],
    [`ab${alarm('cd')}ef`, 5, `ab${alarm('cd')}e`],
    [`ab${alarm('cd')}${bold('ef')}`, 3, `ab${alarm('c')}${bold('x').replace('x', '')}`],
    [alarm('ab'), 0, alarm('x').replace('x', '')],
    ['a😀b', 2, 'a'],
  ])('cuts %j to %i characters', (line, width, cut) => {
    expect(cutPainted(line, width)).toBe(cut);
  });
});
