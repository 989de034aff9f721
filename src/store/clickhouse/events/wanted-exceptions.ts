import type { IsWanted } from '../../snapshot.js';
import type { Condition } from './interval-condition.js';
import { type LearntTexts, learnTexts } from './learn-texts.js';
import type { Reading } from './reading.js';

/** Which rows are wanted. */
export interface WantedExceptions extends Condition, LearntTexts {
  /** Whether there are none. */
  readonly isNothing: boolean;
}

/** OOPSes whose time is inexact cannot be said to lie anywhere. */
export const IS_EXACT = `time_source <> 'directory'`;

/**
 * Finds which of the exceptions that reporters had are wanted: each exception of each reporter is asked for once. What comes back
 * is a condition for the rows that also meet the given one.
 */
export async function findWanted(
  reading: Reading,
  condition: Condition,
  isWanted: IsWanted,
): Promise<WantedExceptions> {
  const { alive, columns, connection, from, parameters } = reading;
  const rows = await connection.rows<[reporter: string, exception: string, signature: number]>(
    `SELECT reporter, toString(exception), any(${columns.signature})
     FROM ${from} WHERE ${alive} AND ${condition.sql}
     GROUP BY reporter, exception ORDER BY reporter, exception`,
    { ...parameters, ...condition.parameters },
  );
  const pairs = rows.map(([reporter, exception, signature]) => ({ reporter, exception, signature }));
  const texts = await learnTexts(reading, condition, pairs);
  const wanted = pairs.filter(({ reporter, exception }) =>
    isWanted({ reporter: reading.reporterName(reporter), exception: texts.exception(exception) }),
  );
  const areAll = wanted.length === pairs.length;
  return {
    ...texts,
    isNothing: wanted.length === 0,
    sql: areAll
      ? condition.sql
      : `${condition.sql} AND (reporter, exception) IN arrayZip({wanted_reporters:Array(String)}, {wanted_exceptions:Array(UInt64)})`,
    parameters: {
      ...condition.parameters,
      ...(!areAll && {
        wanted_reporters: wanted.map(({ reporter }) => reporter),
        wanted_exceptions: wanted.map(({ exception }) => BigInt(exception)),
      }),
    },
  };
}
