import { describe, expect, it } from 'vitest';
import { formatProbability, formatPValue } from '../../../src/analysis/statistics/probability-text.js';

describe('formatProbability', () => {
  it.each([
    [0, '< 1e-300'],
    [1.23e-30, '1.2e-30'],
    [0.000999, '1.0e-3'],
    [0.0312, '0.031'],
    [1, '1'],
  ])('writes %d as %s', (p, text) => {
    expect(formatProbability(p)).toBe(text);
  });
});

describe('formatPValue', () => {
  it.each([
    [0, 'p < 1e-300'],
    [0.0312, 'p = 0.031'],
  ])('writes %d as %s', (p, text) => {
    expect(formatPValue(p)).toBe(text);
  });
});
