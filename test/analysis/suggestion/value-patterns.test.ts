import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACEHOLDERS } from '../../../src/analysis/suggestion/placeholders.js';
import { valuePatterns } from '../../../src/analysis/suggestion/value-patterns.js';
import { signatureOf } from '../../../src/oops/classes/signature.js';
import { SIGNATURE_RULES } from '../../../src/oops/classes/signature-rules.js';
import { NO_EVENT } from '../../../src/oops/oops.js';
import { findsPattern, parsePattern } from '../../../src/text/pattern.js';

const templateOf = (value: string) =>
  signatureOf({ ...NO_EVENT, type: 'Error', value, isEvent: true }, 'generic').value;

/** The pattern to prefer for values of one signature. */
const patternOf = (...values: string[]) => [...valuePatterns(templateOf(values[0] ?? ''), values)][0];

const LONG = `The order ${'was not found '.repeat(20)}in 17`;

describe('valuePatterns', () => {
  it.each([
    ['what is always there, from end to end', ['Cart (a.b) is [full]'], '^Cart \\(a\\.b\\) is \\[full\\]$'],
    ['numbers', ['Order 1 not found', 'Order 4711 not found'], '^Order -?\\d+ not found$'],
    ['nothing', [''], '^$'],
    ['one number alone', ['17', '-4'], '^-?\\d+$'],
    ['lists', ['ids 1, 2, 3', 'ids 4, 5, 6, 7'], '^ids -?\\d+[-\\d\\s,]+$'],
    ['several lines', ['lost\n  it all', 'lost it all'], '^\\s*lost\\s+it\\s+all\\s*$'],
    ['what cannot be seen', ['a\u202eb cut'], '^a.b cut$'],
    ['its beginning, where it is long', [LONG], `^The order ${'was not found '.repeat(5).trim()}`],
    [
      'data that a database quotes',
      ['Key (email)=(a@b.c) already exists.', 'Key (email)=(x(y)) already exists.'],
      '^Key \\(email\\)=\\(.*?\\) already exists\\.$',
    ],
  ])('tells %s', (_what, values, expected) => {
    expect(patternOf(...values)).toBe(expected);
  });

  it('falls back on what values begin with, where their signature leaves out a part of them', () => {
    const values = ['There were 76 items.', 'There were 7 items.'];
    expect([...valuePatterns('There were items.', values)]).toEqual(['^There were ']);
  });

  it('gives none for values that have nothing in common', () => {
    expect([...valuePatterns('$STRING', ['abc', 'xyz'])]).toEqual([]);
    expect([...valuePatterns('', ['abc', 'xyz'])]).toEqual([]);
  });

  it('offers a longer one after one that was cut', () => {
    const [short = '', ...longer] = valuePatterns(templateOf(LONG), [LONG]);
    expect(longer.map((source) => source.length > short.length)).toContain(true);
  });

  it('knows every replacement of the signature rules', () => {
    const names = SIGNATURE_RULES.flatMap(({ replacement }) => replacement.match(/\$[A-Z]+/g) ?? []);
    expect(new Set(names).size).toBeGreaterThan(15);
    for (const name of names) expect(PLACEHOLDERS, name).toHaveProperty([name]);
  });

  it('finds all the values that it was made of, whatever they are, and can be written in a config', () => {
    const words = fc.constantFrom(
      'Order',
      '4711',
      'a@b.c',
      '10.0.0.1:5432',
      '(x)',
      '$INT',
      '\n',
      '\\d',
      '...',
      '5 ms',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
        for (const source of valuePatterns(templateOf(values[0] ?? ''), values)) {
          expect(parsePattern(source)).toEqual({ source });
          for (const one of values) expect(findsPattern({ source }, one)).toBe(true);
        }
      }),
    );
  });
});
