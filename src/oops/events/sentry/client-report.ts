import { type DocumentObject, numberOf } from '../../formats/document-value.js';
import { timeFromValue } from '../../formats/report-from-document.js';
import type { DiscardedEvents, Envelope, EventSettings } from '../event-format.js';
import { reporterOf } from './reporter.js';
import { dictionaryOf, valuesOf, wordOf } from './values.js';

/**
 * The categories of discarded data that are errors: `default` is an event of which the client does not say that it is
 * an error, and Sentry counts it as one. Of all others, such as transactions and sessions, nothing is missed here.
 */
const ERROR_CATEGORIES: ReadonlySet<string> = new Set(['error', 'default']);

/**
 * Reads what a client says it threw away. It was thrown away by the project that the envelope's address names: a
 * client report itself names neither project nor server. A row without a number tells of one event at least.
 * Source: develop.sentry.dev/sdk/telemetry/client-reports.
 *
 * @example
 * readClientReport({ timestamp: 60, discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 7 }] }, …);
 * // [{ reporter: 'shop', reason: 'queue_overflow', time: 60_000, count: 7 }]
 */
export function readClientReport(
  report: DocumentObject,
  settings: EventSettings,
  envelope: Envelope,
): DiscardedEvents[] {
  const time = timeFromValue(report.timestamp) ?? timeFromValue(envelope.header.sent_at);
  const { environment } = dictionaryOf(envelope.header.trace);
  const reporter = reporterOf({ environment }, settings, envelope);
  return valuesOf(report.discarded_events).flatMap(({ category, reason, quantity }) => {
    const count = countOf(numberOf(quantity) ?? 1);
    if (!ERROR_CATEGORIES.has(wordOf(category) ?? '') || count === 0) return [];
    return [{ reporter, reason: wordOf(reason) ?? 'unknown', time, count }];
  });
}

/** No number of events is broken, negative, or past all counting. */
function countOf(quantity: number): number {
  return Math.min(Math.max(0, Math.ceil(quantity)), Number.MAX_SAFE_INTEGER);
}
