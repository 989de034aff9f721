import { parseInstant } from '../../time/instant.js';

/** A line that the deployment tool wrote, as against the tracebacks, SQL and pooler messages between them. */
export interface LogLine {
  /** Milliseconds since the Unix epoch; the log is in UTC without saying so. */
  readonly at: number;
  /** Whether the clock shows milliseconds: since October 2012 it does, though either form can occur. */
  readonly hasMilliseconds: boolean;
  readonly level: string;
  readonly message: string;
}

const LINE =
  /^\uFEFF?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(,\d{3})?) (DEBUG[2-9]?|INFO|WARNING|ERROR|CRITICAL)(?: +(.*))?$/;

/**
 * Reads `YYYY-MM-DD HH:MM:SS[,mmm] LEVEL  message`. Returns null for any other line.
 *
 * @example
 * parseLogLine('2011-09-08 08:01:06 INFO    Outage starts. Shutting down pgbouncer.')?.level; // 'INFO'
 */
export function parseLogLine(text: string): LogLine | null {
  const match = LINE.exec(text.trimEnd());
  if (!match) return null;
  const [, time = '', milliseconds, level = '', message = ''] = match;
  const at = parseInstant(time);
  return at === null ? null : { at, hasMilliseconds: milliseconds !== undefined, level, message };
}
