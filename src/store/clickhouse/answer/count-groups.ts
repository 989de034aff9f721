import {
  type Answer,
  groupsSortedBy,
  type Question,
  selectedColumns,
  type Value,
} from '../../../questions/question.js';
import type { Reading } from '../events/reading.js';
import { type AskedView, readAskedView } from './asked-view.js';
import { type KeySql, keySql } from './key-sql.js';

/** Counts the groups of a question where their events lie. */
export async function countGroups(reading: Reading, question: Question): Promise<Answer> {
  const view = await readAskedView(reading, question);
  const { sql, columns } = groupsSql(question, view);
  const found = await reading.connection.rows<Value[]>(sql, view.parameters);
  return { columns, rows: found.slice(0, question.limit), truncated: found.length > question.limit };
}

/** A statement that answers with one group more than is wanted, to know of more. */
function groupsSql(question: Question, { from, where, columns }: AskedView) {
  const selected = selectedColumns(question);
  const keys = (question.groupBy ?? []).map((key) => keySql(key, columns));
  const counts = [
    'count()',
    `sum(${columns.is_suppressed})`,
    ...question.distinct.map((key) => `uniqExact(${keySql(key, columns).group})`),
  ];
  const expressions = [...keys.map(({ shown }) => shown), ...counts];
  const sql = [
    // Named otherwise than columns of events, which they would stand for in conditions.
    `SELECT ${expressions.map((expression, place) => `${expression} AS c${place}`).join(', ')}`,
    `FROM ${from}`,
    `WHERE ${where}`,
    ...(keys.length > 0 ? [`GROUP BY ${keys.map(({ group }) => group).join(', ')}`] : []),
    ...(keys.length > 0 ? [`ORDER BY ${orderOf(question, selected, keys)}`] : []),
    `LIMIT ${question.limit + 1}`,
  ].join('\n');
  return { sql, columns: selected.map(({ name }) => name) };
}

/** What is left open by it follows the keys, so that it is always the same. */
function orderOf(
  question: Question,
  selected: ReturnType<typeof selectedColumns>,
  keys: readonly KeySql[],
): string {
  const first = groupsSortedBy(question, selected);
  const places = [...(first ? [first.place] : []), ...keys.keys()];
  return [...new Set(places)]
    .map((place) => {
      const by = keys[place]?.orderOfGroups ?? `c${place}`;
      return place === first?.place && first.isDescending ? `${by} DESC NULLS LAST` : `${by} NULLS FIRST`;
    })
    .join(', ');
}
