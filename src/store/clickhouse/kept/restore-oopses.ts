import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { KeptOops } from '../../kept.js';
import type { Connection } from '../connecting/connection.js';
import { createEventRows, type EventRow } from '../events/event-row.js';
import { createKnownNames } from '../loader/known-names.js';
import { type FoundFile, findEvents, findFilesOf, findWholeEvents } from '../loader/look-up.js';
import { settleReporters } from '../loader/settle-reporters.js';
import type { FileState } from '../loader/stored-ids.js';
import { writeChanges } from '../loader/write-changes.js';
import type { Restoring } from './restoring.js';

/** Reporters of which nothing is left are forgotten behind all else in a writing. */
const REPORTER_PART = 3_000_000;

/**
 * Stores OOPSes as another store kept them, with all of their files. What is there of their ids gives way, also where it says the same:
 * when they come a second time, because somebody was killed, they are in one order again.
 */
export async function restoreOopses(
  { connection, settings, writing }: Restoring,
  kept: readonly KeptOops[],
): Promise<void> {
  const rowOf = createEventRows(settings);
  const byId = new Map(kept.map((one) => [keyOfName(one.oops.id), one]));
  const restored = Array.from(byId.values(), (one) => ({ one, row: rowOf(one, one.arrivedAt) }));
  const names = createKnownNames(connection);
  const [before] = await Promise.all([
    findBefore(connection, [...byId.keys()]),
    names.learnReporters(restored.map(({ row }) => row.reporter)),
    names.learnFolders(kept.flatMap(({ files }) => files.map(({ directory }) => directory))),
  ]);
  for (const { one, row } of restored) {
    names.nameReporter(row.reporter, one.oops.reporter ?? UNKNOWN_REPORTER);
    names.noteSigned(row.reporter, row.signed_by);
    for (const { directory } of one.files) names.noteFolder(directory);
  }
  await writeChanges(
    writing,
    {
      added: restored.map(({ row }) => ({ row, generation: before.generations.get(row.id_key) ?? 0 })),
      gone: before.gone,
      files: changesOf(
        before.files,
        restored.flatMap(({ one, row }) => filesOf(one, row)),
      ),
      rejects: new Map(),
    },
    { names: names.news, wordsBefore: [] },
  );
  await settleReporters(
    connection,
    writing,
    names,
    {
      added: new Set(restored.map(({ row }) => row.reporter)),
      gone: new Set(before.gone.map(({ reporter }) => reporter)),
    },
    REPORTER_PART,
  );
}

/** What is there of ids: mostly nothing. */
async function findBefore(connection: Connection, ids: readonly string[]) {
  const events = await findEvents(connection, ids);
  const generations = new Map<string, number>();
  for (const { id_key, generation } of events) {
    generations.set(id_key, Math.max(generations.get(id_key) ?? 0, generation + 1));
  }
  const alive = events.flatMap(({ id_key, is_alive }) => (is_alive === 1 ? [id_key] : []));
  const [gone, files] = await Promise.all([
    findWholeEvents(connection, alive),
    findFilesOf(connection, alive),
  ]);
  return { gone, generations, files };
}

function filesOf({ files }: KeptOops, { id_key, time, content_size, content_crc }: EventRow): FoundFile[] {
  return files.map(({ directory, name, size, modifiedAt }) => ({
    ...{ directory: directory.toWellFormed(), name: name.toWellFormed(), id_key, time },
    ...{ content_size, content_crc, size, modified_at: modifiedAt },
  }));
}

/** What is to be said of files that held, or hold now. */
function changesOf(before: readonly FoundFile[], now: readonly FoundFile[]): FileState[] {
  const keyOf = ({ directory, name, id_key }: FoundFile) => JSON.stringify([directory, name, id_key]);
  const held = new Map(before.map((file) => [keyOf(file), file]));
  const holding = new Set(now.map(keyOf));
  return [
    ...before
      .filter((file) => !holding.has(keyOf(file)))
      .map((file) => ({ place: file, before: file, now: null })),
    ...now.map((file) => ({ place: file, before: held.get(keyOf(file)) ?? null, now: file })),
  ];
}
