import { isDeepStrictEqual } from 'node:util';
import { SqliteError } from 'better-sqlite3';
import { windowKey } from '../../../outages/window.js';
import type { DeploymentRun } from '../../../outages/window-log/deployment-log/deployment-run.js';
import type { KeptChange } from '../../kept.js';
import type { Db } from '../db.js';
import { isWholeWindow, listAllChanges, replayLog } from '../doctor/checks/windows.js';
import { listWindows } from '../tables/windows.js';
import { type Cell, describeTable } from './salvage-rows.js';
import { readSecond } from './second-copies.js';

/**
 * Windows, their log and deployment runs are known to nobody else, and each has a second copy in an index. Where table and index say
 * different things, that copy stays which makes sense and which what is beside it bears out. Returns what is in doubt, in words. Inside
 * a transaction.
 *
 * @param from the damaged database, of which the indexes are read
 */
export function chooseCopies(from: Db, db: Db): string[] {
  const changes = chooseInTable(from, db, 'window_change', (id) => isBorneOutChange(db, id));
  const windows = chooseInTable(from, db, 'stored_window', (id) => isBorneOutWindow(db, id));
  const runs = chooseInTable(from, db, 'deployment_run', (startedAt) => isBorneOutRun(db, startedAt));
  return [
    ...changes.map((id) => `change ${id} of the window log may be another: the export has both copies`),
    ...windows.map((id) => `window ${id} may be another: the export has both copies`),
    ...runs.map((startedAt) => `deployment run ${startedAt} may be another: the export has both copies`),
  ];
}

/** Returns the numbers of the rows of which neither copy, or each of two that differ, is borne out: that of the table stays. */
function chooseInTable(
  from: Db,
  db: Db,
  table: 'window_change' | 'stored_window' | 'deployment_run',
  isBorneOut: (id: number) => boolean,
): number[] {
  const { columns } = describeTable(db, table);
  const drop = db.prepare(`DELETE FROM ${table} WHERE ${columns[0]} = ?`);
  const add = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const put = (cells: readonly Cell[]): boolean => {
    drop.run(cells[0]);
    try {
      add.run(...cells);
      return true;
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      return false;
    }
  };
  return findDiffering(from, db, table, columns).flatMap(({ id, own, other }) => {
    const isOwn = isBorneOut(id);
    const isOther = put(other) && isBorneOut(id);
    if (isOther && !isOwn) return [];
    put(own);
    return isOwn && !isOther ? [] : [id];
  });
}

interface DifferingCopies {
  readonly id: number;
  readonly own: readonly Cell[];
  readonly other: readonly Cell[];
}

function findDiffering(from: Db, db: Db, table: string, columns: readonly string[]): DifferingCopies[] {
  const rows = db
    .prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns[0]}`)
    .raw()
    .all() as Cell[][];
  const others = new Map<Cell | undefined, readonly Cell[]>();
  try {
    for (const cells of readSecond(from, table, columns)) others.set(cells[0], cells);
  } catch (error) {
    // What cannot be read says nothing else.
    if (!(error instanceof SqliteError)) throw error;
  }
  return rows.flatMap((own) => {
    const other = others.get(own[0]);
    return other && !isDeepStrictEqual(own, other) ? [{ id: own[0] as number, own, other }] : [];
  });
}

/** It is what its log says last. */
function isBorneOutWindow(db: Db, id: number): boolean {
  const key = db.prepare('SELECT window_key FROM stored_window WHERE id = ?').pluck().get(id);
  const window = listWindows(db).find((one) => windowKey(one) === key);
  return (
    window !== undefined && isDeepStrictEqual(replayLog(listAllChanges(db)).get(windowKey(window)), window)
  );
}

/** What it began with is what the change before left, and what it left is what came after it. */
function isBorneOutChange(db: Db, id: number): boolean {
  const changes = listAllChanges(db);
  const at = changes.findIndex(({ place }) => place === id);
  const change = changes[at];
  if (change === undefined || !isWhole(db, change)) return false;
  const { before, after } = change;
  const earlier = replayLog(changes.slice(0, at));
  if (before && !isDeepStrictEqual(earlier.get(windowKey(before)), before)) return false;
  if (!after) return true;
  const next = changes.slice(at + 1).find((one) => one.before && windowKey(one.before) === windowKey(after));
  const left = next?.before ?? listWindows(db).find((window) => windowKey(window) === windowKey(after));
  return isDeepStrictEqual(left, after);
}

/** Its columns say what the run itself does. */
function isBorneOutRun(db: Db, startedAt: number): boolean {
  const find = db.prepare(
    'SELECT started_at AS startedAt, outage, ending, run FROM deployment_run WHERE started_at = ?',
  );
  const { run, ...said } = find.get(startedAt) as { readonly startedAt: number; readonly run: string };
  const told = JSON.parse(run) as Partial<DeploymentRun> | null;
  return isDeepStrictEqual(said, { startedAt: told?.startedAt, outage: told?.outage, ending: told?.ending });
}

/** Its columns say what its windows do. */
function isWhole(db: Db, { place, action, before, after }: KeptChange): boolean {
  if ((before && !isWholeWindow(before)) || (after && !isWholeWindow(after))) return false;
  const subject = after ?? before;
  const isAction = (action === 'added') === (before === null) && (action === 'removed') === (after === null);
  if (!subject || !isAction) return false;
  const said = db.prepare('SELECT outage, window_key FROM window_change WHERE id = ?').get(place);
  return isDeepStrictEqual(said, { outage: subject.outage, window_key: windowKey(subject) });
}
