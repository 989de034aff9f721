import type { Envelope, EventSettings } from '../../src/oops/events/event-format.js';
import { SENTRY } from '../../src/oops/events/sentry/sentry.js';
import type { DocumentObject } from '../../src/oops/formats/document-value.js';
import type { OopsReport } from '../../src/oops/oops.js';

/** Settings that change nothing. */
export const NO_SETTINGS: EventSettings = { columns: {}, errorLevels: null, projects: {} };

/** The id of an event that says nothing else. */
export const EVENT_ID = '8a41235250127834012703406f2e03bd';
const AT = 1_764_230_400;

/** An event with an id and a time, and what is given. */
export function sentryEvent(given: DocumentObject = {}): DocumentObject {
  return { event_id: EVENT_ID, timestamp: AT, ...given };
}

/** An envelope whose item is an event, with what is given in its header. */
export function sentryEnvelope(header: DocumentObject, type = 'event'): Envelope {
  return { header, item: { type } };
}

/** The report of a document, which must be one. */
export function reportOf(
  document: DocumentObject,
  settings: EventSettings = NO_SETTINGS,
  envelope?: Envelope,
): OopsReport {
  const [reading] = SENTRY.read(document, settings, envelope);
  if (reading?.kind !== 'report') throw new Error(`no report, but ${JSON.stringify(reading)}`);
  return reading.report;
}
