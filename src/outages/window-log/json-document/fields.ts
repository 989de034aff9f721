import { readLogTime } from '../../../oops/events/logs/line/log-time.js';
import { formatInstant } from '../../../time/instant.js';
import { readWallTime } from '../../../time/zone.js';
import { isObject, type JsonObject } from './json-document.js';

/**
 * Why a window cannot be made of an element of a JSON document. The message reads well after the element's name and says
 * what to do.
 */
export class ItemFault extends Error {
  override readonly name = 'ItemFault';
}

/** The text under a key, a number as its digits; null where there is none, or a blank one. */
export function textAt(item: JsonObject, key: string): string | null {
  const value = item[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The text under a key. Throws an ItemFault where there is none. */
export function requiredText(item: JsonObject, key: string): string {
  const text = textAt(item, key);
  if (text === null) throw new ItemFault(`${key} is missing. Fetch the file again, as its tool writes it.`);
  return text;
}

/** The first line of the text under a key, for a title; null where there is none. */
export function titleAt(item: JsonObject, key: string): string | null {
  return titleOf(textAt(item, key) ?? '');
}

/**
 * The first line of a text, without what a title cannot hold; null where nothing is left.
 *
 * @example
 * titleOf('Move the database\nAsk Anna.'); // 'Move the database'
 */
export function titleOf(text: string): string | null {
  const [line = ''] = text.trim().split(/[\n\r\u2028\u2029]/);
  return line.replace(/\p{Cc}+/gu, ' ').trim() || null;
}

/** The instant under a key; null where nothing is. Throws an ItemFault for what is no time. */
export function timeAt(item: JsonObject, key: string, zone?: string): number | null {
  const text = timeText(item[key]);
  if (text === '') return null;
  const at = readWallTime(text, zone);
  if (typeof at === 'string') throw new ItemFault(`${key} ${text} ${at}`);
  return at;
}

/** The instant under a key. Throws an ItemFault for what is no time, and where nothing is. */
export function requiredTime(item: JsonObject, key: string, zone?: string): number {
  const at = timeAt(item, key, zone);
  if (at === null) throw new ItemFault(`${key} is missing. Fetch the file again, as its tool writes it.`);
  return at;
}

/** The dictionaries of the list under a key; none where no list is there. */
export function objectsAt(item: JsonObject, key: string): JsonObject[] {
  const value = item[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/**
 * A time of a JSON document as text, for a reader of times: a number is what passed since the Unix epoch, in seconds or a part
 * of them by its size. Empty where there is none.
 *
 * @example
 * timeText(1315471985); // '2011-09-08T08:53:05.000Z'
 */
export function timeText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a dictionary';
  const at = typeof value === 'number' ? readLogTime(value) : null;
  return at === null ? String(value) : formatInstant(at);
}
