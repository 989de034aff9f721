import type { Interval } from '../time/interval.js';
import { UserError } from '../user-error.js';
import { type Bind, conditionOf, type Filter } from './filters.js';
import { type Key, readKeys } from './keys.js';
import type { TextQuery } from './text-query.js';

/** A question to the OOPSes: which of them, and what about them. */
export interface Question {
  /** Milliseconds since the Unix epoch; null: without bound. */
  readonly from: number | null;
  readonly to: number | null;
  readonly filters: readonly Filter[];
  /** What is to be found in their texts; null: they need not be searched. */
  readonly text: TextQuery | null;
  /** Counts groups rather than listing OOPSes; an empty list counts all as one. Null lists. */
  readonly groupBy: readonly Key[] | null;
  /** Of which columns to count the different values, in groups. */
  readonly distinct: readonly Key[];
  /** What to list of each OOPS; null: what is asked for most. */
  readonly columns: readonly Key[] | null;
  /** The column to sort by, with `-` before it for the largest first; null: groups by count or time, OOPSes by time. */
  readonly sort: string | null;
  /** How many rows at most. */
  readonly limit: number;
}

/**
 * A statement over the view `oops`, and with `text` over what was found by that, see find-by-text.ts, which asks for one
 * row more than is wanted, so that it is known whether there are more. The column `snippet` has the numbers of OOPSes.
 */
export interface BuiltQuery {
  readonly text: TextQuery | null;
  readonly period: Interval;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly columns: readonly string[];
  readonly limit: number;
}

const LISTED = 'time,id,system,type,value,outage,disposition,suppressed';
const LISTED_OF_TEXT = 'time,id,system,type,snippet,outage,disposition,suppressed';

/** Puts a question into SQL. Throws a UserError for a filter or a column that it cannot read. */
export function buildQuery(question: Question): BuiltQuery {
  const parameters: Record<string, string | number> = {};
  const bind: Bind = (value) => {
    const name = `p${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `@${name}`;
  };
  const { groupBy, limit, text, from, to } = question;
  const listed = text ? LISTED_OF_TEXT : LISTED;
  const keys = groupBy ?? question.columns ?? readKeys('--columns', listed);
  checkTextKeys([...keys, ...question.distinct], question);
  const selected = [...keys, ...(groupBy ? countsOf(question) : [])];
  const conditions = [
    ...(question.from === null ? [] : [`time_ms >= ${bind(question.from)}`]),
    ...(question.to === null ? [] : [`time_ms < ${bind(question.to)}`]),
    ...question.filters.map((filter) => conditionOf(filter, bind)),
    ...(text ? ['seq IN (SELECT seq FROM temp.text_match)'] : []),
  ];
  const sql = [
    `SELECT ${selected.map(({ name, expression }) => `${expression} AS "${name}"`).join(', ')}`,
    'FROM oops',
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    ...(groupBy && groupBy.length > 0 ? [`GROUP BY ${groupBy.map((_, place) => place + 1).join(', ')}`] : []),
    `ORDER BY ${orderOf(question, selected)}`,
    `LIMIT ${bind(limit + 1)}`,
  ].join('\n');
  const period = { start: from ?? Number.NEGATIVE_INFINITY, end: to ?? Number.POSITIVE_INFINITY };
  return { sql, parameters, columns: selected.map(({ name }) => name), limit, text, period };
}

/** What is counted of a group. What the normal report leaves out is in the count, and beside it. */
function countsOf({ distinct }: Question): Key[] {
  const counted = (name: string, expression: string): Key => ({
    name,
    expression,
    isTime: false,
    needsText: false,
  });
  return [
    counted('count', 'count(*)'),
    counted('suppressed_count', 'ifnull(sum(is_suppressed), 0)'),
    ...distinct.map(({ name, expression }) => counted(`distinct_${name}`, `count(DISTINCT ${expression})`)),
  ];
}

/** Throws a UserError for what only a full-text search tells, where there is none, or of one OOPS and not of a group. */
function checkTextKeys(keys: readonly Key[], { text, groupBy }: Question): void {
  const key = keys.find(({ needsText }) => needsText);
  if (!key) return;
  if (!text) throw new UserError(`${key.name} is known only of what was searched for. Add --text.`);
  if (groupBy) throw new UserError(`${key.name} is known of an OOPS, not of groups. Name it in --columns.`);
}

/** The order; what is left open by it follows the groups, or the time and id, so that it is always the same. */
function orderOf({ groupBy, sort, text }: Question, selected: readonly Key[]): string {
  const rest = groupBy ? groupBy.map((_, place) => `${place + 1}`) : ['time_ms', 'id'];
  const [rank] = readKeys('--sort', 'rank');
  if (text && sort === null && groupBy === null) return `${rank?.expression} DESC, time_ms DESC, id`;
  if (sort !== null) {
    const name = sort.replace(/^-/, '').toLowerCase();
    const place = selected.findIndex((key) => key.name === name);
    if (place < 0) {
      const names = selected.map((key) => key.name).join(', ');
      throw new UserError(`--sort ${name} is no column of this answer. Choose from ${names}.`);
    }
    // The view's time is text made from time_ms: the number is in an index.
    const by = name === 'time' && groupBy === null ? 'time_ms' : `${place + 1}`;
    return [`${by}${sort.startsWith('-') ? ' DESC' : ''}`, ...rest.filter((term) => term !== by)].join(', ');
  }
  if (groupBy && !groupBy[0]?.isTime) {
    return ['count(*) DESC', ...rest].join(', ');
  }
  return rest.length > 0 ? rest.join(', ') : '1';
}
