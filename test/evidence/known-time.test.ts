import { describe, expect, it } from 'vitest';
import { isKnown, knownSince } from '../../src/evidence/known-time.js';

const PRUNED = {
  firstOopsAt: 100,
  prunedSpans: [
    { start: 100, end: 200 },
    { start: 500, end: 600 },
  ],
};

describe('knownSince', () => {
  it.each([
    [100, 100],
    [101, 200],
    [450, 200],
    [501, 600],
    [900, 600],
  ])('says of %i that all is known since %i', (moment, since) => {
    expect(knownSince(PRUNED, moment)).toBe(since);
  });

  it('knows nothing where there never was an OOPS', () => {
    expect(knownSince({ firstOopsAt: null, prunedSpans: [] }, 900)).toBe(null);
  });
});

describe('isKnown', () => {
  it.each([
    [{ start: 200, end: 500 }, true],
    [{ start: 199, end: 300 }, false],
    [{ start: 550, end: 560 }, false],
    [{ start: 50, end: 90 }, false],
  ])('says of %o whether all of it is', (stretch, known) => {
    expect(isKnown(PRUNED, stretch)).toBe(known);
  });
});
