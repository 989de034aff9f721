import fc from 'fast-check';
import type { SightedOops } from '../../../src/store/sighted-oops.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import type { Interval } from '../../../src/time/interval.js';
import { newOops } from '../../support/sample-oops.js';

export const START = Date.parse('2011-09-08T08:00:00Z');
export const ALWAYS: Interval = { start: 0, end: 8.64e15 };
export const REPORTERS = ['A', 'B', 'C'];

/** So few moments that OOPSes often lie on an edge, and on one another. */
const moment = fc.integer({ min: START, max: START + 20 });

/** Any interval of these moments, also an empty one. */
export const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(moment, moment)
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }))
  .chain((whole) => fc.constantFrom(whole, { ...whole, end: whole.end - 1 }));

/** Some of the reporters, and perhaps one that was never heard. */
export const anyReporters = fc.subarray([...REPORTERS, 'NEVER-HEARD']);

/** OOPSes of three reporters that have much in common: nothing in their values is normalised. */
export const anyOopses: fc.Arbitrary<NewOops[]> = fc
  .array(
    fc.record({
      reporter: fc.constantFrom(...REPORTERS),
      time: moment,
      type: fc.constantFrom('KeyError', 'NotFound', 'RequestExpired', 'SoftRequestTimeout', null),
      value: fc.constantFrom('a', 'b', null),
      url: fc.constantFrom('https://launchpad.net/', 'https://launchpad.net/x', null),
      topic: fc.constantFrom('Root:+index', null),
      username: fc.constantFrom('ann', 'bob', null),
      userAgent: fc.constantFrom('Googlebot/2.1', null),
      referrer: fc.constantFrom('https://launchpad.net/', 'https://example.com/', null),
      durationSeconds: fc.constantFrom(null, 0, 0.5),
      totalMilliseconds: fc.constantFrom(null, 0, 500, 700),
      statementsCount: fc.nat({ max: 3 }),
      mostExpensiveStatement: fc.constantFrom('SELECT $INT', null),
      isInexact: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((drawn) =>
    drawn.map(({ isInexact, ...given }, index) =>
      newOops(`${index % 2 ? 'OOPS-1A' : 'oops-1a'}${index}`, given, {
        timeSource: isInexact ? 'directory' : 'report',
      }),
    ),
  );

/** Those of some reporters in an interval. */
export function within(
  oopses: readonly NewOops[],
  { start, end }: Interval,
  reporters: readonly string[] = REPORTERS,
): NewOops[] {
  return oopses.filter(
    ({ time, oops }) => start <= time && time < end && reporters.includes(String(oops.reporter)),
  );
}

/** What can be said to lie in an interval. */
export const isExact = ({ timeSource }: NewOops): boolean => timeSource !== 'directory';

/** How often each name comes. */
export function tally(names: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The same of what is counted already. */
export function tallyOf(counts: Iterable<readonly [name: string, count: number]>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** An exception or a signature in words: nothing and the empty text are one signature. */
export function inWords({
  type,
  value,
}: {
  readonly type: string | null;
  readonly value: string | null;
}): string {
  return `${type ?? ''}: ${value ?? ''}`;
}

/** All that parts bring. */
export async function collect<T>(parts: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const part of parts) all.push(...part);
  return all;
}

/** The ids of sightings, in order. */
export function idsOf(sightings: readonly Pick<SightedOops, 'id'>[]): string[] {
  return sightings.map(({ id }) => id).sort();
}
