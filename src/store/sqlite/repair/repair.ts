import { chmodSync, existsSync, linkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteError } from 'better-sqlite3';
import { formatInstant } from '../../../time/instant.js';
import { UserError } from '../../../user-error.js';
import type { SqliteAddress } from '../../address/address.js';
import type { Repair, RepairOptions } from '../../opening/health.js';
import { sealBlocks } from '../blocks/fact-block.js';
import { type Db, writeTransaction } from '../db.js';
import { findDamagedGroups, readKeptSums } from '../doctor/checks/oopses.js';
import { isReadOnly } from '../opening/copy-database.js';
import { describeDatabaseError, openDatabase, openUnchanged } from '../opening/database.js';
import { latestSchema } from '../opening/migrate-database.js';
import { firstOfGroup, lastSummed, sumRows } from '../sums/row-sums.js';
import { chooseCopies } from './choose-copies.js';
import { countDoubtfulBugs, dropUnnamed, findContradicted, findNaming } from './contradicted-rows.js';
import { copyTables } from './copy-tables.js';
import { exportKept } from './export-kept.js';
import { fillGaps, LOST } from './fill-gaps.js';
import { mendSchema } from './mend-schema.js';
import { mendTexts } from './mend-texts.js';
import { mendWindows } from './mend-windows.js';
import { takeOut } from './take-out.js';

/**
 * Makes a damaged database anew, in a file beside it that takes its place in the end; the damaged one stays beside. Nobody else may
 * have it open meanwhile. See `repairStore`.
 */
export async function repairSqlite({ file, path }: SqliteAddress, { now }: RepairOptions): Promise<Repair> {
  if (!existsSync(file)) throw new UserError(`${file}: there is no database. Name it with --db.`);
  if (isReadOnly(file)) {
    throw new UserError(
      `${path}: cannot be written. Give yourself the permission to write it and its folder.`,
    );
  }
  const real = realpathSync(file);
  const made = `${real}.repairing`;
  const stamp = formatInstant(now()).replaceAll(/[:.]/g, '-');
  const places = {
    exported: freeName(`${real}.kept-${stamp}.json`),
    damaged: freeName(`${real}.damaged-${stamp}`),
  };
  const { db: old, schema } = openAlone(real, path);
  try {
    if (schema < latestSchema()) {
      throw new UserError(
        `${path}: has schema ${schema}, and is repaired with ${latestSchema()}. Keep a copy, and run oops-report db migrate first.`,
      );
    }
    remove(made);
    const outcome = makeAnew(old, made, () => exportKept(old, places.exported));
    chmodSync(made, statSync(real).mode & 0o777);
    old.close();
    takePlace(made, real, places.damaged);
    return { ...outcome, ...places };
  } catch (error) {
    remove(made);
    throw refuseWhollyDamaged(error, path) ?? error;
  } finally {
    old.close();
  }
}

function openAlone(real: string, path: string) {
  try {
    return openUnchanged(real, true);
  } catch (error) {
    throw refuseWhollyDamaged(error instanceof UserError ? error.cause : error, path) ?? error;
  }
}

/** Where not even its tables can be found, there is nothing to repair. */
function refuseWhollyDamaged(error: unknown, path: string): UserError | undefined {
  if (!(error instanceof SqliteError && error.code.startsWith('SQLITE_CORRUPT'))) {
    return describeDatabaseError(error, path);
  }
  return new UserError(
    `${path}: is damaged so that its tables cannot be found. Restore a backup, or move it away and ingest again: reports on disk hold all but windows and bugs.`,
    { cause: error },
  );
}

/**
 * Makes the new file, whole and closed.
 *
 * @param exportFirst is called as soon as the old one can be read
 */
function makeAnew(old: Db, made: string, exportFirst: () => void): Omit<Repair, 'exported' | 'damaged'> {
  const { db } = openDatabase(made, { isForFilling: true });
  try {
    mendSchema(old, db);
    exportFirst();
    db.pragma('foreign_keys = OFF');
    const copied = copyTables(old, db);
    const doubts = copied.flatMap(({ table, isWhole, refused }) => [
      ...(isWhole ? [] : [`part of ${table} could not be read`]),
      ...(refused > 0 ? [`${table}: rows that made no sense: ${refused}`] : []),
    ]);
    return writeTransaction(db, () => {
      const contradicted = findContradicted(old, db);
      const { mended, lost } = mendTexts(db);
      const suspects = fillGaps(db, lost);
      for (const seq of [...findSuspects(old, db), ...findNaming(db, contradicted)]) suspects.add(seq);
      const lostBugs = countLostBugs(db);
      const doubtfulBugs = countDoubtfulBugs(db, contradicted);
      const { count, staying, paths } = takeOut(db, suspects);
      dropUnnamed(db, contradicted);
      doubts.push(...chooseCopies(old, db), ...mendWindows(db, isLogDamaged(old)));
      sumRows(db);
      sealBlocks(db);
      return {
        oopses: db.prepare('SELECT count(*) FROM stored_oops').pluck().get() as number,
        toReadAgain: count,
        sources: sourcesOf(db, paths),
        doubts: [
          ...doubts,
          ...(lostBugs > 0
            ? [`bugs of which the signature is lost: ${lostBugs}; what is known of them is in the export`]
            : []),
          ...(doubtfulBugs > 0
            ? [
                `bugs that may be others, or of others: ${doubtfulBugs}; what is known of them is in the export`,
              ]
            : []),
          ...(mended.length > 0 ? [`texts in which a bit was turned back: ${mended.length}`] : []),
          ...(staying.length > 0
            ? [`OOPSes that may be damaged and cannot be read again: ${staying.length} (${staying[0]} …)`]
            : []),
        ],
      };
    });
  } finally {
    if (old.inTransaction) old.exec('ROLLBACK');
    db.close();
  }
}

/** How many bugs track a signature that is made up for one that is lost. */
function countLostBugs(db: Db): number {
  const isLost = `(SELECT id FROM text WHERE substr(value, 1, ${LOST.length}) = @lost)`;
  return db
    .prepare(
      `SELECT count(*) FROM stored_signature WHERE bug IS NOT NULL AND (type_id IN ${isLost} OR value_id IN ${isLost})`,
    )
    .pluck()
    .get({ lost: LOST }) as number;
}

/** The OOPSes of groups that are not what was summed; where the sums cannot be read nobody knows. */
function findSuspects(old: Db, db: Db): number[] {
  const ofGroup = db.prepare('SELECT id FROM stored_oops WHERE id BETWEEN ? AND ?').pluck();
  const sums = tolerate(() => ({ kept: readKeptSums(old), summed: lastSummed(old) }));
  if (!sums) return [];
  return findDamagedGroups(db, sums.kept, sums.summed)
    .filter(({ isOfRows }) => isOfRows)
    .flatMap(({ group }) => ofGroup.all(firstOfGroup(group), firstOfGroup(group + 1) - 1) as number[]);
}

const CHANGES =
  'SELECT id, outage, window_key, action, before, after, changed_at, changed_by FROM window_change';

function isLogDamaged(old: Db): boolean {
  const differing = `${CHANGES} NOT INDEXED EXCEPT ${CHANGES} INDEXED BY check_window_change`;
  return tolerate(() => old.prepare(differing).get() !== undefined) ?? true;
}

function tolerate<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What ingest has to be given to read the files again: the sources that they are in, else their folders. */
function sourcesOf(db: Db, paths: readonly string[]): string[] {
  const sources = db.prepare('SELECT path FROM source').pluck().all() as string[];
  const isIn = (path: string, source: string) => path === source || path.startsWith(`${source}/`);
  return [
    ...new Set(paths.map((path) => sources.find((source) => isIn(path, source)) ?? dirname(path))),
  ].sort();
}

/** At every moment there is a database of this name: the damaged one, then the new one. */
function takePlace(made: string, real: string, damaged: string): void {
  linkSync(real, damaged);
  // What was written last and is not in the file would be taken for that of the new one.
  for (const end of ['-wal', '-shm']) if (existsSync(real + end)) renameSync(real + end, damaged + end);
  renameSync(made, real);
}

function freeName(name: string): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(free)) return free;
  }
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
