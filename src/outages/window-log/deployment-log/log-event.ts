import { parseInstant } from '../../../time/instant.js';

/** What a message of the deployment tool means. Its eras differ in words; each meaning is here once. */
export type LogMeaning =
  /** A line of the look at the cluster that is taken before, in and after an outage. */
  | { readonly kind: 'check'; readonly check: Check; readonly patch?: string }
  | { readonly kind: 'outage-starts' }
  | { readonly kind: 'killed'; readonly user: string; readonly connection: string }
  | { readonly kind: 'upgrade-starts' }
  | { readonly kind: 'patch-applied'; readonly patch: string; readonly seconds: number }
  | { readonly kind: 'patches-applied' }
  | { readonly kind: 'upgrade-completed' }
  | { readonly kind: 'opening'; readonly databases: readonly string[] }
  | { readonly kind: 'closing'; readonly databases: readonly string[] }
  | { readonly kind: 'opening-failed'; readonly databases: readonly string[] }
  | { readonly kind: 'outage-over'; readonly microseconds: number }
  | { readonly kind: 'outage-ongoing' }
  /** What failed is said again at the end, or the work is named that remains to be done. */
  | { readonly kind: 'failures-remain'; readonly microseconds?: number }
  | { readonly kind: 'error' }
  | { readonly kind: 'all-good' };

/** A line that means something, with its place in the log. */
export type LogEvent = LogMeaning & LogLine & { readonly line: number };

/** What a look at the cluster checks. `users`: their transactions and connections. */
export type Check = 'connected' | 'pending' | 'standbys' | 'lag' | 'syncing' | 'users';

type Groups = Readonly<Record<string, string>>;

/** The first row that matches decides. */
const MESSAGES: readonly (readonly [RegExp, (groups: Groups) => LogMeaning | null])[] = [
  [/^Connected to .* as a superuser/, () => ({ kind: 'check', check: 'connected' })],
  [/^(?<patch>\S+) is pending$/, ({ patch = '' }) => ({ kind: 'check', check: 'pending', patch })],
  [/^\d+ streaming standby servers streaming/, () => ({ kind: 'check', check: 'standbys' })],
  [/^(Database cluster|Streaming replication) lag is /, () => ({ kind: 'check', check: 'lag' })],
  [/^(Replication events are|Streaming replicas) /, () => ({ kind: 'check', check: 'syncing' })],
  [
    /^Killed (?<user>\S+) \[(?<pid>\d+)\] on (?<database>\S+?)\.?$/,
    ({ user = '', pid, database }) => ({ kind: 'killed', user, connection: `${pid} ${database}` }),
  ],
  [
    /^(\S+ has (\d+ connections?|transactions?) by|No long running transactions|No fragile systems|Fragile system) /,
    () => ({ kind: 'check', check: 'users' }),
  ],
  [/^Outage starts\./, () => ({ kind: 'outage-starts' })],
  [/^Preflight check succeeded\. Starting upgrade/, () => ({ kind: 'upgrade-starts' })],
  [
    /^(?<patch>\S+) applied just now in (?<seconds>\d+(\.\d+)?) seconds/,
    ({ patch = '', seconds }) => ({ kind: 'patch-applied', patch, seconds: Number(seconds) }),
  ],
  [/^Database patches applied\./, () => ({ kind: 'patches-applied' })],
  [/^(All database upgrade steps completed|Restarting pgbouncer)/, () => ({ kind: 'upgrade-completed' })],
  [/^Disabling access to (?<names>.+?)\.?$/, ({ names }) => ({ kind: 'closing', databases: listOf(names) })],
  [/^Enabling access to (?<names>.+?)\.?$/, ({ names }) => ({ kind: 'opening', databases: listOf(names) })],
  [/^Unable to enable (?<names>\S+)/, ({ names }) => ({ kind: 'opening-failed', databases: listOf(names) })],
  [/^Outage complete\. (?<duration>.+)$/, ({ duration = '' }) => over('outage-over', duration)],
  [
    /^(Master|Primary) reenabled despite earlier failures\. Outage over (?<duration>.+), but we have problems/,
    ({ duration = '' }) => over('failures-remain', duration),
  ],
  [
    /^(pgbouncer is down and refuses to restart|(Master|Primary) is still disabled in pgbouncer|Outage ongoing)/,
    () => ({ kind: 'outage-ongoing' }),
  ],
  [/^(Despite failures, pgbouncer restarted|\S+ still needs to be run)/, () => ({ kind: 'failures-remain' })],
  [/^All good\. All done\./, () => ({ kind: 'all-good' })],
];

/**
 * What a line means, or null when it says nothing that an outage depends on. An error that is not known by its words is
 * known by its level.
 */
export function readLogEvent(logLine: LogLine, line: number): LogEvent | null {
  const meaning = readMeaning(logLine);
  return meaning && { ...meaning, ...logLine, line };
}

function readMeaning({ level, message }: LogLine): LogMeaning | null {
  for (const [pattern, read] of MESSAGES) {
    const match = pattern.exec(message);
    if (match) return read(match.groups ?? {});
  }
  return level === 'ERROR' || level === 'CRITICAL' ? { kind: 'error' } : null;
}

function over(kind: 'outage-over' | 'failures-remain', duration: string): LogMeaning | null {
  const microseconds = parseTimedelta(duration);
  return microseconds === null ? null : { kind, microseconds };
}

function listOf(names = ''): string[] {
  return names.split(/,\s*|\s+and\s+/);
}

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

const TIMEDELTA = /^(?:(-?\d+) days?, )?(\d+):(\d\d):(\d\d)(?:\.(\d{6}))?$/;

/**
 * Reads a length of time as Python prints it into whole microseconds. Returns null when the text is none, e.g. because
 * the log was cut off within it. It is negative when the clock was set back meanwhile.
 *
 * @example
 * parseTimedelta('0:02:12.000412');  // 132000412
 * parseTimedelta('1 day, 0:00:01');  // 86401000000
 */
export function parseTimedelta(text: string): number | null {
  const match = TIMEDELTA.exec(text);
  if (!match) return null;
  const [, days = '0', hours, minutes, seconds, fraction = '0'] = match;
  const wholeSeconds = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return wholeSeconds * 1_000_000 + Number(fraction);
}
