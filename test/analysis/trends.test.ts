import { describe, expect, it } from 'vitest';
import { binomialUpperTail } from '../../src/analysis/statistics/statistics.js';
import { judgeAgainstAll, judgeTrends } from '../../src/analysis/trends.js';

const DAY = 86_400_000;

describe('judgeTrends', () => {
  // One day against four: P(X ≥ n | n + usual, 1/5), and P(X ≥ usual | n + usual, 4/5).
  it.each([
    ['a rate that doubled, beyond chance', 40, 80, 'rising'],
    ['a rate that all but doubled', 39, 80, null],
    ['a rate that doubled, as chance might have it', 2, 4, null],
    ['a rate that halved, beyond chance', 50, 400, 'falling'],
    ['a rate that all but halved', 51, 400, null],
    ['what was never usual, often', 5, 0, 'rising'],
    ['what was never usual, a few times', 4, 0, null],
    ['nothing where a little was usual', 0, 28, null],
    ['nothing where more was usual', 0, 31, 'falling'],
  ])('says of %s what it is', (_, now, usual, trend) => {
    expect(
      judgeTrends([{ now: { count: now, ms: DAY }, usual: { count: usual, ms: 4 * DAY } }], 0.001),
    ).toEqual([trend]);
  });

  it('compares with nothing shorter than an hour, and not where nothing was watched', () => {
    const now = { count: 1000, ms: DAY };
    expect(judgeTrends([{ now, usual: { count: 0, ms: 3_599_999 } }], 0.001)).toEqual([null]);
    expect(judgeTrends([{ now, usual: { count: 0, ms: 3_600_000 } }], 0.001)).toEqual(['rising']);
    expect(judgeTrends([{ now: { count: 0, ms: 0 }, usual: { count: 99, ms: DAY } }], 0.001)).toEqual([null]);
  });

  it('asks more of each where many are compared', () => {
    const one = { now: { count: 5, ms: DAY }, usual: { count: 0, ms: 4 * DAY } };
    const usual = { now: { count: 10, ms: DAY }, usual: { count: 40, ms: 4 * DAY } };
    expect(judgeTrends([one], 0.001)).toEqual(['rising']);
    expect(judgeTrends([one, ...new Array<typeof one>(9).fill(usual)], 0.001)[0]).toBeNull();
  });
});

describe('judgeAgainstAll', () => {
  const now = { count: 40, ms: DAY };
  const one = (count: number, days: number) => ({ now, usual: { count, ms: days * DAY } });
  it.each([
    ['both times say that it rises', [one(5, 1), one(20, 4)], 'rising'],
    ['only one of them does', [one(5, 1), one(160, 4)], null],
    ['one of them is not known', [one(5, 1), one(0, 0)], 'rising'],
    ['the other one is not known', [one(0, 0), one(20, 4)], 'rising'],
    ['neither is known', [one(0, 0), one(0, 0)], null],
    ['both say that it falls', [one(400, 1), one(1600, 4)], 'falling'],
    ['one says that it falls, and one that it rises', [one(400, 1), one(20, 4)], null],
  ])('says where %s what it is', (_, row, trend) => {
    expect(judgeAgainstAll([row], 0.001)).toEqual([trend]);
  });

  it('says nothing of nothing', () => {
    expect(judgeAgainstAll([], 0.001)).toEqual([]);
  });
});

describe('a p-value that equals α', () => {
  it('is no trend, and one below it is', () => {
    const comparison = { now: { count: 5, ms: DAY }, usual: { count: 0, ms: 4 * DAY } };
    const p = binomialUpperTail(5, 5, 1 / 5);
    expect(judgeTrends([comparison], p)).toEqual([null]);
    expect(judgeTrends([comparison], p * (1 + Number.EPSILON))).toEqual(['rising']);
  });
});
