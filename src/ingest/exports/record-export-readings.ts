import { unrotatedPath } from '../../sources/exports/formats.js';
import type { Loader } from '../../store/loader.js';
import type { ExportReading } from './ingest-export.js';

/** What was read of the files of one source: an export, a log with those that were rotated away, or a folder of them. */
export interface SourceOfExports {
  readonly path: string;
  readonly exports: readonly string[];
  /** Of each file; null for one that is not known to its end. */
  readonly readings: readonly (ExportReading | null)[];
}

/**
 * Records until when a source is known: until the newest of its files was written last, and once one was seen to grow, so
 * that more is expected of it, until it was read. Where a file is not known to its end, or all of them held nothing but
 * what was refused, nothing is said; where there was nothing in them, only of a source that was known before. Files that were
 * sources by themselves, as they were named alone once, are no more: else nothing would be known after that.
 *
 * @param readAt when the reading began
 */
export async function recordExportReading(
  loader: Loader,
  { path, exports, readings }: SourceOfExports,
  readAt: number,
): Promise<void> {
  const sources = await loader.sources();
  const before = sources.find((source) => source.path === path);
  const files = new Set([...exports, ...exports.map(unrotatedPath)]);
  const parts = sources.filter((source) => source !== before && files.has(source.path));
  const known = readings.filter((reading) => reading !== null);
  if (known.length === 0 || known.length < readings.length) return;
  const isEmpty = known.every((reading) => reading.holds === 'nothing');
  if (known.every((reading) => reading.holds === 'refusals') || (isEmpty && !before)) return;
  const hasGrown =
    known.some((reading) => reading.hasGrown) || [before, ...parts].some((source) => source?.hasGrown);
  const writtenAt = Math.max(...known.map(({ modifiedAt }) => modifiedAt));
  const readUntil = hasGrown ? readAt : Math.min(writtenAt, readAt);
  const reading = { path, lastReadAt: readAt, readUntil, hasGrown };
  await loader.recordFileReading(
    reading,
    parts.map((part) => part.path),
  );
}
