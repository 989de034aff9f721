import type { Db } from '../db.js';
import { refuseDamagedSeq } from '../last-seq.js';
import { OOPS_COLUMNS } from '../writing/oops-row.js';
import { hashRow, type Value } from './hash-row.js';

/** So many OOPSes have one sum: few enough to read again, and enough that the sums take a thousandth of the rows. */
export const GROUP_SIZE = 64;

/** What is summed of an OOPS: its number, its row, and what other tables have of it alone. */
export type SummedRow = readonly [seq: number, ...values: Value[]];

/** Reads what is summed of OOPSes; the query goes on with a WHERE. */
export const SELECT_SUMMED = `
  SELECT id, ${OOPS_COLUMNS.join(', ')}, (SELECT offset_ms FROM clock_offset WHERE oops = stored_oops.id),
    (SELECT parts FROM traceback_parts WHERE oops = stored_oops.id)
  FROM stored_oops NOT INDEXED`;

/** The checksums of the rows of a group, added up. */
export interface RowSum {
  readonly rowCount: number;
  readonly firstSum: number;
  readonly secondSum: number;
}

export const NO_ROWS: RowSum = { rowCount: 0, firstSum: 0, secondSum: 0 };

/** The group of an OOPS. */
export function groupOf(seq: number): number {
  return Math.floor((seq - 1) / GROUP_SIZE);
}

/** The first OOPS that a group can have. */
export function firstOfGroup(group: number): number {
  return group * GROUP_SIZE + 1;
}

/** The sum with one more row: the order of the rows does not matter. */
export function addRow(sum: RowSum, row: readonly Value[]): RowSum {
  const [first, second] = hashRow(row);
  return {
    rowCount: sum.rowCount + 1,
    firstSum: (sum.firstSum + first) % MODULUS,
    secondSum: (sum.secondSum + second) % MODULUS,
  };
}

const MODULUS = 2 ** 32;

/** The sums of what is written in transactions. */
export interface SumKeeper {
  /** Inside a transaction, before its first row: sums what others added without sums. */
  begin(): void;
  /** Takes note of a row that was added at the end, as `SELECT_SUMMED` reads it. */
  note(row: SummedRow): void;
  /** Keeps the sums of what was noted. Before a row is changed or removed, and in the end. */
  flush(): void;
  /** Forgets what was noted, because it was undone. */
  forget(): void;
}

/** Makes what sums rows from their values as they are written: to read them again would take much longer. */
export function createSumKeeper(db: Db): SumKeeper {
  const noted = new Map<number, { sum: RowSum; sumsTo: number }>();
  const add = prepareAdd(db);
  return {
    begin: () => sumRows(db),
    note(row) {
      const [seq] = row;
      const group = groupOf(seq);
      const sum = addRow(noted.get(group)?.sum ?? NO_ROWS, row);
      noted.set(group, { sum, sumsTo: seq });
    },
    flush() {
      for (const [group, { sum, sumsTo }] of noted) add(group, sum, sumsTo);
      noted.clear();
    },
    forget: () => noted.clear(),
  };
}

/** Makes what adds rows to the sum of a group; one that has to be made anew stays so. */
function prepareAdd(db: Db): (group: number, sum: RowSum, sumsTo: number) => void {
  const put = db.prepare(
    `INSERT INTO row_sum (number, sums_to, row_count, first_sum, second_sum)
     VALUES (@group, @sumsTo, @rowCount, @firstSum, @secondSum)
     ON CONFLICT (number) DO UPDATE SET sums_to = excluded.sums_to, row_count = row_count + excluded.row_count,
       first_sum = (first_sum + excluded.first_sum) % ${MODULUS},
       second_sum = (second_sum + excluded.second_sum) % ${MODULUS}`,
  );
  return (group, sum, sumsTo) => void put.run({ group, sumsTo, ...sum });
}

/**
 * Sums what has no sum: groups of which a row was changed, and rows at the end that a program added which knows no sums. Run
 * it inside a transaction.
 */
export function sumRows(db: Db): void {
  const add = prepareAdd(db);
  const drop = db.prepare('DELETE FROM row_sum WHERE number = ?');
  const missing = db.prepare('SELECT number FROM row_sum WHERE row_count IS NULL').pluck().all() as number[];
  for (const group of missing) {
    drop.run(group);
    sumGroup(db, group, firstOfGroup(group), add);
  }
  const newest = (db.prepare('SELECT max(id) FROM stored_oops').pluck().get() as number | null) ?? 0;
  let after = lastSummed(db);
  if (after >= newest) return;
  refuseDamagedSeq(newest);
  const next = db.prepare('SELECT min(id) FROM stored_oops WHERE id > ?').pluck();
  // Numbers can be left out.
  for (
    let first = next.get(after) as number | null;
    first !== null;
    first = next.get(after) as number | null
  ) {
    sumGroup(db, groupOf(first), first, add);
    after = firstOfGroup(groupOf(first) + 1) - 1;
  }
}

/** The last OOPS that a sum holds: what stands behind it has none. */
export function lastSummed(db: Db): number {
  const last = db.prepare('SELECT sums_to FROM row_sum ORDER BY number DESC LIMIT 1').pluck().get();
  return typeof last === 'number' ? last : 0;
}

/** Adds what a group has from one of its OOPSes on to its sum. */
function sumGroup(db: Db, group: number, first: number, add: ReturnType<typeof prepareAdd>): void {
  const rows = db
    .prepare(`${SELECT_SUMMED} WHERE id BETWEEN @first AND @last ORDER BY id`)
    .raw()
    .all({ first, last: firstOfGroup(group + 1) - 1 }) as [number, ...Value[]][];
  const last = rows.at(-1)?.[0];
  if (last !== undefined) add(group, rows.reduce(addRow, NO_ROWS), last);
}
