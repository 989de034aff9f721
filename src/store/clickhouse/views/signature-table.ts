import type { Reading } from '../events/reading.js';
import { isoTimeSql } from './time-text.js';
import type { ViewTable } from './view-table.js';

/** The view `signature`: of all events, counted where they lie. */
export async function signatureTable(reading: Reading): Promise<ViewTable> {
  const bugs = (await reading.lastWords('bug')).map(({ key, value: { bug } }) => ({ key: Number(key), bug }));
  const { signature, signatureType, signatureValue } = reading.columns;
  return {
    select: `SELECT number AS signature_id, signature_texts.1 AS type, signature_texts.2 AS value,
        if(has({bug_signatures:Array(UInt64)}, number),
          arrayElement({bug_numbers:Array(Int64)}, indexOf({bug_signatures:Array(UInt64)}, number)), NULL) AS bug,
        event_count AS oops_count, ${isoTimeSql('first_ms')} AS first_time, ${isoTimeSql('last_ms')} AS last_time
      FROM (
        SELECT ${signature} AS number, any((${signatureType}, ${signatureValue})) AS signature_texts,
          count() AS event_count, min(time) AS first_ms, max(time) AS last_ms
        FROM ${reading.from} WHERE ${reading.alive} GROUP BY number
      )`,
    parameters: {
      ...reading.parameters,
      bug_signatures: bugs.map(({ key }) => key),
      bug_numbers: bugs.map(({ bug }) => bug),
    },
  };
}
