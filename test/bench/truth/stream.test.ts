import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../bench/truth/stream.js';

const draw = (name: string, count: number) => {
  const { next } = createStream(name);
  return Array.from({ length: count }, () => next());
};

describe('a stream', () => {
  it('gives the same numbers in every run, and others under another name', () => {
    expect(draw('7/well', 3)).toEqual([0.6802815869450569, 0.3822996432427317, 0.8099830790888518]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 2 }), ([one = '', other = '']) => {
        expect(draw(one, 4)).toEqual(draw(one, 4));
        expect(draw(one, 4)).not.toEqual(draw(other, 4));
      }),
    );
  });

  it('fills the tenths from 0 to 1 evenly', () => {
    const counts = Array<number>(10).fill(0);
    for (const number of draw('tenths', 100_000))
      counts[Math.floor(number * 10)] = (counts[Math.floor(number * 10)] ?? 0) + 1;
    // Five standard deviations of a count are 474.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(474);
  });

  it('has streams that know nothing of one another: those of neighbouring names do not go together', () => {
    const [one, other] = [draw('1/well/0', 10_000), draw('1/well/1', 10_000)];
    const together = one.filter((number, index) => number < 0.5 === (other[index] ?? 0) < 0.5).length;
    expect(Math.abs(together - 5000)).toBeLessThan(250);
  });

  it('draws geometric sizes of the mean that is asked for, never below 1', () => {
    const stream = createStream('sizes');
    const sizes = Array.from({ length: 20_000 }, () => stream.geometric(6));
    expect(Math.min(...sizes)).toBe(1);
    // The standard deviation of one is √30, of the mean of so many 0.039.
    expect(Math.abs(sizes.reduce((a, b) => a + b) / 20_000 - 6)).toBeLessThan(0.2);
    expect(createStream('never').geometric(1)).toBe(1);
  });
});
