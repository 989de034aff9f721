import { basename, dirname } from 'node:path';
import { createFoundExports, type FoundExports } from '../../ingest/exports/found-exports.js';
import type { ExportReading } from '../../ingest/exports/ingest-export.js';
import { recordExportReading } from '../../ingest/exports/record-export-readings.js';
import { recordReadings } from '../../ingest/record-readings.js';
import { exportFormatOf } from '../../sources/exports/formats.js';
import { dateOfFolder } from '../../sources/find-reports.js';
import { emptyListing } from '../../sources/list-folder.js';
import type { IntakeFigures } from '../intake.js';
import type { Loadings } from './loadings.js';
import type { FollowedFile } from './tree/followed-file.js';
import { isScanned } from './tree/followed-folder.js';
import type { FollowedRoot } from './tree/followed-root.js';
import type { FollowedTree } from './tree/followed-tree.js';

/** Until when what was named is known, in milliseconds since the Unix epoch; of what nothing can be said is not in it. */
export type KnownUntil = ReadonlyMap<FollowedRoot, number>;

/**
 * Until when all is known that was written to what was named, but for what was too young. Nothing is said of that in which
 * something was never looked at; what cannot be read any more is known until it was read last.
 */
export function knownUntil({ folders, files }: FollowedTree): KnownUntil {
  const until = new Map<FollowedRoot, number>();
  const take = (root: FollowedRoot, moment: number) =>
    void until.set(root, Math.min(until.get(root) ?? moment, moment));
  for (const folder of folders.values()) take(folder.root, isScanned(folder) ? folder.knownUntil : UNKNOWN);
  for (const file of files.values()) take(file.root, file.knownUntil);
  return new Map([...until].filter(([, moment]) => moment !== UNKNOWN));
}

const UNKNOWN = Number.NEGATIVE_INFINITY;

/** Records until when all that is followed was read: see `recordReadings` and `recordExportReading`. */
export async function recordFollowed(
  tree: FollowedTree,
  loadings: Loadings,
  { rejected }: Pick<IntakeFigures, 'rejected'>,
  { until, heldBack }: { readonly until: KnownUntil; readonly heldBack: number },
): Promise<void> {
  const found = gatherExports(tree);
  const summary = { loaded: loadings.good, known: 0, rejected, unreadableFolders: [] };
  await loadings.write(async (loader) => {
    for (const [{ path }, at] of until) {
      if (found.isAllExports(path) || isExport(tree, path)) continue;
      await recordReadings(loader, [path], summary, { at, heldBack });
    }
    for (const { path, isRepository, exports } of found.sources()) {
      const files = exports.map((one) => tree.files.get(one)).filter((file) => file !== undefined);
      const at = Math.min(...files.map(({ root }) => until.get(root) ?? UNKNOWN));
      if (isRepository || at === UNKNOWN) continue;
      const readings = files.map(readingOf);
      await recordExportReading(loader, { path, exports, readings }, at);
    }
  });
}

/** Who follows a log expects more in it, though nothing has come yet: also while it is quiet, it is known until now. */
function readingOf({ path, reading }: FollowedFile): ExportReading | null {
  return reading && { ...reading, hasGrown: reading.hasGrown || exportFormatOf(path)?.isByLine === true };
}

function isExport({ files }: FollowedTree, path: string): boolean {
  return files.get(path)?.isExport === true;
}

/** Tells which exports are one source, as an ingest of the same paths does. */
function gatherExports({ roots, folders, files }: FollowedTree): FoundExports {
  const found = createFoundExports(roots.map(({ path }) => path).filter((path) => folders.has(path)));
  const exportsIn = new Map<string, string[]>();
  for (const { path, isExport } of files.values()) {
    const folder = dirname(path);
    if (!isExport) continue;
    if (folders.has(folder)) exportsIn.set(folder, [...(exportsIn.get(folder) ?? []), basename(path)]);
    else found.addNamed(path);
  }
  for (const { path } of folders.values()) {
    const exports = exportsIn.get(path) ?? [];
    found.addFolder({ ...emptyListing(), path, date: dateOfFolder(basename(path)), exports });
  }
  return found;
}
