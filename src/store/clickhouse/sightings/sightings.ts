import type { Interval } from '../../../time/interval.js';
import type { SightedOops } from '../../sighted-oops.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { readSightings } from './sighting-rows.js';

/** The OOPSes of some reporters in an interval, in parts. See `sightings` of the port. */
export async function* iterateSightings(
  reading: Reading,
  interval: Interval,
  reporters: readonly string[],
): AsyncGenerator<readonly SightedOops[]> {
  const within = intervalCondition(interval);
  const keys = reading.reporterKeys(reporters);
  const times = new Map<number, number>();
  const parts = readSightings(reading, {
    sql: `${within.sql} AND reporter IN {reporters:Array(String)}`,
    parameters: { ...within.parameters, reporters: keys },
  });
  for await (const part of parts) {
    for (const { mark, time } of part) times.set(mark, time);
    yield part;
  }
  reading.stretches.add({ reporters: keys, times });
}
