import type { Interval } from '../../../time/interval.js';
import { GrowingNumbers } from '../../growing-numbers.js';
import type { IsWanted, PlacedExceptions } from '../../snapshot.js';
import { type Condition, intervalsCondition } from '../events/interval-condition.js';
import { learnTexts } from '../events/learn-texts.js';
import type { Reading } from '../events/reading.js';
import { findWanted, IS_EXACT } from '../events/wanted-exceptions.js';

/**
 * Finds in which of several intervals each OOPS lies, by reporter and exception: what travels is a row for each of these, with a
 * short number for each OOPS. See the port.
 */
export async function placeExceptions(
  reading: Reading,
  intervals: readonly Interval[],
  isWanted?: IsWanted,
): Promise<PlacedExceptions> {
  const within = intervalsCondition(intervals);
  const all: Condition = { ...within, sql: `${within.sql} AND ${IS_EXACT}` };
  const wanted = isWanted && (await findWanted(reading, all, isWanted));
  if (wanted?.isNothing) return { rows: [], indices: new Int32Array() };
  const placed: TextlessRow[] = [];
  const indices = new GrowingNumbers();
  const parts = countPlaces(reading, wanted ?? all, within.index);
  for await (const rows of parts) {
    for (const [reporter, exception, signature, own] of rows) {
      const begin = indices.length;
      indices.push(own);
      placed.push({ reporter, exception, signature, begin, end: indices.length });
    }
  }
  const texts = wanted ?? (await learnTexts(reading, all, placed));
  return {
    rows: placed.map(({ reporter, exception, signature, begin, end }) => ({
      reporter: reading.reporterName(reporter),
      exception: texts.exception(exception),
      signature: texts.signature(signature),
      begin,
      end,
    })),
    indices: indices.all(),
  };
}

/** An exception of a reporter whose texts are not known yet. */
interface TextlessRow {
  readonly reporter: string;
  readonly exception: string;
  readonly signature: number;
  readonly begin: number;
  readonly end: number;
}

/** A row for each exception of each reporter, with the index of the interval of each of its OOPSes. */
function countPlaces(
  { alive, columns, connection, from, parameters }: Reading,
  condition: Condition,
  index: string,
): AsyncGenerator<readonly (readonly [string, string, number, readonly number[]])[]> {
  return connection.parts(
    `SELECT reporter, toString(exception), any(${columns.signature}), groupArray(toInt32(${index}))
     FROM ${from} WHERE ${alive} AND ${condition.sql}
     GROUP BY reporter, exception ORDER BY reporter, exception`,
    { ...parameters, ...condition.parameters },
  );
}
