import type { DocumentObject } from '../formats/document-value.js';
import type { OopsReport } from '../oops.js';

/** Events that a client or server says it threw away. */
export interface DiscardedEvents {
  /** As reports of the same source name their reporter; null where it does not say. */
  readonly reporter: string | null;
  /** In the source's own word, such as `ratelimit_backoff`. */
  readonly reason: string;
  /** When it said so, in milliseconds since the Unix epoch; null where it does not say. */
  readonly time: number | null;
  readonly count: number;
}

/** What one event came to. */
export type EventReading =
  /**
   * A report. Its id is '' where the event has none: then it gets one from `content`, all that tells it from another event;
   * null stands for the whole of what was read, as of a line with one event.
   */
  | { readonly kind: 'report'; readonly report: OopsReport; readonly content: string | null }
  | { readonly kind: 'discards'; readonly discards: readonly DiscardedEvents[] }
  /** It is well, and nothing failed: a line of information, a session, a check-in. */
  | { readonly kind: 'no-error' }
  /** In words that read well after the place: `no time`. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The envelope that an event came in. Source: Sentry's envelopes, develop.sentry.dev/sdk/foundations/envelopes. */
export interface Envelope {
  readonly header: DocumentObject;
  /** The header of the event's item. */
  readonly item: DocumentObject;
}

/** How events are read where they do not say it themselves. */
export interface EventSettings {
  /** For a key of an OOPS, the path of the key that holds it, with dots: `{ type: 'err.name' }`. */
  readonly columns: Readonly<Record<string, string>>;
  /** The levels that mean an error, in lower case; null: those that the format means. */
  readonly errorLevels: readonly string[] | null;
  /** Names of Sentry's projects by their ids. */
  readonly projects: Readonly<Record<string, string>>;
  /** Reports come without what is `extra`, which is shown from the file and never stored. */
  readonly leavesExtra?: boolean;
}

/** A format of events: how an object is told from those of others, and what it says. */
export interface EventFormat {
  /** What `--format` calls it. */
  readonly name: string;
  /** Whether an object is of this format. The first format that recognises it reads it. */
  readonly recognises: (document: DocumentObject) => boolean;
  /** Reads an object; never throws, and never gives nothing. */
  readonly read: (
    document: DocumentObject,
    settings: EventSettings,
    envelope?: Envelope,
  ) => readonly EventReading[];
}
