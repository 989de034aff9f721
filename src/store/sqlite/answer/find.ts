import { type Question, readSort, selectedColumns } from '../../../questions/question.js';
import { NEWEST_FIRST } from '../blocks/fact-block.js';
import type { FactColumn } from '../blocks/fact-columns.js';
import type { Db } from '../db.js';
import type { AnyBlock, KindsOf } from './block-columns.js';
import { iterateMatches, seqOf } from './match.js';
import { topN } from './top-n.js';

/** A part of the order of a list. */
interface OrderTerm {
  readonly of: FactColumn | 'rank';
  readonly isDescending: boolean;
}

interface Found {
  readonly seq: number;
  readonly rank: number;
  readonly order: readonly number[];
}

/** The columns that a list can be sorted by in blocks, whose facts are in the order of the column. */
const FACT_OF: ReadonlyMap<string, OrderTerm['of']> = new Map([
  ['time', 'time'],
  ['time_ms', 'time'],
  ['duration_seconds', 'duration_ms'],
  ['statements_count', 'statements_count'],
  ['rank', 'rank'],
]);

/**
 * Finds the OOPSes that match a question, and leaves their numbers with how well each matches its text in
 * `temp.found (seq, rank)`. The filters must be filters of blocks.
 *
 * @param options.isCut only those that can come before the limit of a list
 */
export function findInBlocks(
  db: Db,
  kindsOf: KindsOf,
  question: Question,
  options: { isCut: boolean },
): void {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS found (seq INTEGER PRIMARY KEY, rank INTEGER NOT NULL) STRICT;
    DELETE FROM temp.found`);
  const order = options.isCut ? orderOf(question) : [];
  const by = order.map((_, term) => (one: Found) => one.order[term] as number);
  const limit = options.isCut ? question.limit + 1 : Number.POSITIVE_INFINITY;
  const facts = order.flatMap(({ of }) => (of === 'rank' ? [] : [of]));
  let found: Found[] = [];
  /** The last that can still be wanted: what comes after it need not be remembered. */
  let last: readonly number[] = order.map(() => Number.POSITIVE_INFINITY);
  for (const { block, indexes, ranks } of iterateMatches(db, kindsOf, question, facts, NEWEST_FIRST)) {
    for (let at = 0; at < indexes.length; at++) {
      const [index, rank] = [indexes[at] as number, ranks[at] as number];
      if (comesAfter(last, order, block, index, rank)) continue;
      const places = order.map((term) => placeIn(term, block, index, rank));
      found.push({ seq: seqOf(block, index), rank, order: places });
    }
    if (order.length > 0 && found.length > 2 * limit) {
      found = topN(found, by, limit);
      last = found.map((one) => one.order).reduce((a, b) => (isAfter(a, b) ? a : b));
    }
  }
  const add = db.prepare('INSERT INTO temp.found VALUES (?, ?)');
  for (const { seq, rank } of order.length > 0 ? topN(found, by, limit) : found) add.run(seq, rank);
}

function comesAfter(
  last: readonly number[],
  order: readonly OrderTerm[],
  block: AnyBlock,
  index: number,
  rank: number,
): boolean {
  for (let term = 0; term < order.length; term++) {
    const place = placeIn(order[term] as OrderTerm, block, index, rank);
    if (place !== last[term]) return place > (last[term] as number);
  }
  return false;
}

function isAfter(a: readonly number[], b: readonly number[]): boolean {
  const differing = a.findIndex((place, term) => place !== b[term]);
  return differing >= 0 && (a[differing] as number) > (b[differing] as number);
}

/** A number of an OOPS for a part of the order, the smallest first. */
function placeIn({ of, isDescending }: OrderTerm, block: AnyBlock, index: number, rank: number): number {
  const value = of === 'rank' ? rank : (block[of][index] as number);
  // What is unknown comes before all that is known, as in SQL.
  const known = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  return isDescending ? -known : known;
}

/** The order of the list as far as blocks know it; empty when they do not know what it begins with. */
function orderOf(question: Question): OrderTerm[] {
  if (question.sort === null) {
    const time = { of: 'time', isDescending: true } as const;
    return question.text ? [{ of: 'rank', isDescending: true }, time] : [time];
  }
  const selected = selectedColumns(question);
  const { place, isDescending } = readSort(question.sort, selected);
  const of = FACT_OF.get(selected[place]?.name ?? '');
  if (of === undefined) return [];
  return [{ of, isDescending }, ...(of === 'time' ? [] : [{ of: 'time', isDescending: false } as const])];
}
