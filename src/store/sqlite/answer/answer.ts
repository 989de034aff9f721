import { FILTERS } from '../../../questions/filters.js';
import type { Answer, Question, Value } from '../../../questions/question.js';
import { NEWEST_FIRST } from '../blocks/fact-block.js';
import type { Db } from '../db.js';
import { addRegexp } from '../sql/read-with-sql.js';
import { isOfAttribution, type KindsOf, NO_KINDS, numberAttributionKinds } from './block-columns.js';
import { buildQuery } from './build-query.js';
import { countInBlocks } from './count.js';
import { findInBlocks } from './find.js';
import { isKeyOfBlocks } from './key-codes.js';
import { isFilterOfBlocks, iterateMatches } from './match.js';
import { prepareSnippets } from './snippets.js';

/**
 * Answers a question: from blocks what they know, because to go through a million rows takes seconds, and in SQL the rest,
 * of what blocks found. An id, or time alone, is found by its index.
 */
export function askOopses(db: Db, question: Question): Answer {
  addRegexp(db);
  // What is found first and what is read then must be of one state of the database.
  return db.transaction(() => answer(db, question))();
}

function answer(db: Db, question: Question): Answer {
  const ofBlocks = question.filters.filter(isFilterOfBlocks);
  const others = question.filters.filter((filter) => !isFilterOfBlocks(filter));
  const { groupBy, distinct, text } = question;
  const needsRows =
    others.length > 0 || (groupBy !== null && ![...groupBy, ...distinct].every(isKeyOfBlocks));
  if (!text && (needsRows || (groupBy === null && ofBlocks.length === 0)))
    return askRows(db, question, false);
  const kindsOf = kindsFor(db, question);
  if (groupBy && !needsRows) return countInBlocks(db, kindsOf, question);
  if (!needsRows && isSoonByIndex(db, kindsOf, question)) return askRows(db, question, false);
  findInBlocks(db, kindsOf, { ...question, filters: ofBlocks }, { isCut: !needsRows });
  return askRows(db, { ...question, filters: others }, true);
}

/** The last block may have only begun. */
const BLOCKS_LOOKED_AT = 2;

/**
 * Whether rows answer a list sooner than all blocks: a signature that is rare is found by its index, and anything else
 * that the last blocks alone have often enough is found soon by going through the rows from the newest on.
 */
function isSoonByIndex(db: Db, kindsOf: KindsOf, question: Question): boolean {
  const { filters, groupBy, sort, text, limit } = question;
  if (groupBy || text || sort !== null) return false;
  let found = 0;
  let looked = 0;
  for (const { indexes } of iterateMatches(db, kindsOf, question, [], NEWEST_FIRST)) {
    found += indexes.length;
    if (++looked === BLOCKS_LOOKED_AT) break;
  }
  const isFrequent = found > limit;
  const isBySignature = filters.some(({ name, negated }) => name === 'signature' && !negated);
  return isBySignature ? !isFrequent : isFrequent;
}

/** Counts say what is suppressed; else attributions matter only where a filter asks for them. */
function kindsFor(db: Db, { groupBy, filters }: Question): KindsOf {
  const matters = groupBy !== null || filters.some(({ name }) => isOfAttribution(FILTERS[name].column));
  return matters ? numberAttributionKinds(db) : () => NO_KINDS;
}

function askRows(db: Db, question: Question, isFound: boolean): Answer {
  const { sql, parameters, columns } = buildQuery(question, { isFound });
  const { limit, text } = question;
  const rows = db.prepare(sql).raw().all(parameters) as Value[][];
  const shown = rows.slice(0, limit);
  const snippets = columns.indexOf('snippet');
  if (text && snippets >= 0) {
    const snippetOf = prepareSnippets(db, text);
    for (const row of shown) row[snippets] = snippetOf(Number(row[snippets]));
  }
  return { columns, rows: shown, truncated: rows.length > limit };
}
