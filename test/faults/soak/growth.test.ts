import { expect, it } from 'vitest';
import { growthOf } from '../../../faults/soak/growth.js';

const LENGTH = 1000;
/** A sample every hundredth of the time. */
const samples = (residentMb: (part: number) => number) =>
  Array.from({ length: 100 }, (_, at) => ({
    at: at * 10,
    residentMb: residentMb(at / 100),
    descriptors: 30,
  }));

it.each([
  { what: 'stays as it is', residentMb: () => 200, grows: false },
  {
    what: 'grows in the first quarter alone',
    residentMb: (part: number) => (part < 0.25 ? 20 : 200),
    grows: false,
  },
  { what: 'grows by a fifth', residentMb: (part: number) => (part < 0.5 ? 200 : 240), grows: false },
  { what: 'has one high moment', residentMb: (part: number) => (part === 0.8 ? 900 : 200), grows: false },
  { what: 'grows by half', residentMb: (part: number) => (part < 0.5 ? 200 : 300), grows: true },
  {
    what: 'grows by half of very little',
    residentMb: (part: number) => (part < 0.5 ? 20 : 30),
    grows: false,
  },
])('says whether memory grows: $grows where it $what', ({ residentMb, grows }) => {
  expect(growthOf(samples(residentMb), 'residentMb', LENGTH).grows).toBe(grows);
});

it('does not know of what has no samples', () => {
  expect(growthOf([], 'descriptors', LENGTH)).toEqual({ second: Number.NaN, last: Number.NaN, grows: false });
});
