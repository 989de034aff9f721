import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { FilePlace } from '../../records.js';
import type { Content, NewOops } from '../../stored-oops.js';
import { sealBlocks } from '../blocks/fact-block.js';
import type { Db } from '../db.js';
import { forgetAttributions } from './attributions.js';
import { pathsOf, placesOf, UNKNOWN_STAMP } from './files.js';
import { isSameReport, OOPS_COLUMNS } from './oops-row.js';
import { findOops } from './oopses.js';
import { createOrphanSweeper } from './orphans.js';
import { createRowMaker } from './row-maker.js';

/** What became of it: stored, there already, or refused because `paths` hold another report with its id. */
export type InsertOutcome =
  | { readonly kind: 'loaded' | 'known'; readonly seq: number }
  | { readonly kind: 'conflict'; readonly seq: number; readonly paths: readonly string[] };

/** What is left of an OOPS that a file no longer holds. */
export interface Released {
  readonly oopsId: string;
  /** The files that still hold it; when there are none, it is gone. */
  readonly others: readonly FilePlace[];
}

/** Writes OOPSes, remembering between them what they share. */
export interface OopsWriter {
  /** Begins a write transaction; what is remembered stays true whatever else is written, or undone. */
  begin(): void;
  commit(): void;
  /** Undoes what was written since `begin`. */
  rollBack(): void;
  /** Runs `work` as a write transaction: all that it writes is kept, or nothing when it throws. */
  transaction<T>(work: () => T): T;
  /** Stores an OOPS and its file, inside a transaction. */
  insert(oops: NewOops, arrivedAt: number, stamp?: FileStamp): InsertOutcome;
  /**
   * Has an OOPS say what is read of the same content now; the files that hold it stay. Returns its number, which is another
   * one where it says something else.
   */
  correct(seq: number, oops: NewOops, arrivedAt: number): number;
  /** Whether a file holds an OOPS. */
  isIn(seq: number, place: FilePlace): boolean;
  /** Whether an OOPS is stored with this very content. */
  holds(seq: number, oops: NewOops): boolean;
  /** Keeps another stamp of a file that still holds the OOPS. */
  stamp(seq: number, place: FilePlace, stamp: FileStamp): void;
  /** Takes back that a file holds an OOPS, which goes with its last file. */
  release(seq: number, place: FilePlace): Released;
  /** Removes an OOPS, whatever files hold it. */
  remove(seq: number): void;
}

/** What was read from something that is no file that could be read again. */
const NO_STAMP: FileStamp = { size: UNKNOWN_STAMP, modifiedAt: 0 };

/** Makes the writer; what it remembers is only good in transactions that it begins itself. */
export function createOopsWriter(db: Db, settings: DerivationSettings): OopsWriter {
  const rows = createRowMaker(db, settings);
  const orphans = createOrphanSweeper(db);
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
  /** Of the database when it was last written here: another one says that another process has written since. */
  let version: unknown;

  /** Every id that is inserted comes from the dictionary: to look each up again would take a tenth of the time. */
  function begin(): void {
    db.pragma('foreign_keys = OFF');
    db.prepare('BEGIN IMMEDIATE').run();
    const current = db.pragma('data_version', { simple: true });
    if (current !== version) rows.forget();
    version = current;
  }

  function commit(): void {
    if (orphans.sweep()) rows.forget();
    sealBlocks(db);
    end('COMMIT');
  }

  function rollBack(): void {
    rows.forget();
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

  function insert(added: NewOops, arrivedAt: number, stamp = NO_STAMP): InsertOutcome {
    const found = find.get(added.oops.id) as ContentRow | undefined;
    if (found && !isCopy(db, found, added)) {
      return { kind: 'conflict', seq: found.id, paths: pathsOf(db, found.id) };
    }
    const seq = found?.id ?? addRow(added, arrivedAt);
    const directory = rows.directoryId(added.directory);
    addFile.run(seq, directory, added.fileName, stamp.size, stamp.modifiedAt);
    return { kind: found ? 'known' : 'loaded', seq };
  }

  function addRow(added: NewOops, arrivedAt: number): number {
    const seq = Number(add.run(...rows.rowOf(added, arrivedAt)).lastInsertRowid);
    const { clockOffset } = added.oops;
    if (clockOffset !== null) addOffset.run(seq, clockOffset);
    return seq;
  }

  function correct(seq: number, corrected: NewOops, arrivedAt: number): number {
    const stored = findOops(db, corrected.oops.id)?.stored;
    if (stored && isSameReport(stored.oops, corrected.oops)) return seq;
    const others = placesOf(db, seq);
    remove(seq);
    const anew = insert(corrected, arrivedAt).seq;
    for (const { directory, name } of others) {
      addFile.run(anew, rows.directoryId(directory), name, NO_STAMP.size, NO_STAMP.modifiedAt);
    }
    return anew;
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
    dropFiles.run(seq);
    dropOffset.run(seq);
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

/**
 * Whether the report is the stored one again: the same bytes, or the same words in another format. Of events the id is
 * enough within one reporter, as for those who sent them: an event that is exported again says less, or more.
 */
function isCopy(db: Db, stored: ContentRow, { oops, content }: NewOops): boolean {
  if (hasContent(stored, content)) return true;
  const other = findOops(db, oops.id)?.stored.oops;
  if (other === undefined) return false;
  const isSameEvent = other.isEvent && oops.isEvent && other.reporter === (oops.reporter ?? UNKNOWN_REPORTER);
  return isSameEvent || isSameReport(other, oops);
}
