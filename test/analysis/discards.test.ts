import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDiscards, tallyDiscards } from '../../src/analysis/discards.js';

const discard = (reporter: string, reason: string, minute: number, count: number) => ({
  reporter,
  reason,
  minute,
  count,
});

describe('tallyDiscards', () => {
  it('adds up the minutes of a reporter and reason, however its name is written; the most first', () => {
    expect(
      tallyDiscards([
        discard('web', 'ratelimit_backoff', 0, 3),
        discard('web', 'queue_overflow', 0, 1),
        discard('api', 'queue_overflow', 60_000, 7),
        discard('WEB', 'ratelimit_backoff', 60_000, 4),
      ]),
    ).toEqual([
      { reporter: 'api', reason: 'queue_overflow', count: 7 },
      { reporter: 'web', reason: 'ratelimit_backoff', count: 7 },
      { reporter: 'web', reason: 'queue_overflow', count: 1 },
    ]);
  });

  it('loses none', () => {
    const drawn = fc.array(
      fc
        .tuple(
          fc.constantFrom('a', 'A', 'b'),
          fc.constantFrom('x', 'y'),
          fc.nat(3),
          fc.integer({ min: 1, max: 9 }),
        )
        .map((given) => discard(...given)),
    );
    fc.assert(
      fc.property(drawn, (discards) => {
        expect(countDiscards(tallyDiscards(discards))).toBe(countDiscards(discards));
      }),
    );
  });
});
