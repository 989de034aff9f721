import { type DocumentValue, numberOf } from '../../../formats/document-value.js';
import { scalarText } from './log-line.js';

/** How grave a level is: an error, less than one, or nobody knows. */
export type Gravity = 'error' | 'warning' | 'harmless' | 'unknown';

/** A level of a log. */
export interface LogLevel {
  /** In lower case and the commonest spelling: `warning` for `WARN`. */
  readonly name: string;
  readonly gravity: Gravity;
}

/** The names of levels, by gravity, with those that mean the same behind them. */
const LEVELS: readonly (readonly [gravity: Gravity, name: string, ...others: string[]])[] = [
  ['error', 'error', 'err', 'eror', 'e'],
  ['error', 'critical', 'crit', 'c'],
  ['error', 'alert'],
  ['error', 'emergency', 'emerg'],
  ['error', 'fatal', 'f'],
  // zap's, of which dpanic panics in development only.
  ['error', 'panic', 'dpanic'],
  // java.util.logging's.
  ['error', 'severe'],
  ['warning', 'warning', 'warn', 'w'],
  ['harmless', 'notice'],
  ['harmless', 'info', 'information', 'informational', 'i'],
  ['harmless', 'debug', 'd', 'fine', 'finer', 'config'],
  ['harmless', 'trace', 'verbose', 'finest', 'silly', 'http', 't', 'v'],
];

const BY_NAME: ReadonlyMap<string, LogLevel> = new Map(
  LEVELS.flatMap(([gravity, name, ...others]) =>
    [name, ...others].map((spelling): [string, LogLevel] => [spelling, { name, gravity }]),
  ),
);

/** What numbers a writer has for its levels: the least of each, the gravest first. */
export type LevelNumbers = readonly (readonly [least: number, name: string])[];

/** Source: pino's and bunyan's documentation; own levels lie between. Below 10 there is none. */
export const PINO_NUMBERS: LevelNumbers = [
  [60, 'fatal'],
  [50, 'error'],
  [40, 'warning'],
  [30, 'info'],
  [20, 'debug'],
  [10, 'trace'],
];

/** Severities of syslog: 0 is the gravest. Source: RFC 5424, table 2. */
export const SYSLOG_NUMBERS: LevelNumbers = [
  [7, 'debug'],
  [6, 'info'],
  [5, 'notice'],
  [4, 'warning'],
  [3, 'error'],
  [2, 'critical'],
  [1, 'alert'],
  [0, 'emergency'],
];

/**
 * Reads a level: a name in any case, also with a distance (`ERROR+2` of Go's slog), or a number of the writer's. Null for what
 * is no level, as the `DEFAULT` of Google Cloud.
 *
 * @example
 * readLogLevel('WARN', PINO_NUMBERS); // { name: 'warning', gravity: 'warning' }
 * readLogLevel(50, PINO_NUMBERS);     // { name: 'error', gravity: 'error' }
 */
export function readLogLevel(value: DocumentValue, numbers: LevelNumbers): LogLevel | null {
  const text = scalarText(value)?.trim();
  if (text === undefined || typeof value === 'boolean') return null;
  const number = numberOf(value);
  if (number !== null) return levelNamed(numbers.find(([least]) => number >= least)?.[1] ?? text);
  return text.toLowerCase() === 'default' ? null : levelNamed(text);
}

/** The level of a name, in any of its spellings. */
export function levelNamed(name: string): LogLevel {
  const plain = name.toLowerCase().replace(/[+-]\d+$/, '');
  return BY_NAME.get(plain) ?? { name: plain, gravity: 'unknown' };
}
