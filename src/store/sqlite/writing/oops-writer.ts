import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import type { Oops, Signature } from '../../../oops/oops.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { KeptOops } from '../../kept.js';
import { isSameReport } from '../../loading/same-report.js';
import { NO_STAMP } from '../../loading/stamps.js';
import type { InsertOutcome, Released, StoredOopses } from '../../loading/stored-oopses.js';
import type { FilePlace } from '../../records.js';
import type { Content, NewOops } from '../../stored-oops.js';
import { sealBlocks } from '../blocks/fact-block.js';
import { beginWriting, type Db } from '../db.js';
import { prepareFindStored } from '../single/oopses.js';
import { createSumKeeper } from '../sums/row-sums.js';
import { forgetAttributions } from '../tables/attributions.js';
import { pathsOf, placesOf } from '../tables/files.js';
import { createTracebackParts } from '../tracebacks/traceback-table.js';
import { OOPS_COLUMNS } from './oops-row.js';
import { createOrphanSweeper } from './orphans.js';
import { createRowMaker } from './row-maker.js';

/** Writes OOPSes, each named by its number, inside transactions; remembers between them what they share. */
export interface OopsWriter extends StoredOopses<number> {
  /** Begins a write transaction; what is remembered stays true whatever else is written, or undone. */
  begin(): void;
  commit(): void;
  /** Undoes what was written since `begin`. */
  rollBack(): void;
  /** Runs `work` as a write transaction: all that it writes is kept, or nothing when it throws. */
  transaction<T>(work: () => T): T;
  /** Stores an OOPS as another store kept it, with all of its files; another one of its id gives way. Inside a transaction. */
  restore(kept: KeptOops): void;
  /** Stores that a signature is tied to a bug, whether an OOPS has it or not. Inside a transaction. */
  restoreBug(signature: Signature, bug: number): void;
  /** Has the files of a folder stand behind those of the folders before. Inside a transaction. */
  keepFolder(path: string): void;
}

/** Makes the writer; what it remembers is only good in transactions that it begins itself. */
export function createOopsWriter(db: Db, settings: DerivationSettings): OopsWriter {
  const rows = createRowMaker(db, settings);
  const orphans = createOrphanSweeper(db);
  const tracebackParts = createTracebackParts(db);
  const sums = createSumKeeper(db);
  const find = db.prepare('SELECT id, content_size, content_crc FROM stored_oops WHERE oops_id = ?');
  const add = db.prepare(
    `INSERT INTO stored_oops (${OOPS_COLUMNS.join(', ')}) VALUES (${OOPS_COLUMNS.map(() => '?').join(', ')})`,
  );
  const addFile = db.prepare(
    `INSERT INTO file (oops, directory_id, name, size, modified_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET size = excluded.size, modified_at = excluded.modified_at
     WHERE size <> excluded.size OR modified_at <> excluded.modified_at`,
  );
  const findFile = db.prepare('SELECT 1 FROM file WHERE oops = ? AND directory_id = ? AND name = ?');
  const dropFile = db.prepare('DELETE FROM file WHERE oops = ? AND directory_id = ? AND name = ?');
  const addOffset = db.prepare('INSERT INTO clock_offset (oops, offset_ms) VALUES (?, ?)');
  const dropOffset = db.prepare('DELETE FROM clock_offset WHERE oops = ?');
  const dropFiles = db.prepare('DELETE FROM file WHERE oops = ?');
  const drop = db.prepare('DELETE FROM stored_oops WHERE id = ?');
  const findContent = db.prepare('SELECT oops_id, content_size, content_crc FROM stored_oops WHERE id = ?');
  const tie = db.prepare('UPDATE stored_signature SET bug = ? WHERE id = ?');
  const findStored = prepareFindStored(db);
  /** Of the database when it was last written here: another one says that another process has written since. */
  let version: unknown;

  /** Every id that is inserted comes from the dictionary: to look each up again would take a tenth of the time. */
  function begin(): void {
    db.pragma('foreign_keys = OFF');
    beginWriting(db);
    const current = db.pragma('data_version', { simple: true });
    if (current !== version) rows.forget();
    version = current;
    sums.begin();
  }

  function commit(): void {
    if (orphans.sweep()) rows.forget();
    sums.flush();
    sums.begin();
    sealBlocks(db);
    end('COMMIT');
  }

  function rollBack(): void {
    rows.forget();
    sums.forget();
    end('ROLLBACK');
  }

  /** An error can have ended the transaction already. */
  function end(how: 'COMMIT' | 'ROLLBACK'): void {
    if (db.inTransaction) db.prepare(how).run();
    db.pragma('foreign_keys = ON');
  }

  function transaction<T>(work: () => T): T {
    begin();
    try {
      const result = work();
      commit();
      return result;
    } catch (error) {
      rollBack();
      throw error;
    }
  }

  function insert(added: NewOops, arrivedAt: number, stamp = NO_STAMP): InsertOutcome<number> {
    const found = find.get(added.oops.id) as ContentRow | undefined;
    if (found && !isCopy(found, added)) {
      return { kind: 'conflict', stored: found.id, paths: pathsOf(db, found.id) };
    }
    const seq = found?.id ?? addRow(added, arrivedAt);
    const directory = rows.directoryId(added.directory);
    addFile.run(seq, directory, added.fileName, stamp.size, stamp.modifiedAt);
    return { kind: found ? 'known' : 'loaded', stored: seq };
  }

  /**
   * Whether the report is the stored one again: the same bytes, or the same words in another format. Of events the id is
   * enough within one reporter, as for those who sent them: an event that is exported again says less, or more.
   */
  function isCopy(stored: ContentRow, { oops, content }: NewOops): boolean {
    if (hasContent(stored, content)) return true;
    const other = findStored(oops.id)?.oops;
    if (other === undefined) return false;
    const isSameEvent =
      other.isEvent && oops.isEvent && other.reporter === (oops.reporter ?? UNKNOWN_REPORTER);
    return isSameEvent || isSameReport(other, oops);
  }

  function restore({ files, arrivedAt, ...kept }: KeptOops): void {
    const found = find.get(kept.oops.id) as ContentRow | undefined;
    const isThere = found && hasContent(found, kept.content) && isSame(kept.oops);
    if (found && !isThere) remove(found.id);
    const seq = found && isThere ? found.id : addRow(kept, arrivedAt);
    for (const { directory, name, size, modifiedAt } of files) {
      addFile.run(seq, rows.directoryId(directory), name, size, modifiedAt);
    }
  }

  /** Whether what is stored of its id says the same. */
  function isSame(oops: Oops): boolean {
    const stored = findStored(oops.id);
    return stored !== undefined && isSameReport(stored.oops, oops);
  }

  function addRow(added: Omit<NewOops, 'directory' | 'fileName'>, arrivedAt: number): number {
    const made = rows.rowOf(added, arrivedAt);
    const seq = Number(add.run(...made.row).lastInsertRowid);
    if (made.tracebackParts !== null) tracebackParts.keep(seq, made.tracebackParts);
    const { clockOffset } = added.oops;
    if (clockOffset !== null) addOffset.run(seq, clockOffset);
    sums.note([seq, ...made.row, clockOffset, made.tracebackParts]);
    return seq;
  }

  function correct(seq: number, corrected: NewOops, arrivedAt: number) {
    if (isSame(corrected.oops)) return { stored: seq, isSame: true };
    const others = placesOf(db, seq);
    remove(seq);
    const anew = insert(corrected, arrivedAt).stored;
    for (const { directory, name } of others) {
      addFile.run(anew, rows.directoryId(directory), name, NO_STAMP.size, NO_STAMP.modifiedAt);
    }
    return { stored: anew, isSame: false };
  }

  function isIn(seq: number, { directory, name }: FilePlace): boolean {
    return findFile.get(seq, rows.directoryId(directory), name) !== undefined;
  }

  function holds(seq: number, { oops, content }: NewOops): boolean {
    const found = findContent.get(seq) as (ContentRow & { oops_id: string }) | undefined;
    return found?.oops_id === oops.id && hasContent(found, content);
  }

  function release(seq: number, { directory, name }: FilePlace): Released {
    const { oops_id: oopsId } = findContent.get(seq) as { oops_id: string };
    dropFile.run(seq, rows.directoryId(directory), name);
    const others = placesOf(db, seq);
    if (others.length === 0) remove(seq);
    return { oopsId, others };
  }

  function remove(seq: number): void {
    orphans.note(seq);
    sums.flush();
    dropFiles.run(seq);
    dropOffset.run(seq);
    tracebackParts.drop(seq);
    drop.run(seq);
    forgetAttributions(db, seq);
  }

  return {
    begin,
    commit,
    rollBack,
    transaction,
    insert,
    correct,
    isIn,
    holds,
    stamp: (seq, { directory, name }, { size, modifiedAt }) =>
      void addFile.run(seq, rows.directoryId(directory), name, size, modifiedAt),
    release,
    remove,
    restore,
    restoreBug: (signature, bug) => void tie.run(bug, rows.signatureId(signature)),
    keepFolder: (path) => void rows.directoryId(path),
  };
}

interface ContentRow {
  readonly id: number;
  readonly content_size: number;
  readonly content_crc: number;
}

function hasContent(stored: Omit<ContentRow, 'id'>, { size, crc }: Content): boolean {
  return stored.content_size === size && stored.content_crc === crc;
}
