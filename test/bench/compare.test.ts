import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Benchmark, chanceOfChange, compareResults, formatComparison } from '../../bench/compare.js';

const measured = (name: string, seconds: readonly number[]) => ({
  name,
  rounds: seconds.map((each) => ({ seconds: each, cpuSeconds: each, peakMb: 100 })),
});
const MACHINE = { cpu: 'Some CPU', cores: 2, node: '24.21.0', commit: 'abc' };
const resultsOf = (...benchmarks: Benchmark[]) => ({
  at: '2026-11-28T07:00:00.000Z',
  machine: MACHINE,
  benchmarks,
});
const ingest = (thin: readonly number[], ours: readonly number[], given: Partial<Benchmark> = {}) =>
  resultsOf({
    ...{ name: 'ingest', size: 100, contenders: [measured('thin', thin), measured('ours', ours)] },
    ...given,
  });

describe('what changed between two runs', () => {
  it.each([
    { what: 'all rounds are faster', before: [2, 2.1], after: [1, 1.1], outcome: 'faster' },
    { what: 'all rounds are slower', before: [1, 1.1], after: [2, 2.1], outcome: 'slower' },
    { what: 'the ranges overlap', before: [2, 3], after: [1, 2.5], outcome: 'same' },
    { what: 'one lies in the other', before: [1, 4], after: [2, 3], outcome: 'same' },
    { what: 'they touch from below', before: [2, 3], after: [1, 2], outcome: 'same' },
    { what: 'they touch from above', before: [1, 2], after: [2, 3], outcome: 'same' },
  ])('$outcome, where $what', ({ before, after, outcome }) => {
    const [change] = compareResults(ingest([1, 1], before), ingest([1, 1], after));
    expect(change).toMatchObject({ contender: 'ours', first: 'thin', outcome });
  });

  it('is the same where the machine was busier and both took longer', () => {
    const [change] = compareResults(ingest([1, 1], [2, 2.1]), ingest([10, 40], [20, 84]));
    expect(change).toMatchObject({ outcome: 'same' });
  });

  it.each([
    { what: 'there is no such benchmark', older: resultsOf(), reason: 'was not measured then' },
    {
      what: 'there is no such contender',
      older: ingest([1], [2], { contenders: [measured('thin', [1, 1])] }),
      reason: 'was not measured then',
    },
    {
      what: 'the size was another',
      older: ingest([1, 1], [2, 2], { size: 5 }),
      reason: 'size 5 then, 100 now',
    },
    {
      what: 'another one was the first',
      older: ingest([1], [2], { contenders: [measured('reading', [1, 1]), measured('ours', [2, 2])] }),
      reason: 'held against "reading" then',
    },
    { what: 'there was one round', older: ingest([1], [2]), reason: 'one round tells no noise' },
  ])('is unknown where $what', ({ older, reason }) => {
    const [change] = compareResults(older, ingest([1, 1], [9, 9]));
    expect(change).toMatchObject({ outcome: 'unknown', reason });
  });

  it('is nothing between a run and itself; what is faster one way is slower the other way', () => {
    const seconds = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });
    const results = fc.tuple(seconds, seconds).map(([thin, ours]) => ingest(thin, ours));
    const outcomes = (...[older, newer]: Parameters<typeof compareResults>) =>
      compareResults(older, newer).map(({ outcome }) => outcome);
    const reversed = { faster: 'slower', slower: 'faster', same: 'same', unknown: 'unknown' };
    fc.assert(
      fc.property(results, results, (one, other) => {
        expect(outcomes(one, one)).toEqual(['same']);
        expect(outcomes(one, other)).toEqual(outcomes(other, one).map((outcome) => reversed[outcome]));
      }),
    );
  });
});

describe('the chance that ranges do not overlap', () => {
  it.each([
    { before: 1, after: 1, chance: 1 },
    { before: 2, after: 2, chance: 1 / 3 },
    { before: 5, after: 5, chance: 1 / 126 },
    { before: 2, after: 5, chance: 2 / 21 },
  ])('is $chance with $before and $after rounds', ({ before, after, chance }) => {
    expect(chanceOfChange(before, after)).toBeCloseTo(chance, 12);
    expect(chanceOfChange(after, before)).toBeCloseTo(chance, 12);
  });
});

describe('a printed comparison', () => {
  it('has a line for each contender, and says what the ranges are worth', () => {
    const older = resultsOf(
      ...ingest([1, 1], [2, 2.5]).benchmarks,
      ...ingest([1, 1], [2, 2], { name: 'daily' }).benchmarks,
    );
    const newer = resultsOf(
      ...ingest([1, 1], [1, 1.25]).benchmarks,
      ...ingest([1, 1], [1, 1], { name: 'tree' }).benchmarks,
    );
    expect(formatComparison(older, newer).split('\n')).toEqual([
      'Then: 2026-11-28T07:00:00.000Z, commit abc, Node 24.21.0, 2 x Some CPU',
      'Now:  2026-11-28T07:00:00.000Z, commit abc, Node 24.21.0, 2 x Some CPU',
      '',
      '            BENCHMARK   CONTENDER   SPEED',
      '  faster    ingest      ours        0.45 (0.40 to 0.50) then, 0.90 (0.80 to 1.00) now   against thin',
      '  unknown   tree        ours        was not measured then                               against thin',
      '',
      '1 of 1 changed by more than their noise.',
      'Speed: the time of the contender that the line is held against divided by its own, in the same round (smallest to',
      'largest of the rounds). Faster and slower are ranges that do not overlap. Chance does that too,',
      'with 2 then and 2 now in one of 3 that did not change.',
      'Measured only then: daily.',
      '',
    ]);
  });
});
