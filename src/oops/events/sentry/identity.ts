import { type DocumentObject, type DocumentValue, plainValue } from '../../formats/document-value.js';
import { timeFromValue } from '../../formats/report-from-document.js';
import type { Envelope } from '../event-format.js';

const EVENT_ID = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i;
const NO_ID = /^[0-]*$/;

/**
 * The 32 hex digits of an event's id in lower case, or null where the value is no such id. Digits of nothing but zeros
 * are none: every event of a client that cannot count would have the same.
 *
 * @example
 * hexIdOf('8A41235250127834012703406F2E03BD');     // '8a41235250127834012703406f2e03bd'
 * hexIdOf('8a412352-5012-7834-0127-03406f2e03bd'); // '8a41235250127834012703406f2e03bd'
 */
export function hexIdOf(value: DocumentValue): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return EVENT_ID.test(text) && !NO_ID.test(text) ? text.replaceAll('-', '').toLowerCase() : null;
}

/**
 * The id of an event's report. The envelope's wins over the payload's, as the description of envelopes wants it. It is ''
 * where neither has one.
 */
export function oopsIdOf(event: DocumentObject, envelope: Envelope | undefined): string {
  const hex = hexIdOf(envelope?.header.event_id) ?? hexIdOf(event.event_id);
  return hex === null ? '' : `OOPS-${hex}`;
}

/**
 * When an event happened, by its own clock, which is never corrected: windows are of seconds, and the drift of a clock is
 * shown elsewhere. An event without a time that can be read happened when its envelope was sent, which is the same clock
 * a little later, or at the latest when it was received. Null where nothing tells it.
 */
export function timeOf(event: DocumentObject, envelope: Envelope | undefined): number | null {
  const header = envelope?.header;
  const told = [event.timestamp, event.datetime, header?.sent_at, event.received, header?.received_at];
  for (const value of told) {
    const time = timeFromValue(value);
    if (time !== null) return time;
  }
  return null;
}

/**
 * By how much the clock of an envelope's sender was behind that of the receiver, in milliseconds. Null where the envelope
 * does not say when it was sent, or no receiver wrote down when it came in.
 */
export function clockOffsetOf(envelope: Envelope | undefined): number | null {
  const sentAt = timeFromValue(envelope?.header.sent_at);
  const receivedAt = timeFromValue(envelope?.header.received_at);
  return sentAt === null || receivedAt === null ? null : receivedAt - sentAt;
}

/**
 * All that tells an event without an id from another one: the event as JSON, its keys in order, so that the same event
 * written again by another program is the same event.
 */
export function contentOf(document: DocumentObject): string {
  return JSON.stringify(inOrder(plainValue(document)));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, child]) => [key, inOrder(child)]);
}
