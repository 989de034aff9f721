import { describe, expect, it } from 'vitest';
import { drawBars, foldCounts, stackBars } from '../../../../src/reports/layout/charts/bars.js';

describe('stackBars', () => {
  it('puts kinds on one another, and leaves steps without any out', () => {
    const series = [
      { name: 'expected', counts: [0, 6, 0, 1] },
      { name: 'other', counts: [0, 2, 0, 0] },
    ];
    expect(stackBars(series, 24, 'even')).toEqual([
      {
        place: 1,
        height: 24,
        parts: [
          { name: 'expected', count: 6 },
          { name: 'other', count: 2 },
        ],
      },
      { place: 3, height: 3, parts: [{ name: 'expected', count: 1 }] },
    ]);
  });

  it.each([
    ['even', [100, 1], [24, 2]],
    ['root', [100, 1], [24, 2.4]],
    ['even', [2, 1], [12, 6]],
    ['root', [1], [12]],
  ] as const)('grows %s with counts of %j', (growth, counts, heights) => {
    expect(stackBars([{ name: 'other', counts }], 24, growth).map(({ height }) => height)).toEqual(heights);
  });
});

describe('drawBars', () => {
  it('draws a path a kind in units of steps', () => {
    const bars = stackBars(
      [
        { name: 'expected', counts: [4, 2] },
        { name: 'late', counts: [0, 2] },
      ],
      8,
      'even',
    );
    expect(drawBars(bars, { left: 40, right: 100 }, 30, 8, 2)).toBe(
      '<svg class="bars" x="40%" y="22" width="60%" height="8" viewBox="0 0 2 8" preserveAspectRatio="none">' +
        '<path class="expected" d="M0 8v-8h.85v8zM1 8v-4h.85v4z"/><path class="late" d="M1 4v-4h.85v4z"/></svg>',
    );
  });

  it('draws nothing of nothing', () => {
    expect(drawBars([], { left: 0, right: 100 }, 30, 8, 2)).toBe('');
  });
});

describe('foldCounts', () => {
  it('adds up neighbours, the last ones too', () => {
    expect(foldCounts([1, 2, 3, 4, 5], 2)).toEqual([3, 7, 5]);
  });
});
