import { type DocumentObject, type DocumentValue, isDictionary } from '../../formats/document-value.js';
import { ReportError } from '../../formats/report-error.js';
import type { EventFormat, EventReading, EventSettings } from '../event-format.js';
import { elementsOf, hasField } from './fields.js';
import { LOG_NAMES, logFrom } from './logs.js';
import { type OtlpRecord, readRecord } from './read-record.js';
import { recordsOf, type Scope, type ScopeNames } from './resource.js';
import { exceptionsOf, SPAN_NAMES } from './spans.js';

/**
 * What OpenTelemetry's exporters and the file exporter of its collector write: log records, and spans with the exceptions that
 * they met. Metrics are no errors.
 * Source: opentelemetry.io/docs/specs/otlp (JSON) and opentelemetry.io/docs/specs/otel/protocol/file-exporter.
 */
export const OTLP: EventFormat = {
  name: 'otlp',
  recognises: (document) => FIELDS.some((field) => hasField(document, field)),
  read: (document, settings) => {
    const readings = KINDS.flatMap((kind) =>
      elementsOf(document, kind.field).flatMap((resource) => readResource(resource, kind, settings)),
    );
    return readings.length > 0 ? readings : [{ kind: 'no-error' }];
  },
};

/** A kind of data: which field of the document has it, how it lies there, and what of a record can be a failure. */
interface DataKind {
  readonly field: string;
  readonly names: ScopeNames;
  readonly failuresOf: (record: DocumentObject, around: Scope) => readonly OtlpRecord[];
}

const KINDS: readonly DataKind[] = [
  {
    field: 'resourceLogs',
    names: LOG_NAMES,
    failuresOf: (record, around) => [logFrom(record, around)],
  },
  { field: 'resourceSpans', names: SPAN_NAMES, failuresOf: exceptionsOf },
];
const FIELDS = [...KINDS.map(({ field }) => field), 'resourceMetrics'];

const NO_OBJECT: EventReading = { kind: 'refused', reason: 'what should be a record is no object' };

/** What all records of a program come to. */
function readResource(resource: DocumentValue, kind: DataKind, settings: EventSettings): EventReading[] {
  if (!isDictionary(resource)) return [NO_OBJECT];
  const readings: EventReading[] = [];
  const refusal = refusalOf(() => {
    for (const { record, around } of recordsOf(resource, kind.names)) {
      readings.push(...(isDictionary(record) ? readOne(record, around, kind, settings) : [NO_OBJECT]));
    }
  });
  return refusal === null ? readings : [...readings, refusal];
}

function readOne(
  record: DocumentObject,
  around: Scope,
  { failuresOf }: DataKind,
  settings: EventSettings,
): readonly EventReading[] {
  let readings: readonly EventReading[] = [];
  const refusal = refusalOf(() => {
    readings = failuresOf(record, around).map((failure) => readRecord(failure, settings));
  });
  if (refusal !== null) return [refusal];
  return readings.length > 0 ? readings : [{ kind: 'no-error' }];
}

/** The refusal that reading ended in; null where it did not. */
function refusalOf(read: () => void): EventReading | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof ReportError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
