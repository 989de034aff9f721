import { describe, expect, it } from 'vitest';
import { exponentOf, formatGrowth } from '../../bench/growth.js';

const SIZES = [10, 100, 1000];
const measured = (...seconds: number[]) => ({
  name: 'any',
  rounds: seconds.map((each) => ({ seconds: each, cpuSeconds: each, peakMb: 100 })),
});

describe('the exponent of a growth', () => {
  it.each([
    { what: 'nothing grows', exponent: 0 },
    { what: 'like the root', exponent: 0.5 },
    { what: 'in proportion', exponent: 1 },
    { what: 'like the square', exponent: 2 },
  ])('is that of a power law, whatever the start-up: $what', ({ exponent }) => {
    const points = SIZES.map((size) => ({ size, seconds: 0.3 + 0.01 * size ** exponent }));
    expect(exponentOf(points, 0.3)).toBeCloseTo(exponent, 9);
  });

  it('is unknown where a time is no longer than the start-up', () => {
    const points = SIZES.map((size) => ({ size, seconds: size / 100 }));
    expect(exponentOf(points, 0.1)).toBeUndefined();
  });
});

describe('the table of a growth', () => {
  it('takes the shortest start-up away, and tells the exponents of all sizes and of the last step', () => {
    const daily = {
      name: 'daily',
      nothing: measured(0.5, 0.7),
      measured: [measured(0.6, 0.6), measured(0.6, 1.5), measured(1.5, 10.5)],
    };
    const status = {
      name: 'status',
      nothing: measured(2, 2),
      measured: [measured(1, 1), measured(3, 3), measured(4, 4)],
    };
    expect(formatGrowth(SIZES, [daily, status]).split('\n')).toEqual([
      '           NOTHING     10    100   1,000              EXPONENT   OF THE LAST STEP',
      '  daily       0.60   0.60   1.05    6.00   0.75 (0.50 to 1.00)   1.00 (1.00 to 1.00)',
      '  status      2.00   1.00   3.00    4.00      lost in start-up   0.30 (0.30 to 0.30)',
      '',
    ]);
  });
});
