import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { Queue } from '../../../queue.js';
import type { Interval } from '../../../time/interval.js';
import type { Pruned, PruneOptions, PruneQuestion } from '../../questions/pruning.js';
import { sealBlocks } from '../blocks/fact-block.js';
import { type Db, writeTransaction } from '../db.js';
import { sumRows } from '../sums/row-sums.js';
import { createOrphanSweeper } from '../writing/orphans.js';
import { IS_OLD } from './count-prunable.js';
import { giveBack, sizeOf } from './give-back.js';
import { type NumberedFile, rememberFiles } from './pruned-files.js';
import { rememberSignatures } from './pruned-signatures.js';
import { rememberSpan } from './pruned-spans.js';
import { sweepTexts } from './sweep-texts.js';

const AT_ONCE = 2000;

/** The name of the note that what was deleted left texts behind. */
const UNSWEPT = 'unswept';

/**
 * Deletes OOPSes, a batch in a transaction with all that is remembered of them: killed between two, it has deleted some of them
 * and is right, and when it is run again it does the rest. What only takes space is cleared away in the end.
 */
export async function prune(
  db: Db,
  inTurn: Queue,
  question: PruneQuestion,
  options: PruneOptions = {},
): Promise<Pruned> {
  const { signal, onProgress = () => {} } = options;
  const bytesBefore = await inTurn(() => sizeOf(db));
  let deleted = 0;
  for (const stretch of question.stretches) {
    let after: Place | null = { time: stretch.start, seq: 0 };
    while (after !== null) {
      signal?.throwIfAborted();
      const from: Place = after;
      const batch: PrunedBatch = await inTurn(() => pruneBatch(db, { stretch, from }, question, options));
      deleted += batch.deleted;
      after = batch.last;
      onProgress(deleted);
      // Signals, and others in this program, have their turn.
      await setImmediate();
    }
  }
  const isUnswept = await inTurn(() => isNoted(db));
  if (isUnswept) {
    await inTurn(() => {
      withoutForeignKeys(db, () => sweepTexts(db));
      writeTransaction(db, () => {
        sumRows(db);
        sealBlocks(db);
        db.prepare('DELETE FROM derived_from WHERE name = ?').run(UNSWEPT);
      });
    });
  }
  return { deleted, ...(await giveBack(db, inTurn, bytesBefore)), isFreedLater: false };
}

function isNoted(db: Db): boolean {
  return db.prepare('SELECT 1 FROM derived_from WHERE name = ?').get(UNSWEPT) !== undefined;
}

/** The place of an OOPS in the order of time. */
interface Place {
  readonly time: number;
  readonly seq: number;
}

interface PrunedBatch {
  readonly deleted: number;
  /** The last that was looked at; null: there are no more. */
  readonly last: Place | null;
}

interface Row extends Place {
  readonly id: string;
  readonly isInexact: number;
  readonly signatureId: number;
  readonly reporterId: number;
}

/** How those are found that come next; exported so that a test can pin its plan. */
export const SELECT_NEXT = `
  SELECT id AS seq, oops_id AS id, time, time_source = 'directory' AS isInexact, signature_id AS signatureId,
    reporter_id AS reporterId
  FROM stored_oops
  WHERE time >= @time AND time < @end AND (time > @time OR id > @seq) AND ${IS_OLD}
  ORDER BY time, id LIMIT @atOnce`;

function pruneBatch(
  db: Db,
  { stretch, from }: { readonly stretch: Interval; readonly from: Place },
  { before, kept }: PruneQuestion,
  { release = () => true, atOnce = AT_ONCE }: PruneOptions,
): PrunedBatch {
  const work = () => {
    const rows = db.prepare(SELECT_NEXT).all({ ...from, end: stretch.end, before, atOnce }) as Row[];
    const gone: Row[] = [];
    const files: NumberedFile[] = [];
    const filesOf = prepareFilesOf(db);
    for (const row of rows) {
      if (kept.has(keyOfName(row.id))) continue;
      const own = filesOf(row);
      if (!release({ id: row.id, files: own })) continue;
      gone.push(row);
      for (const file of own) files.push(file);
    }
    if (gone.length > 0) remove(db, stretch, gone, files);
    return { deleted: gone.length, last: rows.length < atOnce ? null : (rows.at(-1) ?? null) };
  };
  return withoutForeignKeys(db, () => writeTransaction(db, work));
}

/** Remembers what goes, and deletes it. Blocks are made anew in the end, or by the next who writes. */
function remove(db: Db, stretch: Interval, gone: readonly Row[], files: readonly NumberedFile[]): void {
  rememberSignatures(db, gone);
  rememberFiles(db, files);
  const times = gone.filter(({ isInexact }) => isInexact === 0).map(({ time }) => time);
  const [first, last] = [times[0], times.at(-1)];
  if (first !== undefined && last !== undefined) rememberSpan(db, stretch, { start: first, end: last + 1 });
  const orphans = createOrphanSweeper(db);
  const drops = TABLES.map(([table, column]) => db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`));
  for (const { seq } of gone) {
    orphans.note(seq);
    for (const drop of drops) drop.run(seq);
  }
  orphans.sweep();
  // What belongs to outages follows from how many OOPSes there are.
  db.prepare("DELETE FROM derived_from WHERE name = 'attribution'").run();
  db.prepare("INSERT OR REPLACE INTO derived_from (name, value) VALUES (?, '')").run(UNSWEPT);
}

/** Where an OOPS has rows; its own goes last. */
const TABLES = [
  ['file', 'oops'],
  ['clock_offset', 'oops'],
  ['traceback_parts', 'oops'],
  ['stored_attribution', 'oops'],
  ['stored_oops', 'id'],
] as const;

function prepareFilesOf(db: Db): (row: Row) => NumberedFile[] {
  const select = db.prepare(
    `SELECT d.id AS directoryId, d.path AS directory, f.name, f.size, f.modified_at AS modifiedAt
     FROM file f JOIN directory d ON d.id = f.directory_id WHERE f.oops = ? ORDER BY f.directory_id, f.name`,
  );
  const findExport = db.prepare('SELECT 1 FROM export WHERE path = ?');
  return ({ seq, id }) =>
    (select.all(seq) as Omit<NumberedFile, 'isExport' | 'oopsId'>[]).map((file) => ({
      ...file,
      oopsId: id,
      isExport: findExport.get(join(file.directory, file.name)) !== undefined,
    }));
}

/** Has SQLite not look for what refers to each row that is deleted: without an index it would go through all. */
function withoutForeignKeys<T>(db: Db, work: () => T): T {
  db.pragma('foreign_keys = OFF');
  try {
    return work();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
