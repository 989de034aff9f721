import type { DocumentObject } from '../../formats/document-value.js';
import type { EventReading, EventSettings } from '../event-format.js';
import { readLine } from '../logs/read-line.js';
import { DIALECT } from './dialect.js';
import type { Identity } from './identity.js';
import { wholeMilliseconds } from './nanoseconds.js';
import type { Scope } from './resource.js';

/** A log record, or an exception of a span. */
export interface OtlpRecord {
  /** What the record says of itself, as attributes. */
  readonly own: DocumentObject;
  readonly around: Scope;
  /** In nanoseconds since the Unix epoch. */
  readonly time: bigint | null;
  readonly level: string | null;
  readonly durationSeconds: number | null;
  /** What tells it from all others, which only a report needs. */
  readonly identify: () => Identity;
}

/** Reads a record as a line of a log, whose keys are the attributes of all that it is within and, before these, its own. */
export function readRecord(record: OtlpRecord, settings: EventSettings): EventReading {
  const { own, around, time, level, durationSeconds, identify } = record;
  const attributes = { ...around.resource, ...around.scope, ...own };
  const reading = readLine(withoutEmpty(attributes), DIALECT, settings, {
    time: wholeMilliseconds(time),
    level,
    reporter: around.service,
    hostname: null,
    content: null,
  });
  if (reading.kind !== 'report') return reading;
  const report = {
    ...reading.report,
    durationSeconds: reading.report.durationSeconds ?? durationSeconds,
  };
  const isIdentified = report.id !== '' || reading.content !== null;
  if (isIdentified) return { ...reading, report };
  const { id, content } = identify();
  return { kind: 'report', report: { ...report, id }, content };
}

function withoutEmpty(attributes: DocumentObject): DocumentObject {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}
