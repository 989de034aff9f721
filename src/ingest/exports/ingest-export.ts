import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_DOCUMENT_SETTINGS,
  type RowSettings,
  rowSettingsOf,
} from '../../oops/events/document-settings.js';
import { ALL_DATES } from '../../sources/find-reports.js';
import type { ReadExport } from '../../store/records.js';
import { type IngestContext, isUnchanged } from '../ingest-folders.js';
import type { Tally } from '../tally.js';
import { countAgain } from './earlier-rows.js';
import { type IngestExportOptions, readExport } from './read-export.js';

/** What a reading says of an export that is known to its end. */
export interface ExportReading {
  /** When the file was written last, in milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** Whether it was seen to grow. */
  readonly hasGrown: boolean;
  readonly holds: 'rows' | 'refusals' | 'nothing';
}

/**
 * Loads the rows of one export or log, as a stream. One that is as it was when it was last read to its end is not read
 * again; one that has grown is read on from where it was. Where that cannot be, as it was rotated, it is read from its
 * beginning: the rows that are in the database with the same content are known, and those that say something else than
 * before replace it. With `dates`, rows of other days are as if they were not there.
 *
 * Returns what is known of it now; null where that is not all.
 */
export function ingestExport(
  { store, rules, now }: IngestContext,
  path: string,
  options: IngestExportOptions,
  tally: Tally,
): Promise<ExportReading | null> {
  const { dates = ALL_DATES, retry = false, rowsOf = () => ({}) } = options;
  return store.load({ startedAt: now(), clock: now, exists: existsSync }, async (loader) => {
    const before = await loader.findExport(path);
    const settings = { ...DEFAULT_DOCUMENT_SETTINGS, ...(before && rowSettingsOf(before)), ...rowsOf(path) };
    const isReadAnew = before !== undefined && (retry || !isReadAs(before, settings));
    if (before && !isReadAnew && isUnchanged(before, path)) {
      countAgain(tally, before, await loader.refusedRows(path));
      return dates === ALL_DATES ? readingOf(before, false) : null;
    }
    const reading = { ...options, settings, before, isReadAnew };
    const read = await readExport({ loader, rules, now, tally }, path, reading);
    if (!read) return null;
    await loader.endExport(read.export);
    return readingOf(read.export, read.hasGrown);
  });
}

function isReadAs(before: RowSettings, settings: RowSettings): boolean {
  return isDeepStrictEqual(rowSettingsOf(before), rowSettingsOf(settings));
}

function readingOf(
  { modifiedAt, goodRows, otherRows, rejectedRows }: ReadExport,
  hasGrown: boolean,
): ExportReading {
  const holds = goodRows + otherRows > 0 ? 'rows' : rejectedRows > 0 ? 'refusals' : 'nothing';
  return { modifiedAt, hasGrown, holds };
}
