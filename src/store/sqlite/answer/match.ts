import { FILTERS, type Filter } from '../../../questions/filters.js';
import type { Question } from '../../../questions/question.js';
import type { TextQuery } from '../../../questions/text-query.js';
import { type BlockOrder, firstOf, iterateBlocks, type NumberedBlock } from '../blocks/fact-block.js';
import type { FactColumn } from '../blocks/fact-columns.js';
import type { Db } from '../db.js';
import { type AnyBlock, BLOCK_COLUMNS, type KindsOf } from './block-columns.js';
import { type BlockReader, createConditionReader } from './column-values.js';
import { conditionOf, createParameters } from './filter-conditions.js';
import { findPhrase } from './text-index.js';

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
 * Goes through the OOPSes that match a question, in no order that means anything but that of their blocks. The filters must be filters of blocks.
 *
 * @param facts what else is wanted of the blocks
 */
export function* iterateMatches(
  db: Db,
  kindsOf: KindsOf,
  { from, to, filters, text }: Question,
  facts: readonly FactColumn[],
  order: BlockOrder = {},
): Generator<Matches> {
  const start = from ?? Number.NEGATIVE_INFINITY;
  const end = to ?? Number.POSITIVE_INFINITY;
  const tests = filters.map((filter) => createFilterReader(db, kindsOf, filter));
  const rankOf = text ? createTextMatcher(db, text) : null;
  const wanted = new Set<FactColumn>(['time', ...facts, ...tests.flatMap((test) => test.facts)]);
  if (text) for (const fact of TEXT_FACTS) wanted.add(fact);
  for (const block of iterateBlocks(db, { start, end }, [...wanted], order)) {
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
export function seqOf({ number, place }: NumberedBlock<'place'>, index: number): number {
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

function createFilterReader(db: Db, kindsOf: KindsOf, filter: Filter): BlockReader<boolean | undefined> {
  const { parameters, bind } = createParameters();
  const expression = conditionOf(filter, bind);
  return createConditionReader(db, kindsOf, { of: FILTERS[filter.name].column, expression, parameters });
}

/** What the matcher reads of a block. */
const TEXT_FACTS = ['exception_id', 'topic_id', 'url_id', 'username_id', 'traceback_id'] as const;
type TextBlock = NumberedBlock<(typeof TEXT_FACTS)[number] | 'place'>;

/**
 * How well an OOPS of a block matches; 0: not at all. A phrase counts most where it says what failed, least where it only
 * stands in the traceback, and what is put together counts together.
 */
export type TextMatcher = (block: TextBlock, index: number) => number;

const EXCEPTION = 4;
const TOPIC = 3;
const REQUEST = 2;
const TRACEBACK = 1;

/**
 * Makes what says how well an OOPS matches. The parts of a question may be found in different columns:
 * `launchpad AND "Store left"` finds an OOPS whose URL has the one and whose value has the other. The index must be up to
 * date, see `refreshTextIndex`.
 */
function createTextMatcher(db: Db, query: TextQuery): TextMatcher {
  switch (query.kind) {
    case 'phrase': {
      const { texts, exceptions, tracebacks } = findPhrase(db, query);
      return (block, index) => {
        if (exceptions[block.exception_id[index] as number]) return EXCEPTION;
        if (texts[block.topic_id[index] as number]) return TOPIC;
        if (texts[block.url_id[index] as number] || texts[block.username_id[index] as number]) return REQUEST;
        if (texts[block.traceback_id[index] as number]) return TRACEBACK;
        return tracebacks.has(seqOf(block, index)) ? TRACEBACK : 0;
      };
    }
    case 'not': {
      const match = createTextMatcher(db, query.part);
      return (block, index) => (match(block, index) > 0 ? 0 : 1);
    }
    case 'or': {
      const matches = query.parts.map((part) => createTextMatcher(db, part));
      return (block, index) => matches.reduce((rank, match) => rank + match(block, index), 0);
    }
    case 'and': {
      const matches = query.parts.map((part) => createTextMatcher(db, part));
      return (block, index) => {
        let rank = 0;
        for (const match of matches) {
          const own = match(block, index);
          if (own === 0) return 0;
          rank += own;
        }
        return rank;
      };
    }
    default:
      return query satisfies never;
  }
}
