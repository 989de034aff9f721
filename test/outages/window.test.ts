import { describe, expect, it } from 'vitest';
import { endOrCap, endSoFar, isForgotten } from '../../src/outages/window.js';

const open = { start: 1000, end: null };
const closed = { start: 1000, end: 1200 };

describe('the end of a window', () => {
  it('is its own, whatever the cap', () => {
    expect([endOrCap(closed, 10), endSoFar(closed, 10, 1100)]).toEqual([1200, 1200]);
  });

  it('is the cap after its start while it is open', () => {
    expect(endOrCap(open, 500)).toBe(1500);
  });

  it.each([
    [1400, 1400],
    [1500, 1500],
    [9000, 1500],
  ])('is as far as is known when reports were read until %d', (observedUntil, end) => {
    expect(endSoFar(open, 500, observedUntil)).toBe(end);
  });

  it.each([
    [open, 1499, false],
    [open, 1500, true],
    [closed, 9000, false],
  ])('of %j has been forgotten by %d: %s', (window, observedUntil, forgotten) => {
    expect(isForgotten(window, 500, observedUntil)).toBe(forgotten);
  });
});
