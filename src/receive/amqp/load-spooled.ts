import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ingestFolders } from '../../ingest/ingest-folders.js';
import { Tally } from '../../ingest/tally.js';
import { UserError } from '../../user-error.js';
import type { Loaded } from '../intake.js';
import type { LiveSession } from '../live-store.js';
import { refuseUnread } from '../spool/refuse-unread.js';
import type { SpooledFile } from '../spool/report-spool.js';

/**
 * Loads what a spool has just kept, and counts it file by file: one that is given twice is known the second time.
 *
 * @throws UserError when a file is gone again, or cannot be read now: then it was not loaded
 */
export async function loadSpooled(
  session: LiveSession,
  files: readonly SpooledFile[],
  maxReportBytes: number,
): Promise<Loaded> {
  const reports = files.filter(({ refusal }) => refusal === null);
  const paths = [...new Set(reports.map(({ path }) => path))];
  const tally = new Tally();
  const options = { areNew: true, settle: 0, maxReportBytes };
  const { loaded, known, rejected, notErrors } = await ingestFolders(session, paths, options, tally);
  refuseUnread(tally);
  if (loaded + known + rejected < paths.length) {
    const folder = dirname(paths[0] ?? '');
    throw new UserError(`${folder}: files are removed before they are loaded. Leave them there.`);
  }
  const refused = files.filter(({ refusal }) => refusal !== null);
  if (refused.length > 0) await keepRejects(session, refused);
  return {
    loaded,
    known: known + reports.length - paths.length,
    rejected: rejected + refused.length,
    notErrors,
  };
}

function keepRejects({ store, now }: LiveSession, files: readonly SpooledFile[]): Promise<void> {
  const options = { startedAt: now(), clock: now, exists: existsSync };
  return store.load(options, async (loader) => {
    await loader.put(
      files.map(({ path, refusal }) => ({
        directory: dirname(path),
        name: basename(path),
        line: 0,
        before: null,
        read: { kind: 'refused', reason: refusal ?? '', stamp: null },
      })),
    );
  });
}
