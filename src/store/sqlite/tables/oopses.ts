import { createCounter } from '../../../oops/classes/classification.js';
import { isLocalReferrer, isRobot } from '../../../oops/request.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import type { Interval } from '../../../time/interval.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { FilePlace } from '../../records.js';
import type { Content, FoundOops, NewOops } from '../../stored-oops.js';
import { sealBlocks } from '../blocks/fact-block.js';
import type { Db } from '../db.js';
import { forgetAttributions } from './attributions.js';
import { openAnswers, openDictionary } from './dictionary.js';
import { pathsOf, placesOf, UNKNOWN_STAMP } from './files.js';
import {
  isSameReport,
  millisecondsOf,
  OOPS_COLUMNS,
  type OopsRow,
  type OopsTextRow,
  oopsFromRow,
  SELECT_OOPS,
} from './oops-row.js';
import { openOrphans } from './orphans.js';
import { openReporters } from './reporters.js';
import { openSignatures } from './signature-table.js';

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

/** Opens the database for writing OOPSes. */
export function openOopsWriter(db: Db, settings: DerivationSettings): OopsWriter {
  const dictionary = openDictionary(db);
  const reporters = openReporters(db, settings.describeReporter);
  const signatures = openSignatures(dictionary, settings.rules);
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
  const dropFiles = db.prepare('DELETE FROM file WHERE oops = ?');
  const drop = db.prepare('DELETE FROM stored_oops WHERE id = ?');
  const findContent = db.prepare('SELECT oops_id, content_size, content_crc FROM stored_oops WHERE id = ?');
  const orphans = openOrphans(db);
  const count = createCounter(settings.rules);
  const robots = openAnswers(isRobot);
  const ownReferrers = openAnswers((referrer) => isLocalReferrer(referrer, settings.localReferrers));
  let version: unknown;

  function forget(): void {
    for (const table of [dictionary, reporters, signatures, robots, ownReferrers]) table.forget();
  }

  /** Every id that is inserted comes from the dictionary: to look each up again would take a tenth of the time. */
  function begin(): void {
    db.pragma('foreign_keys = OFF');
    db.prepare('BEGIN IMMEDIATE').run();
    const current = db.pragma('data_version', { simple: true });
    if (current !== version) forget();
    version = current;
  }

  function end(how: 'COMMIT' | 'ROLLBACK'): void {
    if (how === 'ROLLBACK' || orphans.sweep()) forget();
    if (how === 'COMMIT') sealBlocks(db);
    if (db.inTransaction) db.prepare(how).run();
    db.pragma('foreign_keys = ON');
  }

  function transaction<T>(work: () => T): T {
    begin();
    try {
      const result = work();
      end('COMMIT');
      return result;
    } catch (error) {
      end('ROLLBACK');
      throw error;
    }
  }

  function insert(added: NewOops, arrivedAt: number, stamp = NO_STAMP): InsertOutcome {
    const found = find.get(added.oops.id) as ContentRow | undefined;
    if (found && !isCopy(db, found, added)) {
      return { kind: 'conflict', seq: found.id, paths: pathsOf(db, found.id) };
    }
    const seq = found?.id ?? Number(add.run(...rowOf(added, arrivedAt)).lastInsertRowid);
    const directory = dictionary.directoryId(added.directory);
    addFile.run(seq, directory, added.fileName, stamp.size, stamp.modifiedAt);
    return { kind: found ? 'known' : 'loaded', seq };
  }

  function isIn(seq: number, { directory, name }: FilePlace): boolean {
    return findFile.get(seq, dictionary.directoryId(directory), name) !== undefined;
  }

  function holds(seq: number, { oops, content }: NewOops): boolean {
    const found = findContent.get(seq) as (ContentRow & { oops_id: string }) | undefined;
    return found?.oops_id === oops.id && hasContent(found, content);
  }

  function release(seq: number, { directory, name }: FilePlace): Released {
    const { oops_id: oopsId } = findContent.get(seq) as { oops_id: string };
    dropFile.run(seq, dictionary.directoryId(directory), name);
    const others = placesOf(db, seq);
    if (others.length === 0) remove(seq);
    return { oopsId, others };
  }

  function remove(seq: number): void {
    orphans.note(seq);
    dropFiles.run(seq);
    drop.run(seq);
    forgetAttributions(db, seq);
  }

  function rowOf({ oops, time, timeSource, content }: NewOops, arrivedAt: number): OopsRow {
    const reporter = reporters.reporterOf(oops.reporter);
    const exceptionId = dictionary.exceptionId(oops.type, oops.value);
    const userAgentId = dictionary.textId(oops.userAgent);
    const referrerId = dictionary.textId(oops.referrer);
    return [
      oops.id,
      time,
      timeSource,
      arrivedAt,
      reporter.id,
      exceptionId,
      signatures.idOf({ id: exceptionId, type: oops.type, value: oops.value }, reporter.kind),
      dictionary.classId(count(oops, reporter.kind)),
      dictionary.textId(oops.topic),
      dictionary.textId(oops.url),
      dictionary.textId(oops.method),
      userAgentId,
      Number(robots.of(userAgentId, oops.userAgent)),
      referrerId,
      Number(ownReferrers.of(referrerId, oops.referrer)),
      dictionary.textId(oops.username),
      millisecondsOf(oops.durationSeconds),
      oops.totalMilliseconds,
      oops.statementsCount,
      dictionary.textId(oops.mostExpensiveStatement),
      Number(oops.informational),
      dictionary.textId(oops.branchNick),
      dictionary.textId(oops.revno),
      dictionary.textId(oops.hostname),
      dictionary.textId(oops.traceback),
      oops.lastOops,
      content.size,
      content.crc,
    ];
  }

  return {
    begin,
    commit: () => end('COMMIT'),
    rollBack: () => end('ROLLBACK'),
    transaction,
    insert,
    isIn,
    holds,
    stamp: (seq, { directory, name }, { size, modifiedAt }) =>
      void addFile.run(seq, dictionary.directoryId(directory), name, size, modifiedAt),
    release,
    remove,
  };
}

/** Returns the OOPS with this id, compared without regard to case, or undefined when there is none. */
export function findOops(db: Db, id: string): FoundOops | undefined {
  const row = db.prepare(`${SELECT_OOPS} WHERE o.oops_id = @id`).get({ id }) as OopsTextRow | undefined;
  return row && { stored: oopsFromRow(row), paths: pathsOf(db, row.seq) };
}

/** When an OOPS was loaded, in milliseconds since the Unix epoch; null when there is none of this number. */
export function arrivalOf(db: Db, seq: number): number | null {
  return (db.prepare('SELECT arrived_at FROM stored_oops WHERE id = ?').pluck().get(seq) as number) ?? null;
}

/** The number of the newest OOPS; 0 when there is none. */
export function lastSeq(db: Db): number {
  return db.prepare('SELECT ifnull(max(id), 0) FROM stored_oops').pluck().get() as number;
}

/** When the first OOPS of all happened, or null when there is none: before it, silence says nothing. */
export function firstOopsTime(db: Db): number | null {
  return db.prepare('SELECT min(time) FROM stored_oops').pluck().get() as number | null;
}

interface ContentRow {
  readonly id: number;
  readonly content_size: number;
  readonly content_crc: number;
}

function hasContent(stored: Omit<ContentRow, 'id'>, { size, crc }: Content): boolean {
  return stored.content_size === size && stored.content_crc === crc;
}

/** Whether the report is the stored one again: the same bytes, or the same words in another format. */
function isCopy(db: Db, stored: ContentRow, { oops, content }: NewOops): boolean {
  if (hasContent(stored, content)) return true;
  const other = findOops(db, oops.id);
  return other !== undefined && isSameReport(other.stored.oops, oops);
}

/**
 * The OOPSes of an interval in full, in the order of their times; those of one moment in the order of their ids. One at
 * a time, so that a million take no more memory than one. The database cannot be written through this connection
 * meanwhile.
 */
export function* iterateOopses(db: Db, { start, end }: Interval): Generator<FoundOops> {
  const rows = db
    .prepare(`${SELECT_OOPS} WHERE o.time >= @start AND o.time < @end ORDER BY o.time, o.oops_id`)
    .iterate({ start, end }) as IterableIterator<OopsTextRow>;
  for (const row of rows) yield { stored: oopsFromRow(row), paths: pathsOf(db, row.seq) };
}
