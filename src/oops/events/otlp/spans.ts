import { type DocumentObject, isDictionary } from '../../formats/document-value.js';
import { attributesFrom } from './any-value.js';
import { elementsOf, fieldOf } from './fields.js';
import { identityOf, spanPlace } from './identity.js';
import { nanosecondsOf, secondsBetween } from './nanoseconds.js';
import type { OtlpRecord } from './read-record.js';
import type { Scope, ScopeNames } from './resource.js';

/** Before version 0.15 of the protocol, scopes were libraries. */
export const SPAN_NAMES: ScopeNames = {
  scopes: ['scopeSpans', 'instrumentationLibrarySpans'],
  records: ['spans'],
};

/**
 * The exceptions that a span met. Its status is no failure of its own: every span above the one that failed has it too.
 * Source: opentelemetry/proto/trace/v1, and opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans.
 *
 * @throws ReportError when it is nested without end.
 */
export function exceptionsOf(span: DocumentObject, around: Scope): OtlpRecord[] {
  const events = elementsOf(span, 'events').filter(isDictionary);
  return events.filter(({ name }) => name === 'exception').map((event) => exceptionFrom(event, span, around));
}

function exceptionFrom(event: DocumentObject, span: DocumentObject, around: Scope): OtlpRecord {
  const [traceId, spanId] = [fieldOf(span, 'traceId'), fieldOf(span, 'spanId')];
  const attributes = attributesFrom(event);
  const ofSpan = {
    trace_id: traceId,
    span_id: spanId,
    'span.name': span.name,
    ...attributesFrom(span),
  };
  const [start, end] = [nanosecondsOf(span, 'startTimeUnixNano'), nanosecondsOf(span, 'endTimeUnixNano')];
  const time = nanosecondsOf(event, 'timeUnixNano') ?? end ?? start;
  return {
    own: { ...ofSpan, ...attributes },
    ...{ around, time },
    level: null,
    durationSeconds: secondsBetween(start, end),
    identify: () => {
      const whole = { ...around, ofSpan, attributes, time: String(time) };
      return identityOf(attributes, spanPlace(traceId, spanId), whole);
    },
  };
}
