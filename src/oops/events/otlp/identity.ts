import type { DocumentObject, DocumentValue } from '../../formats/document-value.js';
import { idOf } from '../event-ids.js';
import { scalarText } from '../logs/line/log-line.js';
import { contentOf } from '../sentry/identity.js';

/** What tells a report from all others: see `EventReading`. */
export interface Identity {
  /** '' where the content alone has to. */
  readonly id: string;
  readonly content: string;
}

/** Of which span of which trace something is; null where it is of none. */
export interface SpanPlace {
  readonly trace: string;
  readonly span: string;
}

/** The place that the ids of a trace and a span name. Ids of nothing but zeros are none. */
export function spanPlace(trace: DocumentValue, span: DocumentValue): SpanPlace | null {
  const [traceId, spanId] = [trace, span].map(hexOf);
  return traceId && spanId ? { trace: traceId, span: spanId } : null;
}

/**
 * What tells a failure from others. While exceptions move from spans to logs, programs write each as both: an exception that
 * has a type is the same where trace, span, type, message and stack are. One that a span met twice in the same words and at
 * the same place of the program is one failure, as one OOPS of a request would be.
 * Source: opentelemetry.io/docs/specs/semconv/exceptions, `OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN=logs/dup`.
 *
 * @param attributes of the exception
 * @param whole all that is known of it, for what is no exception of a span
 */
export function identityOf(
  attributes: DocumentObject,
  place: SpanPlace | null,
  whole: DocumentObject,
): Identity {
  const [type, message, stack] = ['type', 'message', 'stacktrace'].map((name) =>
    scalarText(attributes[`exception.${name}`]),
  );
  if (place === null || type === null) return { id: '', content: contentOf(whole) };
  const content = JSON.stringify(['otlp', place.trace, place.span, type, message, stack]);
  return { id: idOf(content), content };
}

function hexOf(id: DocumentValue): string | null {
  return typeof id === 'string' && /[^0]/.test(id) ? id.toLowerCase() : null;
}
