import { OTLP } from '../../oops/events/otlp/otlp.js';
import type { ReadableDocument } from '../../oops/events/read-document.js';
import { hexIdOf } from '../../oops/events/sentry/identity.js';
import { NO_ERROR_ITEMS } from '../../oops/events/sentry/item-types.js';
import { type DocumentObject, isDictionary } from '../../oops/formats/document-value.js';
import { canBeEnvelopeHeader } from '../../sources/exports/json/envelope-items.js';
import { valueFromBytes } from '../../sources/exports/json/json-value.js';
import { formatInstant } from '../../time/instant.js';
import type { SpoolEntry } from '../spool/event-spool.js';
import type { EnvelopeItem, SplitEnvelope } from './request/split-envelope.js';

/** What a request brought. */
export interface Arrival {
  /** What of it is spooled; null: it holds nothing that could be an error. */
  readonly entry: SpoolEntry | null;
  /** How many events of it are known to be no errors, and are not kept. */
  readonly notErrors: number;
  /** The id that the client gave the event, for the answer; null where there is none. */
  readonly id: string | null;
  /** What can be read of it now, for those who want to know who sent it. */
  readonly documents: () => readonly ReadableDocument[];
}

/** What the receiver knows of a request beside its body. */
export interface Arriving {
  /** The address of the project, with the key that was given. */
  readonly dsn: string;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
}

const NOTHING: readonly ReadableDocument[] = [];

/**
 * What came in an envelope. What is spooled of it stands for itself, whatever is written before and behind it: each item is
 * an envelope of its own, of the length that it says, and what is JSON is one line. Both are true of no envelope whose
 * parts are unclear: that is kept as it came, alone.
 */
export function arrivalOfEnvelope(
  body: Buffer,
  { header, rest, items }: SplitEnvelope,
  arriving: Arriving,
): Arrival {
  const isHeader = header !== null && canBeEnvelopeHeader(header);
  if (items !== null && (isHeader || items.length > 0)) return arrivalOfItems(header ?? {}, items, arriving);
  const bytes = isHeader ? Buffer.concat([line(ownHeader(header, arriving)), rest, NEWLINE]) : body;
  return { entry: { bytes, events: 1, isAlone: true }, notErrors: 0, id: null, documents: () => NOTHING };
}

/** What came as one bare event: it is given an envelope, which says whose it is. */
export function arrivalOfEvent(body: Buffer, arriving: Arriving): Arrival {
  return arrivalOfItems({}, [{ header: {}, type: 'event', payload: body }], arriving);
}

function arrivalOfItems(header: DocumentObject, items: readonly EnvelopeItem[], arriving: Arriving): Arrival {
  const kept = items.filter(({ type }) => !NO_ERROR_ITEMS.has(type));
  const own = ownHeader(header, arriving);
  const head = line(own);
  const bytes = Buffer.concat(kept.flatMap((item) => [head, ...linesOf(item)]));
  return {
    entry: kept.length === 0 ? null : { bytes, events: kept.length, isAlone: false },
    notErrors: items.length - kept.length,
    id: hexIdOf(header.event_id) ?? idOfItems(kept),
    documents: () =>
      kept.flatMap(({ type, payload }) =>
        documentsFrom(payload).map((document) => ({ document, envelope: { header: own, item: { type } } })),
      ),
  };
}

/** What came as logs of OpenTelemetry: one line, unless it is none. */
export function arrivalOfLogs(body: Buffer): Arrival {
  const bytes = Buffer.concat([oneLine(body), NEWLINE]);
  const [document] = documentsFrom(body);
  // With a type it could be taken for the header of an item.
  const isClear = document !== undefined && OTLP.recognises(document) && !Object.hasOwn(document, 'type');
  return {
    entry: isEmpty(document) ? null : { bytes, events: 1, isAlone: !isClear },
    notErrors: 0,
    id: null,
    documents: () => (document === undefined ? NOTHING : [{ document }]),
  };
}

function isEmpty(document: DocumentObject | undefined): boolean {
  return document !== undefined && Object.keys(document).length === 0;
}

/** What the reader of envelopes looks at in a header, in the form that it has, and what the receiver knows. */
function ownHeader(
  { event_id, sent_at, trace, dsn }: DocumentObject,
  { dsn: own, receivedAt }: Arriving,
): DocumentObject {
  const given = Object.entries({ event_id, sent_at }).filter(([, value]) => isPlain(value));
  return {
    ...Object.fromEntries(given),
    dsn: typeof dsn === 'string' && URL.canParse(dsn) ? dsn : own,
    ...(isDictionary(trace) && {
      trace: Object.fromEntries(Object.entries(trace).filter(([, value]) => isPlain(value))),
    }),
    received_at: formatInstant(receivedAt),
  };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** The items that are read as JSON. */
const JSON_ITEMS: ReadonlySet<string> = new Set(['event', 'client_report', 'raw_security']);

function linesOf({ header, type, payload }: EnvelopeItem): Buffer[] {
  const bytes = JSON_ITEMS.has(type) ? oneLine(payload) : payload;
  const { content_type, filename, attachment_type } = header;
  const given = Object.entries({ content_type, filename, attachment_type }).filter(([, value]) =>
    isPlain(value),
  );
  return [line({ type, ...Object.fromEntries(given), length: bytes.length }), bytes, NEWLINE];
}

const NEWLINE = Buffer.from('\n');

function line(document: DocumentObject): Buffer {
  return Buffer.from(`${JSON.stringify(document)}\n`);
}

/** JSON has raw line ends only between its parts, where a space says the same. */
function oneLine(bytes: Buffer): Buffer {
  if (!bytes.includes(0x0a) && !bytes.includes(0x0d)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte)));
}

function idOfItems(items: readonly EnvelopeItem[]): string | null {
  const event = items.find(({ type }) => type === 'event');
  return event ? hexIdOf(documentsFrom(event.payload)[0]?.event_id) : null;
}

function documentsFrom(bytes: Buffer): DocumentObject[] {
  const value = valueFromBytes(bytes);
  return value?.kind === 'object' ? [value.document] : [];
}
