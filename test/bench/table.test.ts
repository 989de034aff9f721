import { describe, expect, it } from 'vitest';
import { formatTable, speedOf } from '../../bench/table.js';

const measured = (name: string, ...seconds: number[]) => ({
  name,
  rounds: seconds.map((each) => ({ seconds: each, cpuSeconds: each * 2, peakMb: each * 100 })),
});

describe('the speed of a contender', () => {
  it.each([
    { what: 'half as fast', other: [2, 2, 2], speed: { median: 0.5, least: 0.5, most: 0.5 } },
    { what: 'twice as fast', other: [0.5, 0.5, 0.5], speed: { median: 2, least: 2, most: 2 } },
    { what: 'now so, now so', other: [1, 2, 0.5], speed: { median: 1, least: 0.5, most: 2 } },
  ])('is above 1 where it is faster than the first: $what', ({ other, speed }) => {
    expect(speedOf(measured('thin', 1, 1, 1), measured('ours', ...other))).toEqual(speed);
  });

  it('is told round by round: a round that is slow for both changes nothing', () => {
    const speed = speedOf(measured('thin', 1, 8, 1), measured('ours', 2, 16, 2));
    expect(speed).toEqual({ median: 0.5, least: 0.5, most: 0.5 });
  });
});

describe('the table of a benchmark', () => {
  it('holds each line against the first, and says what its interval is', () => {
    const table = formatTable([measured('thin', 1, 1.2), measured('ours', 2, 2)]);
    expect(table.split('\n')).toEqual([
      '          CLOCK   PROCESSORS     PEAK   SPEED',
      '  thin   1.10 s       2.20 s   120 MB   1',
      '  ours   2.00 s       4.00 s   200 MB   0.55 (0.50 to 0.60)',
      '  Medians of 2 rounds; the peak is the largest.',
      '  Speed: the time of "thin" divided by that of the line, in the same round',
      '  (smallest to largest of the rounds); above 1 the line is faster.',
      '',
    ]);
  });

  it('has no speed of one that is alone', () => {
    expect(formatTable([measured('ours', 2)]).split('\n')).toEqual([
      '          CLOCK   PROCESSORS     PEAK   SPEED',
      '  ours   2.00 s       4.00 s   200 MB   1',
      '  Medians of 1 round; the peak is the largest.',
      '',
    ]);
  });
});
