import { isWithin } from '../../sources/is-within.js';
import type { Source, SourceReading } from '../records.js';

/** What a reading changes of the sources that are known. */
export interface SourceChange {
  readonly source: Source;
  /** Paths of sources that are no more, because this one tells of their files. */
  readonly removed: readonly string[];
}

/**
 * What is recorded when a source was read in full; null: nothing. The last reading counts, also when its clock is behind that of
 * the one before: a clock that was ahead once must not be believed for ever. A source inside another is a part of it and not
 * recorded: a folder that was once loaded alone would otherwise make every later report believe that nothing was read since.
 */
export function recordedReading(known: readonly Source[], reading: SourceReading): SourceChange | null {
  const others = known.filter(({ path }) => path !== reading.path);
  if (others.some((other) => hasParts(other) && isWithin(other.path, reading.path))) return null;
  const parts = others.filter((part) => !isFile(part) && isWithin(reading.path, part.path));
  return { source: inFull(reading), removed: parts.map(({ path }) => path) };
}

/**
 * What is recorded when files were read that somebody named: an export by its own path, single reports, of which nothing is known
 * until when, by their folder's. Null: nothing. Single reports that lie in a repository are not recorded: its readings say what is
 * known.
 */
export function recordedFileReading(
  known: readonly Source[],
  reading: Omit<SourceReading, 'kind'>,
  parts: readonly string[],
): SourceChange | null {
  const isPart = (source: Source) => hasParts(source) && isWithin(source.path, reading.path);
  if (reading.readUntil === null && known.some(isPart)) return null;
  return {
    source: inFull({ ...reading, kind: 'export' }),
    removed: parts.filter((path) => path !== reading.path),
  };
}

function hasParts({ kind }: Source): boolean {
  return kind !== 'export';
}

/** An export or a log: no folder's reading goes through it. */
function isFile({ kind, readUntil }: Source): boolean {
  return kind === 'export' && readUntil !== null;
}

function inFull(reading: SourceReading): Source {
  const { path, kind, lastReadAt } = reading;
  const { readUntil = lastReadAt, heldBack = 0, hasGrown = false } = reading;
  return { path, kind, lastReadAt, readUntil, heldBack, hasGrown };
}
