import { UNKNOWN_STAMP, UNSETTLED_STAMP } from '../../loading/stamps.js';
import type { Reject } from '../../records.js';
import { type Saying, wordRows } from '../words.js';
import type { Write } from '../writes.js';
import type { NewNames } from './known-names.js';
import type { FileRow, FileState, IdChanges } from './stored-ids.js';

/** What a batch changes. */
export interface BatchChanges extends IdChanges {
  /** Rejects by their keys; null: what could not be read could be after all. */
  readonly rejects: ReadonlyMap<string, Reject | null>;
}

/** Whether a batch changes nothing. */
export function isEmpty({ added, gone, files, rejects }: BatchChanges, { folders }: NewNames): boolean {
  return added.length + gone.length + files.length + rejects.size + folders.size === 0;
}

/**
 * Writes what a batch changes so that, whoever is killed between two steps, the next reading of the same files makes it whole:
 *
 * 1. names, and words that have to be said before;
 * 2. that the other files of an OOPS that goes have to be read again, in case nobody gets to saying that they hold it no more;
 * 3. OOPSes: before their files, else one that is not there would be known;
 * 4. files: what they hold, and hold no more.
 */
export async function writeChanges(
  writing: Write,
  { added, gone, files }: BatchChanges,
  { names, wordsBefore }: { readonly names: NewNames; readonly wordsBefore: readonly object[] },
): Promise<void> {
  const { stamp } = writing;
  await writing.insert('word', [...wordsBefore, ...nameRows(writing, names)]);
  const unsettled = gone.length === 0 ? [] : files.flatMap(unsettle);
  await writing.insert('file', partsOf(unsettled, stamp, 0));
  await writing.insert('event', [
    ...added.map(({ row, generation }, part) => ({ ...row, generation, stamp, part })),
    ...gone.map(({ exception, is_alive, ...row }) => ({ ...row, gone_stamp: stamp })),
  ]);
  await writing.insert('file', partsOf(files.flatMap(fileRows), stamp, unsettled.length));
}

/** The words of rejects. */
export function rejectWords(
  write: Pick<Write, 'stamp'>,
  rejects: ReadonlyMap<string, Reject | null>,
  firstPart: number,
): object[] {
  const sayings: Saying<'reject'>[] = Array.from(rejects, ([key, value]) => ({ key, value }));
  return wordRows(write, 'reject', sayings, firstPart);
}

/** The words of what is named for the first time. */
export function nameRows(write: Pick<Write, 'stamp'>, { reporters, signed, folders }: NewNames): object[] {
  return [
    ...wordRows(
      write,
      'reporter',
      Array.from(reporters, ([key, name]) => ({ key, value: { name } })),
    ),
    ...wordRows(
      write,
      'signed',
      Array.from(signed, ([key, value]) => ({ key, value })),
    ),
    ...wordRows(
      write,
      'folder',
      Array.from(folders, (key) => ({ key, value: {} })),
    ),
  ];
}

interface SaidFile extends FileRow {
  readonly is_gone: number;
}

function partsOf(rows: readonly SaidFile[], stamp: number, firstPart: number): object[] {
  return rows.map((row, place) => ({ ...row, stamp, part: firstPart + place }));
}

function unsettle({ before, now }: FileState): SaidFile[] {
  return before && !now && before.size !== UNKNOWN_STAMP
    ? [{ ...before, size: UNSETTLED_STAMP, is_gone: 0 }]
    : [];
}

function fileRows({ before, now }: FileState): SaidFile[] {
  // Where the hour is another one, it is another row.
  const isMoved = before !== null && (now === null || hourOf(now) !== hourOf(before));
  return [...(isMoved ? [{ ...before, is_gone: 1 }] : []), ...(now ? [{ ...now, is_gone: 0 }] : [])];
}

function hourOf({ time }: FileRow): number {
  return Math.trunc(time / 3_600_000);
}
