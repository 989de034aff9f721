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

/** A statement over the view `oops` that answers a question with one row more than is wanted, to know of more. */
export interface BuiltQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly columns: readonly string[];
}

const LISTED = 'time,id,system,type,value,outage,disposition,suppressed';
const LISTED_OF_TEXT = 'time,id,system,type,snippet,outage,disposition,suppressed';

/**
 * Puts a question into SQL. Throws a UserError for a filter or a column that it cannot read. The column `snippet` has the
 * numbers of OOPSes, and what a full-text search finds must be in `temp.found`, see find-in-blocks.ts.
 *
 * @param options.isFound `temp.found` has the OOPSes that pass time, text and all filters but the given ones
 */
export function buildQuery(
  question: Question,
  options: { isFound: boolean } = { isFound: false },
): BuiltQuery {
  const { parameters, bind } = openParameters();
  const { groupBy, limit, text, from, to } = question;
  const selected = selectedKeys(question);
  const conditions = [
    ...(from === null || options.isFound ? [] : [`time_ms >= ${bind(from)}`]),
    ...(to === null || options.isFound ? [] : [`time_ms < ${bind(to)}`]),
    ...question.filters.map((filter) => conditionOf(filter, bind)),
    ...(text || options.isFound ? ['seq IN (SELECT seq FROM temp.found)'] : []),
  ];
  const sql = [
    `SELECT ${selected.map(({ name, expression }) => `${expression} AS "${name}"`).join(', ')}`,
    'FROM oops',
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    ...(groupBy && groupBy.length > 0 ? [`GROUP BY ${groupBy.map((_, place) => place + 1).join(', ')}`] : []),
    `ORDER BY ${groupBy ? orderOfGroups(question, selected) : orderOfList(question, selected, options.isFound)}`,
    `LIMIT ${bind(limit + 1)}`,
  ].join('\n');
  return { sql, parameters, columns: selected.map(({ name }) => name) };
}

/** Values for a statement, and what keeps them. */
export function openParameters(): { parameters: Record<string, string | number>; bind: Bind } {
  const parameters: Record<string, string | number> = {};
  const bind: Bind = (value) => {
    const name = `p${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `@${name}`;
  };
  return { parameters, bind };
}

/** The columns of the answer. */
export function selectedKeys(question: Question): AnswerColumn[] {
  const { groupBy, columns, text, distinct } = question;
  const keys = groupBy ?? columns ?? readKeys('--columns', text ? LISTED_OF_TEXT : LISTED);
  checkTextKeys([...keys, ...distinct], question);
  return [...keys, ...(groupBy ? countsOf(question) : [])];
}

/** A column of an answer and the SQL for it. */
type AnswerColumn = Pick<Key, 'name' | 'expression'>;

/** What is counted of a group. What the normal report leaves out is in the count, and beside it. */
function countsOf({ distinct }: Question): AnswerColumn[] {
  return [
    { name: 'count', expression: 'count(*)' },
    { name: 'suppressed_count', expression: 'ifnull(sum(is_suppressed), 0)' },
    ...distinct.map(({ name, expression }) => ({
      name: `distinct_${name}`,
      expression: `count(DISTINCT ${expression})`,
    })),
  ];
}

/** Throws a UserError for what only a full-text search tells, where there is none, or of one OOPS and not of a group. */
function checkTextKeys(keys: readonly Key[], { text, groupBy }: Question): void {
  const key = keys.find(({ needsText }) => needsText);
  if (!key) return;
  if (!text) throw new UserError(`${key.name} is known only of what was searched for. Add --text.`);
  if (groupBy) throw new UserError(`${key.name} is known of an OOPS, not of groups. Name it in --columns.`);
}

/** A column to sort by. */
export interface SortedBy {
  /** Its place among the columns of the answer, from 0. */
  readonly place: number;
  readonly isDescending: boolean;
}

/** What `--sort` names. Throws a UserError when the answer has no such column. */
export function readSort(sort: string, selected: readonly AnswerColumn[]): SortedBy {
  const name = sort.replace(/^-/, '').toLowerCase();
  const place = selected.findIndex((key) => key.name === name);
  if (place >= 0) return { place, isDescending: sort.startsWith('-') };
  const names = selected.map((key) => key.name).join(', ');
  throw new UserError(`--sort ${name} is no column of this answer. Choose from ${names}.`);
}

/** What groups are sorted by first: what `--sort` says, else the count; null: those of time by the time. */
export function groupsSortedBy(
  { groupBy, sort }: Question,
  selected: readonly AnswerColumn[],
): SortedBy | null {
  if (sort !== null) return readSort(sort, selected);
  return groupBy?.[0]?.isTime ? null : { place: groupBy?.length ?? 0, isDescending: true };
}

/** The order of groups in SQL; what is left open by it follows their columns, so that it is always the same. */
export function orderOfGroups(question: Question, selected: readonly AnswerColumn[]): string {
  const first = groupsSortedBy(question, selected);
  const rest = (question.groupBy ?? []).map((_, place) => place);
  return [
    ...(first ? [`${first.place + 1}${first.isDescending ? ' DESC' : ''}`] : []),
    ...rest.filter((place) => place !== first?.place).map((place) => `${place + 1}`),
  ].join(', ');
}

/** The order of OOPSes in SQL; what is left open by it follows their time and id. */
function orderOfList({ sort, text }: Question, selected: readonly AnswerColumn[], isFound: boolean): string {
  // The view's time is text made from time_ms: the number is in an index, of which found ones have no need.
  const time = isFound ? '+time_ms' : 'time_ms';
  if (sort === null) {
    const [rank] = text ? readKeys('--sort', 'rank') : [];
    return rank ? `${rank.expression} DESC, ${time} DESC, id` : `${time}, id`;
  }
  const { place, isDescending } = readSort(sort, selected);
  const name = selected[place]?.name;
  const by = name === 'time' ? time : `${place + 1}`;
  return [
    `${by}${isDescending ? ' DESC' : ''}`,
    ...[time, 'id'].filter((term) => term !== by && term !== name),
  ].join(', ');
}

/** What a column of an answer can hold. */
export type Value = string | number | null;

/** The answer to a question: rows under named columns, each row in the order of the columns. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** There were more rows than were asked for. */
  readonly truncated: boolean;
}
