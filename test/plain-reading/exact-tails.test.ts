import { describe, expect, it } from 'vitest';
import {
  adjustTogether,
  atLeastOf,
  binomialAtLeast,
  binomialAtMost,
  poissonAtLeast,
  poissonAtMost,
} from './exact-tails.js';

describe('exact tails', () => {
  it('sums Poisson terms', () => {
    expect(poissonAtMost(0, 7)).toBeCloseTo(Math.exp(-7), 15);
    expect(poissonAtMost(2, 2)).toBeCloseTo(5 * Math.exp(-2), 12);
    expect(poissonAtLeast(3, 2)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
    expect(poissonAtLeast(0, 2)).toBe(1);
    expect(poissonAtLeast(1, 0)).toBe(0);
    expect(poissonAtMost(0, 0)).toBe(1);
  });

  it('keeps tails that are too small for a difference from one', () => {
    // The first term, 1e-3 ** 10 / 10!, is nearly all of it.
    expect(poissonAtLeast(10, 1e-3) / (1e-30 / 3628800)).toBeCloseTo(1, 2);
  });

  it('sums binomial terms', () => {
    expect(binomialAtLeast(2, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect(binomialAtMost(0, 4, 0.25)).toBeCloseTo(0.75 ** 4, 12);
    expect(binomialAtLeast(4, 4, 0.1)).toBeCloseTo(1e-4, 12);
    expect(binomialAtLeast(0, 4, 0)).toBe(1);
    expect(binomialAtLeast(1, 4, 0)).toBe(0);
  });

  it('counts events of unlike probability', () => {
    expect(atLeastOf(2, [0.5, 0.1])).toBeCloseTo(0.05, 12);
    expect(atLeastOf(1, [0.5, 0.1])).toBeCloseTo(0.55, 12);
    expect(atLeastOf(0, [0.5, 0.1])).toBeCloseTo(1, 12);
    expect(atLeastOf(3, [0.5, 0.1])).toBe(0);
  });

  it('adjusts tests together, never above a larger one', () => {
    expect(adjustTogether([0.01, 0.9, 0.02])).toEqual([0.03, 0.9, 0.03]);
    expect(adjustTogether([0.0004])).toEqual([0.0004]);
    expect(adjustTogether([0.5, 0.5])).toEqual([0.5, 0.5]);
  });
});
