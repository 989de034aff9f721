import { parseInstant } from '../../../../time/instant.js';
import { type DocumentValue, isDictionary, numberOf } from '../../../formats/document-value.js';

/** Numbers below this, in each unit, are lengths of time or counts: it is 1973 in seconds. */
const EARLIEST_SECONDS = 1e8;
/** How many of a unit make a second; a number counts in the first in which it lies before the year 5138. */
const UNITS = [1, 1e3, 1e6, 1e9];
const LATEST_SECONDS = 1e11;

/**
 * Reads a time of a log: ISO 8601, or what passed since the Unix epoch as a number or its text, in seconds, milliseconds,
 * microseconds or nanoseconds by its size, or as an object of seconds and nanoseconds (log4j2's `instant`, Google Cloud).
 * In milliseconds since the epoch; null for what is none.
 *
 * @example
 * readLogTime(1795785470.5);               // 1795785470500
 * readLogTime('1795785470500123');         // 1795785470500
 * readLogTime('2026-11-27T13:17:50.5Z');   // 1795785470500
 */
export function readLogTime(value: DocumentValue): number | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (isDictionary(value))
    return readParts(value.epochSecond ?? value.seconds, value.nanoOfSecond ?? value.nanos);
  const number = numberOf(value);
  if (number !== null) return readNumber(number);
  return typeof value === 'string' ? parseInstant(value) : null;
}

function readNumber(number: number): number | null {
  if (number < EARLIEST_SECONDS) return null;
  const perSecond = UNITS.find((unit) => number / unit < LATEST_SECONDS);
  return perSecond === undefined ? null : Math.floor((number / perSecond) * 1000);
}

function readParts(seconds: DocumentValue, nanoseconds: DocumentValue): number | null {
  const whole = numberOf(seconds);
  const start = whole === null || whole >= LATEST_SECONDS ? null : readNumber(whole);
  return start === null ? null : start + Math.floor((numberOf(nanoseconds) ?? 0) / 1e6);
}
