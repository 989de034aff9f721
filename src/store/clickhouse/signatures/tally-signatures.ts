import type { Interval } from '../../../time/interval.js';
import type { SignatureTally } from '../../questions/signatures.js';
import { readAttributedEvents } from '../attributions/attributed-events.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';

type Row = readonly [
  ...texts: [number: number, type: string, value: string],
  ...counts: [count: number, suppressed: number, first: number, last: number],
];

/** Counts the OOPSes of an interval by signature. See `tallySignatures` of the port. */
export async function tallySignatures(reading: Reading, interval: Interval): Promise<SignatureTally[]> {
  const { connection, alive, columns, vocabulary } = reading;
  const attributed = await readAttributedEvents(reading, interval);
  const within = intervalCondition(interval);
  const rows = await connection.rows<Row>(
    `SELECT ${columns.signature}, any(${columns.signatureType}), any(${columns.signatureValue}),
       count(), sum(${attributed.columns.isSuppressed}), min(time), max(time)
     FROM ${attributed.from} WHERE ${alive} AND ${within.sql} GROUP BY 1`,
    { ...reading.parameters, ...attributed.parameters, ...within.parameters },
  );
  return rows.map(([number, type, value, count, suppressed, firstTime, lastTime]) => ({
    signature: vocabulary.signature(number, type, value),
    ...{ count, suppressed, firstTime, lastTime },
  }));
}
