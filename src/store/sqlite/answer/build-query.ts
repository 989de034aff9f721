import { readKeys } from '../../../questions/keys.js';
import {
  groupsSortedBy,
  type Question,
  readSort,
  type SelectedColumn,
  selectedColumns,
} from '../../../questions/question.js';
import { conditionOf, createParameters } from './filter-conditions.js';
import { expressionOf } from './key-expressions.js';

/** A statement over the view `oops` that answers a question with one row more than is wanted, to know of more. */
export interface BuiltQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly columns: readonly string[];
}

/**
 * Puts a question into SQL. The column `snippet` has the numbers of OOPSes, and what a full-text search finds must be in
 * `temp.found`, see find.ts.
 *
 * @param options.isFound `temp.found` has the OOPSes that pass time, text and all filters but the given ones
 */
export function buildQuery(
  question: Question,
  options: { isFound: boolean } = { isFound: false },
): BuiltQuery {
  const { parameters, bind } = createParameters();
  const { groupBy, limit, text, from, to } = question;
  const selected = selectedColumns(question);
  const conditions = [
    ...(from === null || options.isFound ? [] : [`time_ms >= ${bind(from)}`]),
    ...(to === null || options.isFound ? [] : [`time_ms < ${bind(to)}`]),
    ...question.filters.map((filter) => conditionOf(filter, bind)),
    ...(text || options.isFound ? ['seq IN (SELECT seq FROM temp.found)'] : []),
  ];
  const sql = [
    `SELECT ${selected.map((column) => `${columnExpression(column)} AS "${column.name}"`).join(', ')}`,
    'FROM oops',
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    ...(groupBy && groupBy.length > 0 ? [`GROUP BY ${groupBy.map((_, place) => place + 1).join(', ')}`] : []),
    `ORDER BY ${groupBy ? orderOfGroups(question, selected) : orderOfList(question, selected, options.isFound)}`,
    `LIMIT ${bind(limit + 1)}`,
  ].join('\n');
  return { sql, parameters, columns: selected.map(({ name }) => name) };
}

function columnExpression(column: SelectedColumn): string {
  switch (column.kind) {
    case 'key':
      return expressionOf(column.key);
    case 'count':
      return 'count(*)';
    case 'suppressed':
      return 'ifnull(sum(is_suppressed), 0)';
    case 'distinct':
      return `count(DISTINCT ${expressionOf(column.key)})`;
    default:
      return column satisfies never;
  }
}

/** The order of groups in SQL; what is left open by it follows their columns, so that it is always the same. */
export function orderOfGroups(question: Question, selected: readonly SelectedColumn[]): string {
  const first = groupsSortedBy(question, selected);
  const rest = (question.groupBy ?? []).map((_, place) => place);
  return [
    ...(first ? [`${first.place + 1}${first.isDescending ? ' DESC' : ''}`] : []),
    ...rest.filter((place) => place !== first?.place).map((place) => `${place + 1}`),
  ].join(', ');
}

/** The order of OOPSes in SQL, by itself the newest first; what `--sort` leaves open follows their time and id. */
function orderOfList(
  { sort, text }: Question,
  selected: readonly SelectedColumn[],
  isFound: boolean,
): string {
  // The view's time is text made from time_ms: the number is in an index, of which found ones have no need.
  const time = isFound ? '+time_ms' : 'time_ms';
  if (sort === null) {
    const [rank] = text ? readKeys('--sort', 'rank') : [];
    return `${rank ? `${expressionOf(rank)} DESC, ` : ''}${time} DESC, id`;
  }
  const { place, isDescending } = readSort(sort, selected);
  const name = selected[place]?.name;
  const by = name === 'time' ? time : `${place + 1}`;
  return [
    `${by}${isDescending ? ' DESC' : ''}`,
    ...[time, 'id'].filter((term) => term !== by && term !== name),
  ].join(', ');
}
