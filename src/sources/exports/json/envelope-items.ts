import { type DocumentObject, isDictionary } from '../../../oops/formats/document-value.js';
import type { ExportRow } from '../export-row.js';
import type { ByteWindow } from './byte-window.js';
import { DAMAGED, parseJson, tooLong, valueFromBytes } from './json-value.js';

/** The keys of an envelope's header, which has no others. `received_at` is added by our own receiver. */
const HEADER_KEYS = new Set(['event_id', 'dsn', 'sdk', 'sent_at', 'trace', 'received_at']);

/** The keys of an item's header that does not say how long the item is. */
const ITEM_KEYS = new Set([
  'type',
  'content_type',
  'filename',
  'attachment_type',
  'item_count',
  'platform',
  'sample_rates',
  'sampleRates',
]);

/** The items that are an object of JSON each. */
const JSON_ITEMS = new Set([
  'event',
  'transaction',
  'client_report',
  'session',
  'sessions',
  'check_in',
  'feedback',
  'user_report',
  'log',
  'span',
  'trace_metric',
  'replay_event',
  'raw_security',
]);

/** Whether an object can be the header of an envelope: it is, where the header of an item follows. */
export function canBeEnvelopeHeader(document: DocumentObject): boolean {
  for (const key in document) if (!HEADER_KEYS.has(key)) return false;
  return true;
}

/** The header of an item at an offset of the stream, and how long its line is; null where the line is none. */
export interface ItemHeader {
  readonly header: DocumentObject;
  readonly lineLength: number;
}

/** Looks whether the line at an offset is the header of an item: an object with a `type`, and its length or no odd keys. */
export async function peekItemHeader(
  source: ByteWindow,
  limit: number,
  from = 0,
): Promise<ItemHeader | null> {
  const lineLength = await source.findLineLength(limit, from);
  if (lineLength <= 0) return null;
  const header = parseJson(source.slice(from, from + lineLength));
  return isDictionary(header) && isItemHeader(header) ? { header, lineLength } : null;
}

function isItemHeader(header: DocumentObject): boolean {
  if (typeof header.type !== 'string') return false;
  return payloadLength(header) !== null || Object.keys(header).every((key) => ITEM_KEYS.has(key));
}

function payloadLength({ length }: DocumentObject): number | null {
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? length : null;
}

/**
 * Reads the items of an envelope, whose header was read, up to a line that is no item's header. An item that is no JSON
 * object, such as an attachment, gives an empty document, and is not looked into. Its line is that of its header.
 * Source: Sentry's envelopes, develop.sentry.dev/sdk/foundations/envelopes.
 */
export async function* readEnvelopeItems(
  source: ByteWindow,
  header: DocumentObject,
  limit: number,
): AsyncGenerator<ExportRow> {
  for (;;) {
    await skipBlankLines(source);
    const item = await peekItemHeader(source, limit);
    if (!item) return;
    const { line } = source;
    source.skip(item.lineLength);
    await source.skipLine();
    const payload = await takePayload(source, item.header, limit);
    if (payload.kind === 'refused') yield { kind: 'refused', line, reason: payload.reason };
    else yield { kind: 'row', line, ...payload.row, envelope: { header, item: item.header } };
    if (payload.kind === 'refused' && payload.isLost) {
      await skipToHeader(source, limit);
      return;
    }
  }
}

type Payload =
  | { readonly kind: 'taken'; readonly row: { readonly document: DocumentObject; readonly bytes: Buffer } }
  /** It is lost where nothing says where the next item begins. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isLost: boolean };

async function takePayload(source: ByteWindow, header: DocumentObject, limit: number): Promise<Payload> {
  const given = payloadLength(header);
  if (given !== null && given > limit) return skipLongPayload(source, given, limit);
  if (given !== null && !(await endsAfter(source, given))) {
    return lost(
      `is a malformed item of an envelope: no line ends after the ${given} bytes that it says it has`,
    );
  }
  const length = given ?? (await source.findLineLength(limit));
  if (length < 0) {
    await source.skipLine();
    return { kind: 'refused', reason: tooLong(limit), isLost: false };
  }
  const payload = payloadFromBytes(header, source.slice(0, length));
  const isMisplaced = payload.kind === 'refused' && payload.isLost && given !== null;
  if (isMisplaced) return payload;
  source.skip(length);
  await source.skipLine();
  return payload.kind === 'refused' ? { ...payload, isLost: false } : payload;
}

/** Whether a line, or the stream, ends after so many bytes. */
async function endsAfter(source: ByteWindow, length: number): Promise<boolean> {
  const goesOn = await source.ensure(length + 1);
  return goesOn ? source.bytes[source.start + length] === 0x0a : source.length === length;
}

/** Goes over a payload without holding it. */
async function skipLongPayload(source: ByteWindow, length: number, limit: number): Promise<Payload> {
  const skipped = await source.skipFar(length);
  if (skipped < length) {
    return lost(
      `is an item of an envelope that ends after ${skipped} of ${length} bytes: what follows it was not read`,
    );
  }
  const isWhole = await endsAfter(source, 0);
  if (isWhole) await source.skipLine();
  return { kind: 'refused', reason: tooLong(limit), isLost: !isWhole };
}

function payloadFromBytes({ type }: DocumentObject, bytes: Buffer): Payload {
  if (!JSON_ITEMS.has(String(type))) return { kind: 'taken', row: { document: {}, bytes } };
  const value = valueFromBytes(bytes);
  if (value === null) return lost(DAMAGED);
  return value.kind === 'object'
    ? { kind: 'taken', row: { document: value.document, bytes } }
    : { kind: 'refused', reason: value.reason, isLost: false };
}

function lost(reason: string): Payload {
  return { kind: 'refused', reason, isLost: true };
}

async function skipBlankLines(source: ByteWindow): Promise<void> {
  while (await source.ensure(1)) {
    const byte = source.bytes[source.start];
    if (byte !== 0x0a && byte !== 0x0d) return;
    source.skip(1);
  }
}

/** Goes to the next line that can be the header of an envelope. */
async function skipToHeader(source: ByteWindow, limit: number): Promise<void> {
  while (await source.ensure(1)) {
    if (source.bytes[source.start] === 0x7b) {
      const length = await source.findLineLength(limit);
      const header = length < 0 ? undefined : parseJson(source.slice(0, length));
      if (isDictionary(header) && canBeEnvelopeHeader(header)) return;
    }
    await source.skipLine();
  }
}
