import type { Interval } from '../../../time/interval.js';
import type { TrackedSignature } from '../../sighted-oops.js';
import { type AttributedEvents, readAttributedEvents } from '../attributions/attributed-events.js';
import type { Parameters } from '../connecting/connection.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';

/** The OOPSes of a signature in an interval, as every question of its profile reads them. */
export interface SignatureEvents {
  readonly reading: Reading;
  /** To read from instead, where it is asked for outages. */
  readonly attributed: AttributedEvents;
  readonly where: string;
  readonly parameters: Parameters;
}

/** Begins to read the OOPSes of a signature in an interval. */
export async function readSignatureEvents(
  reading: Reading,
  signature: TrackedSignature,
  interval: Interval,
): Promise<SignatureEvents> {
  const attributed = await readAttributedEvents(reading, interval);
  const within = intervalCondition(interval);
  return {
    reading,
    attributed,
    where: `${reading.alive} AND ${reading.columns.signature} = {signature:UInt64} AND ${within.sql}`,
    parameters: {
      ...{ ...reading.parameters, ...attributed.parameters, ...within.parameters },
      signature: reading.vocabulary.numberOf(signature),
    },
  };
}
