import { describe, expect, it } from 'vitest';
import { shownLine, shownLines } from '../../../../src/reports/oops/page/shown-text.js';

describe('shownLine', () => {
  it.each([
    ['a\nb', 'a b'],
    ['x'.repeat(10), 'x'.repeat(10)],
    ['x'.repeat(11), `${'x'.repeat(10)} … (1 character more)`],
    [`${'x'.repeat(9)}😀y`, `${'x'.repeat(9)} … (3 characters more)`],
    ['\u202e\0', String.raw`\u{202e}\x … (2 characters more)`],
  ])('makes of %j %j', (text, expected) => expect(shownLine(text, 10)).toBe(expected));
});

describe('shownLines', () => {
  it('keeps indentation, and leaves out what is blank', () => {
    expect(shownLines('Traceback:\n\n  at home\n\tin bed\n')).toBe('Traceback:\n  at home\n    in bed');
  });

  it('cuts a long line, and says what it leaves out of very many', () => {
    const lines = Array.from({ length: 201 }, (_, place) => `line ${place}`);
    expect(shownLines(lines.slice(1).join('\n'))).not.toContain('left out');
    const shown = shownLines(lines.join('\n')).split('\n');
    expect(shown).toHaveLength(201);
    expect(shown.slice(59, 62)).toEqual([
      'line 59',
      '… 1 line left out here: the JSON of this page has them …',
      'line 61',
    ]);
    expect(shownLines('x'.repeat(2000))).toBe(`${'x'.repeat(1000)} … (1000 characters more)`);
  });
});
