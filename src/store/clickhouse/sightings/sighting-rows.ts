import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { SightedOops } from '../../sighted-oops.js';
import { createCountedAs } from '../classes/class-in-kind.js';
import type { Condition } from '../events/interval-condition.js';
import { type LearntTexts, learnTexts, type TextlessEvent } from '../events/learn-texts.js';
import type { Reading } from '../events/reading.js';

/** An OOPS as evidence, without texts: what is equal in many has a number. */
type SightingRow = readonly [
  idKey: string,
  id: string,
  time: number,
  inexact: number,
  durationMs: number | null,
  reporter: string,
  exception: string,
  signature: number,
  baseClass: OopsClass,
  urlMark: number | null,
  userMark: number | null,
  topicMark: number | null,
  isBot: number,
];

/**
 * The OOPSes for which a condition holds, a part at a time; what they have in common travels once.
 *
 * @param known the texts of all of them, where they are known already
 */
export async function* readSightings(
  reading: Reading,
  condition: Condition,
  known?: LearntTexts,
): AsyncGenerator<readonly SightedOops[]> {
  const { alive, columns, connection, from, parameters, reporterName, vocabulary } = reading;
  const countedAs = createCountedAs(reading);
  const texts = known ?? (await learnTexts(reading, condition, await listTextless(reading, condition)));
  const parts = connection.parts<SightingRow>(
    `SELECT id_key, id, time, time_source = 'directory', duration_ms, reporter, toString(exception), ${columns.signature},
       ${columns.baseClass}, ${markOf('url')}, ${markOf('username')}, ${markOf('topic')}, is_bot
     FROM ${from} WHERE ${alive} AND ${condition.sql}`,
    { ...parameters, ...condition.parameters },
  );
  for await (const rows of parts) {
    yield rows.map(
      ([
        idKey,
        id,
        time,
        inexact,
        durationMs,
        reporter,
        hash,
        signature,
        baseClass,
        urlMark,
        userMark,
        topicMark,
        isBot,
      ]) => {
        const exception = texts.exception(hash);
        return {
          ...{ mark: vocabulary.mark(idKey), id, time, inexact: inexact === 1, durationMs },
          ...{ reporter: reporterName(reporter), exception, signature: texts.signature(signature) },
          ...{ class: countedAs(baseClass, exception.type, reporter), urlMark, userMark, topicMark },
          isBot: isBot === 1,
        };
      },
    );
  }
}

/** Which exceptions and signatures the rows have. */
async function listTextless(
  { alive, columns, connection, from, parameters }: Reading,
  condition: Condition,
): Promise<TextlessEvent[]> {
  const rows = await connection.rows<[exception: string, signature: number]>(
    `SELECT DISTINCT toString(exception), ${columns.signature} FROM ${from} WHERE ${alive} AND ${condition.sql}`,
    { ...parameters, ...condition.parameters },
  );
  return rows.map(([exception, signature]) => ({ exception, signature }));
}

/** A number that is equal where a text is, and safe in JSON; null where there is none. */
function markOf(column: 'url' | 'username' | 'topic'): string {
  return `if(isNull(${column}), NULL, bitShiftRight(sipHash64(assumeNotNull(${column})), 11))`;
}
