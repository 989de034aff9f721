import { expect, it } from 'vitest';
import { createPace } from '../../../src/receive/follow/pace.js';

it('lets something take its share of the time, and not begin more often than that', () => {
  const pace = createPace(0.1, 1000);
  expect(pace.readyAt).toBe(Number.NEGATIVE_INFINITY);
  pace.took(0, 10);
  expect(pace.readyAt).toBe(1000);
  pace.took(2000, 2500);
  expect(pace.readyAt).toBe(7000);
});
