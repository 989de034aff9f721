import { type DocumentObject, textOf } from '../../formats/document-value.js';
import { attributesFrom, valueFrom } from './any-value.js';
import { fieldOf } from './fields.js';
import { identityOf, spanPlace } from './identity.js';
import { nanosecondsOf } from './nanoseconds.js';
import type { OtlpRecord } from './read-record.js';
import type { Scope, ScopeNames } from './resource.js';
import { severityOf } from './severity.js';

/** Before version 0.15 of the protocol, scopes were libraries, and their records logs. */
export const LOG_NAMES: ScopeNames = {
  scopes: ['scopeLogs', 'instrumentationLibraryLogs'],
  records: ['logRecords', 'logs'],
};

/**
 * What a log record says. One that does not know when it happened has the time at which it was seen.
 * Source: opentelemetry/proto/logs/v1.
 *
 * @throws ReportError when it is nested without end.
 */
export function logFrom(record: DocumentObject, around: Scope): OtlpRecord {
  const attributes = attributesFrom(record);
  const [traceId, spanId] = [fieldOf(record, 'traceId'), fieldOf(record, 'spanId')];
  const own: DocumentObject = {
    body: textOf(valueFrom(fieldOf(record, 'body'))),
    trace_id: traceId,
    span_id: spanId,
    severity_text: fieldOf(record, 'severityText'),
    ...attributes,
    'event.name': fieldOf(record, 'eventName') || attributes['event.name'],
  };
  const time = nanosecondsOf(record, 'timeUnixNano', 'observedTimeUnixNano');
  return {
    ...{ own, around, time },
    level: severityOf(record)?.name ?? null,
    durationSeconds: null,
    identify: () =>
      identityOf(attributes, spanPlace(traceId, spanId), { ...around, own, time: String(time) }),
  };
}
