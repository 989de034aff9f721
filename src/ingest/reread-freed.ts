import { basename, join } from 'node:path';
import { dateOfFolder } from '../sources/find-reports.js';
import type { FilePlace } from '../store/records.js';
import type { Batch, FreedFiles } from './batch.js';
import { createOopsReader, type OopsReaderSettings } from './read-oops.js';
import type { IsYoung } from './settling.js';
import type { Tally } from './tally.js';

/** One round is nearly always enough: for another, a file has to change once more while it is read. */
const MOST_ROUNDS = 10;

/**
 * Reads again what files that changed had their say in: copies of what one of them held, and reports that were refused
 * because one of them, half-written, had their id. The files of one OOPS decide in the order of their paths, as they do
 * when all of them are new.
 */
export async function rereadFreed(
  batch: Batch,
  tally: Tally,
  settings: OopsReaderSettings & { readonly isYoung: IsYoung },
): Promise<void> {
  const freed = async () => filesToRead(await batch.takeFreed(), tally);
  const read = createOopsReader(settings);
  let files = await freed();
  for (let round = 0; round < MOST_ROUNDS && files.length > 0; round++) {
    for (const { directory, name, isCounted } of files) {
      const again = read({ directory, date: dateOfFolder(basename(directory)), name, before: null });
      if (again.kind !== 'oops' && again.kind !== 'refused') continue;
      if (!settings.isYoung(again.stamp)) await batch.add(directory, name, again, { isCounted });
      else if (!isCounted) tally.unsettled++;
    }
    files = await freed();
  }
}

interface FreedFile extends FilePlace {
  readonly isCounted: boolean;
}

function filesToRead({ copies, refused, waiting }: FreedFiles, tally: Tally): FreedFile[] {
  const files = new Map<string, FreedFile>();
  const take = ({ directory, name }: FilePlace, isCounted: boolean) =>
    void files.set(join(directory, name), { directory, name, isCounted });
  for (const place of copies) take(place, true);
  for (const place of refused) take(place, !tally.takeBack(join(place.directory, place.name)));
  for (const place of waiting) take(place, false);
  return [...files.values()].sort(byPlace);
}

function byPlace(a: FilePlace, b: FilePlace): number {
  if (a.directory !== b.directory) return a.directory < b.directory ? -1 : 1;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
