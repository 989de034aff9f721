import type { Db } from '../../db.js';
import type { Value } from '../../sums/hash-row.js';
import {
  addRow,
  firstOfGroup,
  GROUP_SIZE,
  groupOf,
  lastSummed,
  NO_ROWS,
  type RowSum,
  SELECT_SUMMED,
} from '../../sums/row-sums.js';
import type { Check } from '../check.js';

/** The sums of a database's groups, as they were kept when rows were written. */
export function readKeptSums(db: Db): Map<number, RowSum> {
  const rows = db
    .prepare(
      `SELECT number, row_count AS rowCount, first_sum AS firstSum, second_sum AS secondSum FROM row_sum
       WHERE row_count IS NOT NULL`,
    )
    .all() as (RowSum & { number: number })[];
  return new Map(rows.map(({ number, ...sum }) => [number, sum]));
}

/** The groups whose rows are not what was summed; `isOfRows` is false where it is the sum that is damaged. */
export interface DamagedGroup {
  readonly group: number;
  readonly isOfRows: boolean;
}

/** Compares the rows of a database with sums, which can be those of another one. */
export function findDamagedGroups(db: Db, kept: ReadonlyMap<number, RowSum>, sumsTo: number): DamagedGroup[] {
  const now = new Map<number, RowSum>();
  const rows = db.prepare(`${SELECT_SUMMED} WHERE id <= ? ORDER BY id`).raw();
  for (const row of rows.iterate(sumsTo) as Iterable<Value[]>) {
    const group = groupOf(row[0] as number);
    now.set(group, addRow(now.get(group) ?? NO_ROWS, row));
  }
  return Array.from(kept).flatMap(([group, sum]) => {
    const found = now.get(group) ?? NO_ROWS;
    const differing = (['rowCount', 'firstSum', 'secondSum'] as const).filter(
      (part) => found[part] !== sum[part],
    );
    // A row that changed changes both sums.
    return differing.length === 0 ? [] : [{ group, isOfRows: differing.length > 1 }];
  });
}

/** Each OOPS against the sums of 64. */
export const OOPSES: Check = {
  check: 'OOPSes',
  isQuick: false,
  since: 16,
  look(db) {
    const kept = readKeptSums(db);
    const summed = lastSummed(db);
    const damaged = findDamagedGroups(db, kept, summed);
    const count = db.prepare('SELECT count(*) FROM stored_oops').pluck().get() as number;
    const behind = db.prepare('SELECT count(*) FROM stored_oops WHERE id > ?').pluck().get(summed) as number;
    // Who writes sums all, so that there is a gap only where sums are lost.
    const lacking = db.prepare(COUNT_UNSUMMED).pluck().get({ summed }) as number;
    return {
      told: `${count} OOPSes by the checksums of ${kept.size} groups${behind > 0 ? `; the last ${behind} have none yet` : ''}`,
      faults: [
        ...damaged.map(({ group, isOfRows }) =>
          isOfRows
            ? `of OOPSes ${firstOfGroup(group)} to ${firstOfGroup(group + 1) - 1} at least one is not what was stored${namesOf(db, group)}`
            : `the checksum of OOPSes ${firstOfGroup(group)} to ${firstOfGroup(group + 1) - 1} is damaged, not they`,
        ),
        ...(lacking > 0 ? [`OOPSes without a checksum: ${lacking}`] : []),
      ],
      lost: 'What one of those OOPSes said, until it is read again from its source.',
    };
  },
};

const COUNT_UNSUMMED = `
  SELECT count(*) FROM stored_oops
  WHERE id <= @summed AND (id - 1) / ${GROUP_SIZE} NOT IN (SELECT number FROM row_sum)`;

/** Between which ids they are. */
function namesOf(db: Db, group: number): string {
  const ids = db
    .prepare('SELECT oops_id FROM stored_oops NOT INDEXED WHERE id BETWEEN ? AND ? ORDER BY id')
    .pluck()
    .all(firstOfGroup(group), firstOfGroup(group + 1) - 1);
  return ids.length === 0 ? ': all are gone' : ` (${ids[0]} … ${ids.at(-1)})`;
}

/** How many OOPSes there are, against the sums; for who does not read them. */
export const COUNTS: Check = {
  check: 'counts',
  isQuick: true,
  since: 16,
  look(db) {
    const summed = lastSummed(db);
    const [count, expected, missing] = db
      .prepare(
        `SELECT (SELECT count(*) FROM stored_oops WHERE id <= @summed), (SELECT ifnull(sum(row_count), 0) FROM row_sum),
           (SELECT count(*) FROM row_sum WHERE row_count IS NULL)`,
      )
      .raw()
      .get({ summed }) as number[];
    const isAsked = missing === 0;
    return {
      told: `${count} OOPSes${isAsked ? '' : '; some were just changed, and are not counted'}`,
      faults: isAsked && count !== expected ? [`there are ${count}, and ${expected} were stored`] : [],
      lost: 'The OOPSes that are missing, until they are read again from their sources.',
    };
  },
};
