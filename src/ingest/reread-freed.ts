import { basename, join } from 'node:path';
import { dateOfFolder } from '../sources/find-reports.js';
import type { Db } from '../store/sqlite/database.js';
import type { FilePlace } from '../store/sqlite/tables/files.js';
import { rejectsOfIds } from '../store/sqlite/tables/rejects.js';
import { forgetExport } from '../store/sqlite/tables/sources.js';
import type { Batch, Freed } from './batch.js';
import { createOopsReader, type OopsReaderSettings } from './read-oops.js';
import type { IsYoung } from './settling.js';
import type { Tally } from './tally.js';

/** In one round almost always: a file would have to change again and again while it is read. */
const MOST_ROUNDS = 10;

/**
 * Reads again what files that changed had their say in: copies of what one of them held, and reports that were refused
 * because one of them, half-written, had their id. The files of one OOPS decide in the order of their paths, as they do
 * when all of them are new.
 */
export function rereadFreed(
  db: Db,
  batch: Batch,
  tally: Tally,
  settings: OopsReaderSettings & { readonly isYoung: IsYoung },
): void {
  const freed = () => filesToRead(db, batch.takeFreed(), tally);
  const read = createOopsReader(settings);
  let files = freed();
  for (let round = 0; round < MOST_ROUNDS && files.length > 0; round++) {
    for (const { directory, name, isCounted } of files) {
      const again = read({ directory, date: dateOfFolder(basename(directory)), name, before: null });
      if (again.kind !== 'oops' && again.kind !== 'refused') continue;
      if (!settings.isYoung(again.stamp)) batch.add(directory, name, again, { isCounted });
      else if (!isCounted) tally.unsettled++;
    }
    files = freed();
  }
}

interface FreedFile extends FilePlace {
  readonly isCounted: boolean;
}

function filesToRead(db: Db, { ids, copies, waiting }: Freed, tally: Tally): FreedFile[] {
  const files = new Map<string, FreedFile>();
  for (const place of copies) files.set(pathOf(place), { ...place, isCounted: true });
  for (const { directory, name, line } of rejectsOfIds(db, ids)) {
    const path = join(directory, name);
    if (line > 0) forgetExport(db, path);
    else files.set(path, { directory, name, isCounted: !tally.takeBack(path) });
  }
  for (const place of waiting) files.set(pathOf(place), { ...place, isCounted: false });
  return [...files.values()].sort(byPlace);
}

function pathOf({ directory, name }: FilePlace): string {
  return join(directory, name);
}

function byPlace(a: FilePlace, b: FilePlace): number {
  if (a.directory !== b.directory) return a.directory < b.directory ? -1 : 1;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
