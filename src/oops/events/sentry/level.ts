import type { DocumentObject } from '../../formats/document-value.js';
import { numberOf } from '../../formats/document-value.js';
import type { EventSettings } from '../event-format.js';
import { wordOf } from './values.js';

/** The levels of what is told although nothing failed. Any other word, and none at all, is an error. */
const INFORMATIONAL_LEVELS: ReadonlySet<string> = new Set([
  'warning',
  'warn',
  'info',
  'debug',
  'log',
  'sample',
]);

/**
 * Whether an event tells of something that is no error. An event without a level is an error.
 *
 * @example
 * isInformational({ level: 'warning' }, settings);                                         // true
 * isInformational({ level: 'warning' }, { ...settings, errorLevels: ['warning', 'error'] }); // false
 */
export function isInformational(event: DocumentObject, { errorLevels }: EventSettings): boolean {
  const level = levelOf(event);
  return errorLevels === null ? INFORMATIONAL_LEVELS.has(level) : !errorLevels.includes(level);
}

/** The numbers by which old clients of Python wrote levels: those of its module logging. */
const NUMBERED_LEVELS = ['debug', 'debug', 'info', 'warning', 'error', 'fatal'];

function levelOf(event: DocumentObject): string {
  const number = numberOf(event.level);
  if (number === null) return wordOf(event.level)?.toLowerCase() ?? 'error';
  return NUMBERED_LEVELS[Math.floor(number / 10)] ?? 'error';
}
