import type { DocumentObject } from '../formats/document-value.js';
import type { OopsReport } from '../oops.js';
import type { DiscardedEvents, Envelope, EventFormat, EventReading, EventSettings } from './event-format.js';
import { createIds } from './event-ids.js';
import { EVENT_FORMATS, eventFormatOf } from './events.js';
import { SENTRY } from './sentry/sentry.js';

/** What an object is read with. */
export interface DocumentSettings extends EventSettings {
  /** One of `ROW_FORMATS`; null: each object is recognised by itself. */
  readonly format: string | null;
}

/** What of it is said of each file; the names of projects are the same for all. */
export type RowSettings = Omit<DocumentSettings, 'projects'>;

/** How objects are read that say all themselves. */
export const DEFAULT_DOCUMENT_SETTINGS = {
  format: null,
  columns: {},
  errorLevels: null,
  projects: {},
} as const satisfies DocumentSettings;

/** An object of a file, and the envelope that it came in. */
export interface ReadableDocument {
  readonly document: DocumentObject;
  readonly envelope?: Envelope;
}

/** What an object came to: an OOPS, with the keys of one; or what `EventReading` says, with an id that is never ''. */
export type DocumentReading =
  | { readonly kind: 'oops'; readonly document: DocumentObject }
  | { readonly kind: 'report'; readonly report: OopsReport; readonly content: string }
  | { readonly kind: 'discards'; readonly id: string; readonly discards: readonly DiscardedEvents[] }
  | Extract<EventReading, { kind: 'no-error' | 'refused' }>;

/**
 * Makes what reads the objects of one file or stream, one after the other: OOPSes and events of any kind, mixed. What came
 * in an envelope is Sentry's: a client report, a session or an attachment has nothing else that would tell.
 *
 * @param isKnown whether an id was given to an earlier part of the file, which is not read this time
 */
export function createDocumentReader(
  settings: DocumentSettings = DEFAULT_DOCUMENT_SETTINGS,
  isKnown?: (id: string) => boolean,
): (readable: ReadableDocument) => DocumentReading[] {
  const giveId = createIds(isKnown);
  const chosen = EVENT_FORMATS.find(({ name }) => name === settings.format);

  function withId(reading: EventReading, document: DocumentObject): DocumentReading {
    if (reading.kind === 'discards') {
      return { ...reading, id: giveId(JSON.stringify([document, reading.discards])) };
    }
    if (reading.kind !== 'report') return reading;
    const { report } = reading;
    const content = reading.content ?? JSON.stringify(document);
    return {
      kind: 'report',
      content,
      report: report.id === '' ? { ...report, id: giveId(content) } : report,
    };
  }

  return ({ document, envelope }) => {
    const recognised = () => (envelope === undefined ? eventFormatOf(document) : SENTRY);
    const format: EventFormat | undefined =
      settings.format === null ? recognised() : settings.format === 'oops' ? undefined : chosen;
    if (!format) return [{ kind: 'oops', document }];
    return format.read(document, settings, envelope).map((reading) => withId(reading, document));
  };
}
