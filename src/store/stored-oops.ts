import type { OopsClass } from '../oops/classes/classification-rules.js';
import type { Oops, Signature, SummaryKind } from '../oops/oops.js';

/** What an OOPS's time was taken from; the time of a directory is only its day. */
export const TIME_SOURCES = ['report', 'file-name', 'directory'] as const;
export type TimeSource = (typeof TIME_SOURCES)[number];

/** Tells a copy of a report from another one with the same id: the size and CRC-32 of its unpacked bytes. */
export interface Content {
  readonly size: number;
  readonly crc: number;
}

/** An OOPS that is to be stored, and the file that it was read from. */
export interface NewOops {
  readonly oops: Oops;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  readonly timeSource: TimeSource;
  readonly content: Content;
  readonly directory: string;
  readonly fileName: string;
}

/** An OOPS as the database has it, with what follows from it by rules and config. */
export interface StoredOops {
  /** Its time is null when the report had none of its own; its reporter is never null. */
  readonly oops: Oops;
  readonly time: number;
  readonly timeSource: TimeSource;
  /** When it was loaded, in milliseconds since the Unix epoch. */
  readonly arrivedAt: number;
  readonly system: string;
  readonly kind: SummaryKind;
  readonly signature: Signature;
  /** The bug that tracks the signature; null when there is none. */
  readonly bug: number | null;
  /** By the kind of its system. */
  readonly class: OopsClass;
  readonly isBot: boolean;
  readonly isLocalReferrer: boolean;
  readonly content: Content;
}

/** One OOPS as the store has it, with where it was read. */
export interface FoundOops {
  readonly stored: StoredOops;
  /** Its file, and its copies'. */
  readonly paths: readonly string[];
}
