import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entriesOf,
  expandFamilies,
  FAILURE_MODE_FAMILIES,
  type FailureModeFamily,
  failureModesOf,
} from '../../../src/config/failure-modes/families.js';
import { matchFailureMode } from '../../../src/oops/classes/failure-mode.js';
import { AWAY, NEAR_MISSES } from '../../support/failure-messages.js';

const knows = (families: readonly FailureModeFamily[], type: string, value: string) =>
  matchFailureMode(failureModesOf(families), type, value) !== undefined;

describe.each(FAILURE_MODE_FAMILIES)('the failure modes of %s', (family) => {
  it.each(AWAY[family].map(([type, value]) => [type, value] as const))('know %s: %s', (type, value) => {
    expect(knows([family], type, value)).toBe(true);
  });

  it.each(NEAR_MISSES[family].map(([type, value]) => [type, value] as const))(
    'and all others leave alone %s: %s',
    (type, value) => {
      expect(matchFailureMode(failureModesOf(FAILURE_MODE_FAMILIES), type, value)).toBeUndefined();
    },
  );
});

describe('the families of failure modes', () => {
  const messages = FAILURE_MODE_FAMILIES.flatMap((family) =>
    AWAY[family].map(([type, value, also = []]) => ({ type, value, owners: [family, ...also] })),
  );

  it('know, whichever are chosen, the messages of those alone', () => {
    fc.assert(
      fc.property(fc.subarray([...FAILURE_MODE_FAMILIES]), (chosen) => {
        const modes = failureModesOf(chosen);
        for (const { type, value, owners } of messages) {
          const isKnown = matchFailureMode(modes, type, value) !== undefined;
          expect([type, value, isKnown]).toEqual([
            type,
            value,
            owners.some((owner) => chosen.includes(owner)),
          ]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('let no type that could be anything decide alone', () => {
    const alone = failureModesOf(FAILURE_MODE_FAMILIES).filter(({ value }) => value === undefined);
    for (const type of [
      'Error',
      'TimeoutError',
      'Exception',
      'OperationalError',
      'DatabaseError',
      'HTTPError',
      '',
    ]) {
      expect(matchFailureMode(alone, type, 'anything')).toBeUndefined();
    }
  });

  it('are searched for in a time that does not explode with the value', () => {
    const modes = failureModesOf(FAILURE_MODE_FAMILIES);
    const hostile = fc.constantFrom(
      ' ',
      '\n',
      'failed: ',
      'Error 1 connecting to ',
      'connection ',
      '<ProtocolError for a: ',
      '5',
    );
    fc.assert(
      fc.property(hostile, (part) => {
        const value = part.repeat(20_000);
        for (const type of new Set(modes.map((mode) => mode.type))) matchFailureMode(modes, type, value);
      }),
      { numRuns: 7 },
    );
  });
});

describe('entriesOf', () => {
  const own = { type: 'E' };

  it.each<[chosen: readonly FailureModeFamily[], families: readonly string[]]>([
    [FAILURE_MODE_FAMILIES, ['all']],
    [['redis'], ['redis']],
    [
      ['postgresql', 'redis'],
      ['postgresql', 'redis'],
    ],
    [[], []],
  ])('names the families of %j, and leaves the rest', (chosen, families) => {
    const modes = [own, ...failureModesOf(chosen), own];
    expect(entriesOf(modes)).toEqual([own, ...families.map((family) => ({ family })), own]);
  });

  it('says what the config would have to say', () => {
    const family = fc.constantFrom('all' as const, ...FAILURE_MODE_FAMILIES);
    const entry = fc.oneof(
      fc.string().map((type) => ({ type })),
      family.map((name) => ({ family: name })),
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const modes = expandFamilies(entries, FAILURE_MODE_FAMILIES);
        expect(expandFamilies(entriesOf(modes), FAILURE_MODE_FAMILIES)).toEqual(modes);
      }),
    );
  });
});
