import type { Interval } from '../../../time/interval.js';
import type { FoundOops } from '../../stored-oops.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { createStoredOopses, type StoredRow, storedColumns } from '../events/stored-row.js';
import { findPaths } from './file-paths.js';

/** So many are put in order at once, unless one hour has more. */
const ORDERED = 100_000;
/** Of so many the files are looked up together. */
const LOOKED_UP = 5_000;

/** The OOPSes of an interval in full, by time, those of one moment by id. See `oopses` of the port. */
export async function* iterateOopses(reading: Reading, interval: Interval): AsyncGenerator<FoundOops> {
  const stored = createStoredOopses(reading);
  for (const stretch of await stretchesOf(reading, interval)) {
    let waiting: StoredRow[] = [];
    for await (const rows of readStretch(reading, interval, stretch)) {
      waiting.push(...rows);
      if (waiting.length < LOOKED_UP) continue;
      yield* await withPaths(reading, waiting, stored);
      waiting = [];
    }
    yield* await withPaths(reading, waiting, stored);
  }
}

/** The first and the last hour of a stretch, as in the column `hour`. */
type Stretch = readonly [first: number, last: number];

/** The hours in stretches of not too many rows: a whole year in order would take all memory. */
async function stretchesOf(reading: Reading, interval: Interval): Promise<Stretch[]> {
  const { alive, connection, from, parameters } = reading;
  const within = intervalCondition(interval);
  const hours = await connection.rows<[hour: number, count: number]>(
    `SELECT hour, count() FROM ${from} WHERE ${alive} AND ${within.sql} GROUP BY hour ORDER BY hour`,
    { ...parameters, ...within.parameters },
  );
  const stretches: [first: number, last: number][] = [];
  let held = 0;
  for (const [hour, count] of hours) {
    const open = stretches.at(-1);
    if (open && held + count <= ORDERED) {
      open[1] = hour;
      held += count;
    } else {
      stretches.push([hour, hour]);
      held = count;
    }
  }
  return stretches;
}

function readStretch(
  reading: Reading,
  interval: Interval,
  [first, last]: Stretch,
): AsyncGenerator<readonly StoredRow[]> {
  const { alive, connection, from, parameters } = reading;
  const within = intervalCondition(interval);
  return connection.parts<StoredRow>(
    `SELECT ${storedColumns(reading)} FROM ${from}
     WHERE ${alive} AND ${within.sql} AND hour BETWEEN {first:Int64} AND {last:Int64} ORDER BY time, id_key`,
    { ...parameters, ...within.parameters, first, last },
  );
}

async function withPaths(
  reading: Reading,
  rows: readonly StoredRow[],
  stored: ReturnType<typeof createStoredOopses>,
): Promise<FoundOops[]> {
  if (rows.length === 0) return [];
  const paths = await findPaths(
    reading,
    rows.map(([idKey]) => idKey),
  );
  return rows.map((row) => ({ stored: stored(row), paths: paths.get(row[0]) ?? [] }));
}
