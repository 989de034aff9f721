import { describe, expect, it } from 'vitest';
import { type Key, readKeys } from '../../../../src/questions/keys.js';
import { type AnyBlock, NO_KINDS } from '../../../../src/store/sqlite/answer/block-columns.js';
import { createKeyCodes, isKeyOfBlocks } from '../../../../src/store/sqlite/answer/key-codes.js';
import { iterateBlocks } from '../../../../src/store/sqlite/blocks/fact-block.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const keyOf = (name: string) => readKeys('--group-by', name)[0] as Key;

describe('isKeyOfBlocks', () => {
  it.each(['hour', 'weekday', 'system', 'signature', 'user', 'suppressed', 'duration_seconds'])(
    'knows %s',
    (name) => {
      expect(isKeyOfBlocks(keyOf(name))).toBe(true);
    },
  );

  it.each(['id', 'last_oops', 'arrived_at', 'path'])('does not know %s', (name) => {
    expect(isKeyOfBlocks(keyOf(name))).toBe(false);
  });
});

describe('createKeyCodes', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { username: 'ann', time: AT, durationSeconds: 0 }),
    newOops('OOPS-1A2', { username: null, time: AT + 86_400_000 }),
    newOops('OOPS-1A3', { username: 'bob', time: AT + 7 * 86_400_000, durationSeconds: 0.5 }),
  ]);

  /** The codes of the OOPSes, and the values of these. */
  function read(name: string) {
    const { facts, read: codesOf, valuesOf } = createKeyCodes(db, () => NO_KINDS, keyOf(name));
    const [block] = [...iterateBlocks(db, { start: 0, end: 8e15 }, facts)];
    const codes = codesOf(block as AnyBlock, [0, 1, 2]);
    const values = valuesOf(codes);
    return { codes, values: codes.map((code) => values.get(code) ?? null) };
  }

  it('has one code for values that are equal, 0 for what is unknown, and the values back', () => {
    const weekday = read('weekday');
    expect(weekday.codes[0]).toBe(weekday.codes[2]);
    expect(weekday.values).toEqual(['Thu', 'Fri', 'Thu']);
    const duration = read('duration_seconds');
    expect(duration.codes[1]).toBe(0);
    expect(duration.values).toEqual([0, null, 0.5]);
  });

  it('takes the ids of texts for codes', () => {
    const { codes, values } = read('user');
    expect(values).toEqual(['ann', null, 'bob']);
    expect(codes[1]).toBe(0);
    expect(new Set(codes).size).toBe(3);
  });
});
