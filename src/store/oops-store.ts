import { createCounter } from '../oops/classification.js';
import type { Oops } from '../oops/oops.js';
import { isLocalReferrer } from '../oops/referrer.js';
import { isRobot } from '../oops/robot.js';
import { openAnswers } from './answers.js';
import type { DerivationSettings } from './derivation-settings.js';
import { openDictionary } from './dictionary.js';
import { sealBlocks } from './fact-block-store.js';
import { pathsOf } from './file-store.js';
import {
  type Content,
  isSameReport,
  millisecondsOf,
  OOPS_COLUMNS,
  type OopsRow,
  type OopsTextRow,
  oopsFromRow,
  SELECT_OOPS,
  type StoredOops,
  type TimeSource,
} from './oops-row.js';
import type { Db } from './open-database.js';
import { openReporters } from './reporter-store.js';
import { openSignatures } from './signature-table.js';

/** An OOPS that is to be stored, and the file that it was read from. */
export interface NewOops {
  readonly oops: Oops;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  readonly timeSource: TimeSource;
  readonly content: Content;
  readonly directory: string;
  readonly fileName: string;
}

/** What became of it: stored, there already, or refused because `path` holds another report with its id. */
export type InsertOutcome =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'known' }
  | { readonly kind: 'conflict'; readonly path: string };

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
  insert(oops: NewOops, arrivedAt: number): InsertOutcome;
}

/** Opens the database for writing OOPSes. */
export function openOopsWriter(db: Db, settings: DerivationSettings): OopsWriter {
  const dictionary = openDictionary(db);
  const reporters = openReporters(db, settings.describeReporter);
  const signatures = openSignatures(dictionary, settings.rules);
  const find = db.prepare('SELECT id, content_size, content_crc FROM stored_oops WHERE oops_id = ?');
  const add = db.prepare(
    `INSERT INTO stored_oops (${OOPS_COLUMNS.join(', ')}) VALUES (${OOPS_COLUMNS.map(() => '?').join(', ')})`,
  );
  const addFile = db.prepare('INSERT OR IGNORE INTO file (oops, directory_id, name) VALUES (?, ?, ?)');
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
    if (how === 'COMMIT') sealBlocks(db);
    else forget();
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

  function insert(added: NewOops, arrivedAt: number): InsertOutcome {
    const found = find.get(added.oops.id) as ContentRow | undefined;
    if (found && !isCopy(db, found, added)) {
      return { kind: 'conflict', path: pathsOf(db, found.id)[0] ?? added.oops.id };
    }
    const seq = found?.id ?? add.run(...rowOf(added, arrivedAt)).lastInsertRowid;
    addFile.run(seq, dictionary.directoryId(added.directory), added.fileName);
    return { kind: found ? 'known' : 'loaded' };
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

  return { begin, commit: () => end('COMMIT'), rollBack: () => end('ROLLBACK'), transaction, insert };
}

/** Returns the OOPS with this id, compared without regard to case, or undefined when there is none. */
export function findOops(db: Db, id: string): StoredOops | undefined {
  const row = db.prepare(`${SELECT_OOPS} WHERE o.oops_id = @id`).get({ id }) as OopsTextRow | undefined;
  return row && oopsFromRow(row);
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

/** Whether the report is the stored one again: the same bytes, or the same words in another format. */
function isCopy(db: Db, stored: ContentRow, { oops, content }: NewOops): boolean {
  if (stored.content_size === content.size && stored.content_crc === content.crc) return true;
  const other = findOops(db, oops.id);
  return other !== undefined && isSameReport(other.oops, oops);
}
