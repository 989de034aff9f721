import { type Interval, union } from '../../../time/interval.js';
import type { SightedOops } from '../../sighted-oops.js';
import type { IsWanted } from '../../snapshot.js';
import { intervalsCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { findWanted, IS_EXACT } from '../events/wanted-exceptions.js';
import { readSightings } from './sighting-rows.js';

/** The OOPSes of wanted exceptions in some intervals, in parts. See `exceptionSightings` of the port. */
export async function* iterateExceptionSightings(
  reading: Reading,
  intervals: readonly Interval[],
  isWanted: IsWanted,
): AsyncGenerator<readonly SightedOops[]> {
  const { sql, parameters } = intervalsCondition(union(intervals));
  const wanted = await findWanted(reading, { sql: `${sql} AND ${IS_EXACT}`, parameters }, isWanted);
  if (!wanted.isNothing) yield* readSightings(reading, wanted, wanted);
}
