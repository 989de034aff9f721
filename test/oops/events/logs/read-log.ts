import type { EventReading, EventSettings } from '../../../../src/oops/events/event-format.js';
import { LOG_FORMATS } from '../../../../src/oops/events/logs/log-formats.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import type { OopsReport } from '../../../../src/oops/oops.js';

export const NO_SETTINGS: EventSettings = { columns: {}, errorLevels: null, projects: {} };

/** The name of the format that recognises a line; null where none does. */
export function formatOf(line: DocumentObject): string | null {
  return LOG_FORMATS.find(({ recognises }) => recognises(line))?.name ?? null;
}

/** What a line comes to, read by the first format that recognises it, or else by the last. */
export function readLog(line: DocumentObject, settings: Partial<EventSettings> = {}): EventReading {
  const format = LOG_FORMATS.find(({ recognises }) => recognises(line)) ?? LOG_FORMATS.at(-1);
  const readings = format?.read(line, { ...NO_SETTINGS, ...settings }) ?? [];
  const [reading] = readings;
  if (reading === undefined || readings.length > 1) throw new Error(`${readings.length} readings of a line`);
  return reading;
}

/** The report that a line comes to. */
export function reportOf(line: DocumentObject, settings: Partial<EventSettings> = {}): OopsReport {
  const reading = readLog(line, settings);
  if (reading.kind !== 'report') throw new Error(`no report: ${JSON.stringify(reading)}`);
  return reading.report;
}
