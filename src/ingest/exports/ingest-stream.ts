import { existsSync } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../oops/events/document-settings.js';
import { openStream, STANDARD_INPUT } from '../../sources/exports/export-stream.js';
import { ALL_DATES } from '../../sources/find-reports.js';
import type { IngestContext } from '../ingest-folders.js';
import type { Tally } from '../tally.js';
import { type IngestExportOptions, limitOf, readOpened, refuseExport } from './read-export.js';

/**
 * Loads the rows of a stream, as they come, until it ends. Nothing can be read again of it: it says until when all is known
 * only where nothing else does, as a single report.
 */
export function ingestStream(
  { store, rules, now }: IngestContext,
  stream: Readable,
  options: IngestExportOptions,
  tally: Tally,
): Promise<void> {
  const { dates = ALL_DATES, rowsOf = () => ({}), onRemark = () => {}, signal } = options;
  const path = STANDARD_INPUT;
  const startedAt = now();
  tally.exports++;
  // Else it would stop only with the next row, and none may come.
  if (signal) addAbortSignal(signal, stream);
  return store.load({ startedAt, clock: now, exists: existsSync }, async (loader) => {
    const settings = { ...DEFAULT_DOCUMENT_SETTINGS, ...rowsOf(path) };
    const opened = await openStream(
      stream,
      { limit: limitOf(options), columns: settings.columns, onRemark },
      startedAt,
    );
    signal?.throwIfAborted();
    const context = { loader, rules, now, tally };
    if (opened.kind === 'refused') return refuseExport(context, path, settings, opened);
    const read = await readOpened(context, path, opened, { ...options, settings });
    if (
      !read ||
      read === 'begin' ||
      dates !== ALL_DATES ||
      read.export.goodRows + read.export.otherRows === 0
    )
      return;
    await loader.recordFileReading({ path, lastReadAt: startedAt, readUntil: null });
  });
}
