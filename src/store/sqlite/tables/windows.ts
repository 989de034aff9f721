import { type OutageWindow, type Phase, saysTheSame, windowKey } from '../../../outages/window.js';
import type { KeptChange } from '../../kept.js';
import type { ChangeAction, ChangeStamp, ImportedWindows, WindowChange } from '../../records.js';
import { refuseTakenPlace } from '../../taken-place.js';
import { type Db, writeTransaction } from '../db.js';

/** The log in the order in which it is read: by start, then outage, phase and systems. */
export function listWindows(db: Db): OutageWindow[] {
  const rows = db.prepare('SELECT * FROM stored_window ORDER BY starts_at, outage, phase, systems').all();
  return windowsFromRows(rows as WindowRow[]);
}

/** All windows in the order in which they were recorded. */
export function listRecordedWindows(db: Db): OutageWindow[] {
  return windowsFromRows(db.prepare('SELECT * FROM stored_window ORDER BY id').all() as WindowRow[]);
}

function windowsFromRows(rows: readonly WindowRow[]): OutageWindow[] {
  const lists = new Map<string, string[]>();
  return rows.map((row) => {
    // Most windows hold the same systems: each list is read once.
    const systems = lists.get(row.systems) ?? (JSON.parse(row.systems) as string[]);
    lists.set(row.systems, systems);
    return windowFromRow(row, systems);
  });
}

/** Keeps a window as it is, without a change in the log; what was there of it is replaced. Inside a transaction. */
export function putWindow(db: Db, window: OutageWindow): void {
  db.prepare(PUT_WINDOW).run(rowFromWindow(window));
}

const PUT_WINDOW = `
  INSERT INTO stored_window (window_key, outage, phase, systems, starts_at, ends_at, title, budget_seconds, source, is_planned)
  VALUES (@window_key, @outage, @phase, @systems, @starts_at, @ends_at, @title, @budget_seconds, @source, @is_planned)
  ON CONFLICT (window_key) DO UPDATE SET ends_at = excluded.ends_at, title = excluded.title,
    budget_seconds = excluded.budget_seconds, source = excluded.source`;

/**
 * Adds windows to the log, all in one transaction. A window that is there already (same outage, phase, systems and
 * start) is corrected where the new one differs in end, title or budget; what it said before is kept. The same windows
 * a second time change nothing.
 */
export function importWindows(db: Db, windows: readonly OutageWindow[], stamp: ChangeStamp): ImportedWindows {
  const put = db.prepare(PUT_WINDOW);
  const counts = { imported: 0, updated: 0, unchanged: 0 };
  writeTransaction(db, () => {
    for (const window of windows) {
      const row = rowFromWindow(window);
      const before = findWindowRow(db, row.window_key);
      if (before && saysTheSame(windowFromRow(before), window)) {
        counts.unchanged++;
        continue;
      }
      put.run(row);
      recordChange(db, before ? 'updated' : 'added', before, row, stamp);
      if (before) counts.updated++;
      else counts.imported++;
    }
  });
  return counts;
}

/**
 * Replaces a window by what it is to say, or takes it out of the log. What it said before is kept. Throws a UserError
 * when the log already has another window of the new outage, phase, systems and start.
 */
export function replaceWindow(
  db: Db,
  before: OutageWindow,
  after: OutageWindow | null,
  action: Exclude<ChangeAction, 'added'>,
  stamp: ChangeStamp,
): void {
  const old = rowFromWindow(before);
  writeTransaction(db, () => {
    if (after && windowKey(after) !== old.window_key && findWindowRow(db, windowKey(after))) {
      throw refuseTakenPlace(after);
    }
    db.prepare('DELETE FROM stored_window WHERE window_key = @window_key').run(old);
    if (after) db.prepare(PUT_WINDOW).run(rowFromWindow(after));
    recordChange(db, action, old, after ? rowFromWindow(after) : undefined, stamp);
  });
}

/** Every change of an outage's windows, the first one first. */
export function listWindowChanges(db: Db, outage: string): WindowChange[] {
  const rows = db.prepare(`${SELECT_CHANGES} WHERE outage = @outage ORDER BY id`).all({ outage });
  return (rows as ChangeRow[]).map((row) => {
    const { place: _, ...change } = changeFromRow(row);
    return change;
  });
}

/** The changes of all windows, the first one first, behind one of them: at most so many. */
export function listChangesAfter(db: Db, place: number, most: number): KeptChange[] {
  const rows = db.prepare(`${SELECT_CHANGES} WHERE id > @place ORDER BY id LIMIT @most`).all({ place, most });
  return (rows as ChangeRow[]).map(changeFromRow);
}

/** Keeps a change at its place in the log. Inside a transaction. */
export function putChange(db: Db, { place, action, before, after, at, by }: KeptChange): void {
  const row = (window: OutageWindow | null) => (window === null ? undefined : rowFromWindow(window));
  db.prepare('DELETE FROM window_change WHERE id = @place').run({ place });
  recordChange(db, action, row(before), row(after), { at, by }, place);
}

const SELECT_CHANGES =
  'SELECT id AS place, action, before, after, changed_at AS at, changed_by AS by FROM window_change';

interface ChangeRow {
  readonly place: number;
  readonly action: ChangeAction;
  readonly before: string | null;
  readonly after: string | null;
  readonly at: number;
  readonly by: string;
}

function changeFromRow({ before, after, ...change }: ChangeRow): KeptChange {
  const parse = (json: string | null) => (json === null ? null : (JSON.parse(json) as OutageWindow));
  return { ...change, before: parse(before), after: parse(after) };
}

/** The table's row. */
interface WindowRow {
  readonly window_key: string;
  readonly outage: string;
  readonly phase: Phase;
  readonly systems: string;
  readonly starts_at: number;
  readonly ends_at: number | null;
  readonly title: string | null;
  readonly budget_seconds: number | null;
  readonly source: string;
  readonly is_planned: number;
}

function rowFromWindow(window: OutageWindow): WindowRow {
  return {
    window_key: windowKey(window),
    outage: window.outage,
    phase: window.phase,
    systems: JSON.stringify(window.systems),
    starts_at: window.start,
    ends_at: window.end,
    title: window.title,
    budget_seconds: window.budgetSeconds,
    source: window.source,
    is_planned: Number(window.isPlanned ?? false),
  };
}

function windowFromRow(row: WindowRow, systems = JSON.parse(row.systems) as string[]): OutageWindow {
  return {
    outage: row.outage,
    phase: row.phase,
    systems,
    start: row.starts_at,
    end: row.ends_at,
    title: row.title,
    budgetSeconds: row.budget_seconds,
    source: row.source,
    ...(row.is_planned === 1 ? { isPlanned: true as const } : {}),
  };
}

function findWindowRow(db: Db, windowKey: string): WindowRow | undefined {
  return db.prepare('SELECT * FROM stored_window WHERE window_key = @windowKey').get({ windowKey }) as
    | WindowRow
    | undefined;
}

function recordChange(
  db: Db,
  action: ChangeAction,
  before: WindowRow | undefined,
  after: WindowRow | undefined,
  stamp: ChangeStamp,
  place: number | null = null,
): void {
  const subject = after ?? before;
  if (!subject) return;
  db.prepare(
    `INSERT INTO window_change (id, outage, window_key, action, before, after, changed_at, changed_by)
     VALUES (@place, @outage, @key, @action, @before, @after, @at, @by)`,
  ).run({
    place,
    outage: subject.outage,
    key: subject.window_key,
    action,
    before: before ? JSON.stringify(windowFromRow(before)) : null,
    after: after ? JSON.stringify(windowFromRow(after)) : null,
    at: stamp.at,
    by: stamp.by,
  });
}
