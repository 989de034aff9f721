import { iterateBlocks } from '../blocks/fact-block.js';
import { FACT_COLUMNS } from '../blocks/fact-columns.js';
import { type Db, writeTransaction } from '../db.js';
import { createSeqSet, type SeqSet } from '../loader/seq-set.js';

/** The columns of a block that name texts. */
const TEXTS = FACT_COLUMNS.filter(
  (column) =>
    column.endsWith('_id') && !['class_id', 'reporter_id', 'exception_id', 'signature_id'].includes(column),
);

const ALWAYS = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** So many rows are looked through at once. */
const BATCH = 20_000;

/** After so many times that others wrote meanwhile, they have to wait. */
const TRIES = 3;

/**
 * Deletes the exceptions and the texts that nothing speaks of any more. Nobody sees them; they take space. What is still
 * spoken of is found without keeping others from writing; when they did meanwhile, it is found again.
 */
export function sweepTexts(db: Db): void {
  for (let tries = 1; !sweepOnce(db, tries === TRIES); tries++);
}

/** Returns false when others wrote meanwhile. @param isAlone they have to wait */
function sweepOnce(db: Db, isAlone: boolean): boolean {
  const find = () => ({ version: versionOf(db), ...findUsed(db) });
  const sweep = (used: Used) =>
    sweepTable(db, 'exception', used.exceptions, used) && sweepTable(db, 'text', used.texts, used);
  return isAlone ? writeTransaction(db, () => sweep(find())) : sweep(db.transaction(find).deferred());
}

/** Another one says that others have written since. */
function versionOf(db: Db): unknown {
  return db.pragma('data_version', { simple: true });
}

/** What is spoken of, and as of when. */
interface Used {
  readonly version: unknown;
  readonly exceptions: SeqSet;
  readonly texts: SeqSet;
}

function findUsed(db: Db): Omit<Used, 'version'> {
  const [exceptions, texts] = [createSeqSet(), createSeqSet()];
  for (const block of iterateBlocks(db, ALWAYS, ['exception_id', ...TEXTS])) {
    for (const id of block.exception_id) exceptions.add(id);
    for (const column of TEXTS) for (const id of block[column]) texts.add(id);
  }
  const parts = db.prepare('SELECT id, type_id, value_id, causes_id, fingerprint_id FROM exception').raw();
  for (const [id, ...ids] of parts.iterate() as Iterable<[number, ...(number | null)[]]>) {
    if (exceptions.has(id)) for (const text of ids) texts.add(text ?? 0);
  }
  for (const table of ['stored_signature', 'pruned_signature']) {
    const signatures = db.prepare(`SELECT type_id, value_id FROM ${table}`).raw();
    for (const ids of signatures.iterate() as Iterable<[number, number]>) for (const id of ids) texts.add(id);
  }
  return { exceptions, texts };
}

/** Deletes the rows of a table that are not used. Returns false when others have written since. */
function sweepTable(db: Db, table: 'exception' | 'text', used: SeqSet, { version }: Used): boolean {
  const select = db.prepare(`SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ${BATCH}`).pluck();
  const drop = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  for (let last = 0; ; ) {
    const ids = select.all(last) as number[];
    const isDone = writeTransaction(db, () => {
      if (versionOf(db) !== version) return false;
      for (const id of ids) if (!used.has(id)) drop.run(id);
      return true;
    });
    if (!isDone) return false;
    last = ids.at(-1) ?? last;
    if (ids.length < BATCH) return true;
  }
}
