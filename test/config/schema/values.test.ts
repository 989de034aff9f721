import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  choice,
  isNothing,
  list,
  mapping,
  named,
  nonEmpty,
  pattern,
  scalar,
  text,
} from '../../../src/config/schema/values.js';

/** The meaning of a value, or what is wrong with it. */
function read(schema: z.ZodType, input: unknown): unknown {
  const { success, data, error } = schema.safeParse(input);
  return success ? data : error.issues.map(({ message }) => message);
}

const number = scalar((written) => (/^\d+$/.test(written) ? Number(written) : null), 'a number such as 3');
const pair = mapping({ a: text, n: number.default(0) });

describe('the values of a config', () => {
  it.each([
    ['a scalar', number, '12', 12],
    ['none', number, '', ['has no value. Write a number such as 3.']],
    ['another text', number, 'soon', ['"soon" is not a number such as 3.']],
    ['a list for a scalar', number, ['1'], ['a list is not a number such as 3.']],
    ['a mapping for a scalar', number, new Map(), ['a mapping is not a number such as 3.']],
    ['a blank text', text, '  ', ['"  " is not a text.']],
    ['a word', choice(['on', 'off']), 'off', 'off'],
    ['another word', choice(['on', 'off']), 'Off', ['"Off" is not one of on, off.']],
    ['a list', list(number), ['1', '2'], [1, 2]],
    ['an empty list', list(number), [], []],
    ['nothing for a list', list(number), '', ['has no value. Write a list such as [A, B], or [] for none.']],
    ['a text for a list', list(number), '1', ['"1" is not a list such as [A, B], or [] for none.']],
    ['a mapping', pair, new Map([['a', 'x']]), { a: 'x', n: 0 }],
    [
      'a key that nobody knows',
      pair,
      new Map([
        ['a', 'x'],
        ['b', 'y'],
      ]),
      ['is no known key. Known here: a, n.'],
    ],
    ['a text for a mapping', pair, 'x', ['"x" is not a mapping such as { key: value }.']],
    [
      'names',
      named(number),
      new Map([
        ['b', '1'],
        ['a', '2'],
      ]),
      [
        ['b', 1],
        ['a', 2],
      ],
    ],
    ['no names', named(number), '', []],
    ['a name that is blank', named(number), new Map([[' ', '1']]), ['" " is not a name.']],
  ] as const)('%s: %#', (_, schema, input, meaning) => {
    expect(read(schema, input)).toEqual(meaning);
  });

  it('have patterns that can be searched for', () => {
    expect(read(pattern, 'a+')).toMatchObject({ source: 'a+' });
    expect(read(pattern, '(')).toEqual([expect.stringMatching(/^"\(" cannot be searched for: .+\.$/)]);
  });
});

describe('nothing', () => {
  it.each([undefined, null, '', '~', 'null'])('is %j', (input) => expect(isNothing(input)).toBe(true));
  it.each([0, false, ' ', 'NULL', []])('is not %j', (input) => expect(isNothing(input)).toBe(false));
  it('is what a blank text says', () => {
    expect([nonEmpty(' \n'), nonEmpty(' a ')]).toEqual([null, ' a ']);
  });
});
