import { openParameters, type Question } from '../query/build-query.js';
import { conditionOf, FILTERS, type Filter } from '../query/filters.js';
import type { KindsOf } from './attribution-kinds.js';
import { type AnyBlock, BLOCK_COLUMNS } from './block-columns.js';
import { type BlockReader, openCondition } from './column-values.js';
import { type FactColumn, firstOf } from './fact-block.js';
import { iterateBlocks } from './fact-block-store.js';
import { openTextMatcher, TEXT_FACTS } from './match-text.js';
import type { Db } from './open-database.js';

/** The OOPSes of a block that match a question. */
export interface Matches {
  readonly block: AnyBlock;
  /** Their places in the block. */
  readonly indexes: readonly number[];
  /** How well each matches the text that was asked for; without text 1. */
  readonly ranks: readonly number[];
}

/** Whether blocks know enough to say which OOPSes pass a filter. */
export function isFilterOfBlocks({ name }: Filter): boolean {
  return BLOCK_COLUMNS[FILTERS[name].column] !== undefined;
}

/**
 * Goes through the OOPSes that match a question, in no order that means anything. The filters must be filters of blocks.
 *
 * @param facts what else is wanted of the blocks
 */
export function* iterateMatches(
  db: Db,
  kindsOf: KindsOf,
  { from, to, filters, text }: Question,
  facts: readonly FactColumn[],
): Generator<Matches> {
  const start = from ?? Number.NEGATIVE_INFINITY;
  const end = to ?? Number.POSITIVE_INFINITY;
  const tests = filters.map((filter) => openTest(db, kindsOf, filter));
  const rankOf = text ? openTextMatcher(db, text) : null;
  const wanted = new Set<FactColumn>(['time', ...facts, ...tests.flatMap((test) => test.facts)]);
  if (text) for (const fact of TEXT_FACTS) wanted.add(fact);
  for (const block of iterateBlocks(db, { start, end }, [...wanted])) {
    let indexes = inPeriod(block, start, end);
    for (const test of tests) {
      const passes = test.read(block, indexes);
      indexes = indexes.filter((_, place) => passes[place]);
    }
    const ranks = indexes.map((index) => (rankOf ? rankOf(block, index) : 1));
    yield {
      block,
      indexes: rankOf ? indexes.filter((_, place) => ranks[place]) : indexes,
      ranks: rankOf ? ranks.filter((rank) => rank > 0) : ranks,
    };
  }
}

/** The number of an OOPS of a block in the database. */
export function seqOf({ number, place }: AnyBlock, index: number): number {
  return firstOf(number) + (place[index] as number);
}

function inPeriod({ time }: AnyBlock, start: number, end: number): number[] {
  const indexes: number[] = [];
  for (let index = 0; index < time.length; index++) {
    const at = time[index] as number;
    if (at >= start && at < end) indexes.push(index);
  }
  return indexes;
}

function openTest(db: Db, kindsOf: KindsOf, filter: Filter): BlockReader<boolean> {
  const { parameters, bind } = openParameters();
  const expression = conditionOf(filter, bind);
  return openCondition(db, kindsOf, { of: FILTERS[filter.name].column, expression, parameters });
}
