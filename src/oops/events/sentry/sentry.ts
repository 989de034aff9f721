import type { DocumentObject } from '../../formats/document-value.js';
import { ReportError } from '../../formats/report-error.js';
import type { Envelope, EventFormat, EventReading, EventSettings } from '../event-format.js';
import { eventFromApi, isApiExport } from './api-export.js';
import { readClientReport } from './client-report.js';
import { readEvent } from './event.js';
import { withNamesOfToday } from './legacy.js';
import { recognisesEvent } from './recognise.js';
import { wordOf } from './values.js';

/**
 * Sentry's events, which Bugsink, GlitchTip and others take too: as clients send them, one by one or in envelopes, and as
 * the API gives them out.
 */
export const SENTRY: EventFormat = {
  name: 'sentry',
  recognises: recognisesEvent,
  read: (document, settings, envelope) => {
    try {
      return [readItem(document, settings, envelope)];
    } catch (error) {
      if (error instanceof ReportError) return [{ kind: 'refused', reason: error.message }];
      throw error;
    }
  },
};

/** Envelopes carry much that is no error; what the future adds to them is skipped, as their description wants it. */
function readItem(
  document: DocumentObject,
  settings: EventSettings,
  envelope: Envelope | undefined,
): EventReading {
  const type = wordOf(envelope?.item.type) ?? 'event';
  if (type === 'event') return readEvent(eventFrom(document), settings, envelope);
  if (type !== 'client_report' || envelope === undefined) return { kind: 'no-error' };
  const discards = readClientReport(document, settings, envelope);
  return discards.length === 0 ? { kind: 'no-error' } : { kind: 'discards', discards };
}

function eventFrom(document: DocumentObject): DocumentObject {
  return isApiExport(document) ? eventFromApi(document) : withNamesOfToday(document);
}
