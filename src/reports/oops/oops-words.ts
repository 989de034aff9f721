import type { Cause } from '../../oops/oops.js';
import { parseUsername } from '../../oops/request.js';
import { clockOffsetWords } from '../clock-offsets.js';
import { toLine } from '../layout/text.js';

/** By how much its sender's clock was off; null where that can be the time on the way. */
export function clockText(offsetSeconds: number | null): string | null {
  if (offsetSeconds === null || Math.abs(offsetSeconds) <= 1) return null;
  return `${clockOffsetWords(offsetSeconds)} when it was sent, the time on the way with it; its time is as it was written`;
}

/** What to know of a time, by what it was taken from. */
export const TIME_SOURCE_WORDS = {
  report: '',
  'file-name': ' (by its file name)',
  directory: ' (by its folder, so the day alone is sure)',
} as const;

/** An exception in a line: its type, and its value where it has one. */
export function nameOf({ type, value }: Cause): string {
  const name = type ?? 'Unknown type';
  return toLine(value === null || value === '' ? name : `${name}: ${value}`);
}

/**
 * Who was logged in, each name of theirs once.
 *
 * @example
 * userText('mark, 42, Mark S'); // 'Mark S, mark, 42'
 */
export function userText(username: string): string {
  const { displayName, login, id } = parseUsername(username);
  return [...new Set([displayName, login, id])].filter((part) => part !== null).join(', ');
}
