import { join } from 'node:path';
import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { LoadedFile } from '../../loader.js';
import type { FilePlace } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import { findPrunedRows, type WasPruned } from '../prune/pruned-files.js';
import { isOneOf } from '../words.js';
import { write } from '../writes.js';
import type { KnownNames } from './known-names.js';
import {
  type FileSearch,
  type FoundEvent,
  findEvents,
  findFilesAt,
  findFilesOf,
  findWholeEvents,
} from './look-up.js';
import type { PendingWords } from './pending-words.js';
import { findDoubles, takeBackDoubles } from './settle.js';
import type { FoundIds } from './stored-ids.js';

/** A file that no longer holds OOPSes, by the keys of their ids. */
export interface Release {
  readonly place: FilePlace;
  readonly ids: readonly string[];
}

/** What is looked up with. */
export interface LookUp {
  readonly connection: Connection;
  readonly names: KnownNames;
  readonly words: PendingWords;
  readonly startedAt: number;
}

/** What is known of what a batch is about. */
export interface BatchKnowledge extends FoundIds {
  /** The paths of exports that were read, among the files of what can be taken back. */
  readonly exports: ReadonlySet<string>;
  readonly wasPruned: WasPruned;
}

/**
 * Looks up all that has to be known to store a batch: of most OOPSes only whether they are there, and in full only those that can turn
 * out to say something else, or to go.
 */
export async function lookUpBatch(
  lookUp: LookUp,
  files: readonly LoadedFile[],
  releases: readonly Release[],
): Promise<BatchKnowledge> {
  const { connection, names, words } = lookUp;
  const changing = new Set([
    ...files.flatMap(({ before }) => (before === null ? [] : [String(before)])),
    ...releases.flatMap(({ ids }) => ids),
  ]);
  const asked = [...new Set([...changing, ...files.flatMap((file) => keyOf(file) ?? [])])];
  const folders = files.map(({ directory }) => directory);
  const [found, wasPruned] = await Promise.all([
    findEvents(connection, asked),
    findPrunedRows(connection, files),
    names.learnReporters(files.flatMap(reporterOf)),
    names.learnFolders(folders),
    names.learnRejects(folders),
  ]);
  const events = await withoutDoubles(lookUp, asked, found);
  const alive = new Map(
    events.filter(({ is_alive }) => is_alive === 1).map((event) => [event.id_key, event]),
  );
  for (const file of files) if (canSayOther(file, alive)) changing.add(keyOf(file) ?? '');
  const deep = [...changing];
  const [whole, held, own] = await Promise.all([
    findWholeEvents(
      connection,
      deep.filter((id) => alive.has(id)),
    ),
    findFilesOf(connection, deep),
    findFilesAt(connection, searchOf(files, alive, changing)),
  ]);
  const paths = held.map(({ directory, name }) => join(directory, name));
  const [exports] = await Promise.all([
    findExports(words, paths),
    names.learnReporters(whole.map(({ reporter }) => reporter)),
    names.learnFolders(held.map(({ directory }) => directory)),
  ]);
  return { events, whole, files: [...held, ...own], exports, wasPruned };
}

/** Where somebody died who had not yet looked whether others wrote the same ids, this is done now. */
async function withoutDoubles(
  { connection, names, startedAt }: LookUp,
  asked: readonly string[],
  found: readonly FoundEvent[],
): Promise<readonly FoundEvent[]> {
  const doubles = findDoubles(found);
  if (doubles.length === 0) return found;
  await write(connection, (writing) => takeBackDoubles({ connection, names, startedAt }, writing, doubles));
  return findEvents(connection, asked);
}

function keyOf({ read }: LoadedFile): string | undefined {
  return read.kind === 'oops' ? keyOfName(read.oops.oops.id) : undefined;
}

function reporterOf({ read }: LoadedFile): string[] {
  return read.kind === 'oops' ? [keyOfName(read.oops.oops.reporter ?? UNKNOWN_REPORTER)] : [];
}

/** Whether what is stored of its id is, or can be, another report. */
function canSayOther(file: LoadedFile, alive: ReadonlyMap<string, FoundEvent>): boolean {
  const { read, isReadAnew = false } = file;
  const event = alive.get(keyOf(file) ?? '');
  if (read.kind !== 'oops' || !event) return false;
  const { size, crc } = read.oops.content;
  return isReadAnew || event.content_size !== size || event.content_crc !== crc;
}

/** Where the files of a batch are that hold OOPSes which are there and stay. */
function searchOf(
  files: readonly LoadedFile[],
  alive: ReadonlyMap<string, FoundEvent>,
  changing: ReadonlySet<string>,
): FileSearch {
  const known = files.flatMap(({ directory, name, ...file }) => {
    const event = alive.get(keyOf({ directory, name, ...file }) ?? '');
    return event && !changing.has(event.id_key) ? [{ directory, name, event }] : [];
  });
  const distinct = <T>(values: readonly T[]) => [...new Set(values)];
  return {
    directories: distinct(known.map(({ directory }) => directory)),
    names: distinct(known.map(({ name }) => name)),
    hours: distinct(known.map(({ event }) => Math.trunc(event.time / 3_600_000))),
    ids: distinct(known.map(({ event }) => event.id_key)),
  };
}

async function findExports(words: PendingWords, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const found = await words.last('export', isOneOf(paths));
  return new Set(found.keys());
}
