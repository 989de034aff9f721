import type { EventReading, EventSettings } from '../../../../src/oops/events/event-format.js';
import { OTLP } from '../../../../src/oops/events/otlp/otlp.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import type { OopsReport } from '../../../../src/oops/oops.js';

const NO_SETTINGS: EventSettings = { columns: {}, errorLevels: null, projects: {} };

/** 2026-11-27 13:17:50.500, 123 µs and 789 ns. */
export const NANOSECONDS = '1795785470500123789';
export const MILLISECONDS = 1_795_785_470_500;

export const TRACE = '5b8efff798038103d269b633813fc60c';
export const SPAN = 'eee19b7ec3c1b174';

export function read(document: DocumentObject, settings: Partial<EventSettings> = {}) {
  return OTLP.read(document, { ...NO_SETTINGS, ...settings });
}

/** Attributes as the protocol writes them: texts, and whole numbers. */
export function attributes(values: Readonly<Record<string, string | number>>): DocumentObject[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}

/** What stands around records. */
export interface Around {
  readonly resource?: Readonly<Record<string, string | number>>;
  readonly scope?: DocumentObject;
}

const SERVICE = { 'service.name': 'shop' };

export function logsData(
  logRecords: readonly DocumentObject[],
  { resource = SERVICE, scope = {} }: Around = {},
): DocumentObject {
  const scopeLogs = [{ scope, logRecords }];
  return { resourceLogs: [{ resource: { attributes: attributes(resource) }, scopeLogs }] };
}

export function spansData(
  spans: readonly DocumentObject[],
  { resource = SERVICE, scope = {} }: Around = {},
): DocumentObject {
  const scopeSpans = [{ scope, spans }];
  return { resourceSpans: [{ resource: { attributes: attributes(resource) }, scopeSpans }] };
}

/** A record of an error, with what is to be otherwise. */
export function errorRecord(other: DocumentObject = {}): DocumentObject {
  return { timeUnixNano: NANOSECONDS, severityNumber: 17, body: { stringValue: 'boom' }, ...other };
}

/** A span that met one exception, with what is to be otherwise. */
export function failedSpan(
  exception: Readonly<Record<string, string>>,
  other: DocumentObject = {},
): DocumentObject {
  return {
    traceId: TRACE,
    spanId: SPAN,
    name: 'GET /orders',
    startTimeUnixNano: '1795785470000000000',
    endTimeUnixNano: '1795785471250000000',
    events: [{ name: 'exception', timeUnixNano: NANOSECONDS, attributes: attributes(exception) }],
    status: { code: 2 },
    ...other,
  };
}

/** The only report of some readings, and its content. */
export function onlyReport(readings: readonly EventReading[]): {
  report: OopsReport;
  content: string | null;
} {
  const [reading] = readings;
  if (readings.length !== 1 || reading?.kind !== 'report') {
    throw new Error(`not one report: ${JSON.stringify(readings)}`);
  }
  return reading;
}

/** The report that a record of an error comes to. */
export function reportOf(
  other: DocumentObject,
  around?: Around,
  settings?: Partial<EventSettings>,
): OopsReport {
  return onlyReport(read(logsData([errorRecord(other)], around), settings)).report;
}
