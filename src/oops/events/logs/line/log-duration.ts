import { type DocumentValue, numberOf } from '../../../formats/document-value.js';
import type { LogLine } from './log-line.js';

/** Keys of durations whose unit is known, and how many seconds the unit has. */
const DURATIONS: readonly (readonly [path: string, seconds: number])[] = [
  // Elastic Common Schema, event.duration: nanoseconds.
  ['event.duration', 1e-9],
  // pino-http.
  ['responseTime', 1e-3],
  ['duration_ms', 1e-3],
  ['durationMs', 1e-3],
  ['elapsed_ms', 1e-3],
  ['latency_ms', 1e-3],
  ['response_time_ms', 1e-3],
  ['duration_s', 1],
  ['duration_seconds', 1],
];

/** Keys that say nothing of a unit: only a text that has one is read, as `12.5ms` of Go or `0.1s` of Google Cloud. */
const WITH_UNIT = ['httpRequest.latency', 'duration', 'elapsed', 'latency', 'took', 'responseTime'];

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** How long the request of a line took, in seconds; null where the line does not say it with its unit. */
export function takeDuration(line: LogLine): number | null {
  for (const [path, unit] of DURATIONS) {
    const seconds = line.take([path], (value) => secondsOf(numberOf(value), unit));
    if (seconds !== null) return seconds;
  }
  return line.take(WITH_UNIT, (value) => (typeof value === 'string' ? readUnits(value) : null));
}

/** A duration that somebody declared: a number of seconds, or a text with its unit. */
export function readDeclaredDuration(value: DocumentValue): number | null {
  return secondsOf(numberOf(value), 1) ?? (typeof value === 'string' ? readUnits(value) : null);
}

/**
 * Reads a duration as Go writes it.
 *
 * @example
 * readUnits('1m2.5s'); // 62.5
 */
function readUnits(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµμ]+)/g)) {
    total += Number(amount) * (UNIT_SECONDS[unit] ?? 0);
  }
  return secondsOf(total, 1);
}

/** Rounded to nanoseconds, which no clock is finer than. */
function secondsOf(amount: number | null, unit: number): number | null {
  return amount === null || amount < 0 ? null : Number((amount * unit).toFixed(9));
}
