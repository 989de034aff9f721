import { type DocumentObject, type DocumentValue, MAX_DEPTH } from '../formats/document-value.js';
import type { OopsReport } from '../oops.js';
import { DEFAULT_DOCUMENT_SETTINGS, type DocumentSettings } from './document-settings.js';
import type { DiscardedEvents, Envelope, EventFormat, EventReading } from './event-format.js';
import { createIds } from './event-ids.js';
import { EVENT_FORMATS, eventFormatOf } from './events.js';

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

  function formatOf({ document, envelope }: ReadableDocument): EventFormat | undefined {
    return settings.format === null || envelope ? eventFormatOf(document, envelope) : chosen;
  }

  function withId(reading: EventReading, { document, envelope }: ReadableDocument): DocumentReading {
    if (reading.kind === 'discards') {
      const content = jsonOf([envelope?.header ?? null, document]);
      return content === null ? TOO_DEEP : { ...reading, id: giveId(content) };
    }
    if (reading.kind !== 'report') return reading;
    const { report } = reading;
    const content = reading.content ?? jsonOf(document);
    if (content === null) return TOO_DEEP;
    return {
      kind: 'report',
      content,
      report: report.id === '' ? { ...report, id: giveId(content) } : report,
    };
  }

  return (readable) => {
    const format = formatOf(readable);
    if (!format) return [{ kind: 'oops', document: readable.document }];
    return format
      .read(readable.document, settings, readable.envelope)
      .map((reading) => withId(reading, readable));
  };
}

const TOO_DEEP: DocumentReading = { kind: 'refused', reason: `is nested more than ${MAX_DEPTH} deep` };

/** The JSON of what was read; null where it is nested without end, in a place that nobody reads. */
function jsonOf(value: DocumentValue): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
