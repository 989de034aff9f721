import { type Answer, type Question, readSort, selectedColumns } from '../../../questions/question.js';
import type { Reading } from '../events/reading.js';
import { type AskedView, readAskedView } from './asked-view.js';
import { keySql } from './key-sql.js';
import { type FoundOops, showOopses } from './show-oopses.js';

/** Lists the OOPSes that a question finds: what it shows of them is fetched only of those that have a place in the list. */
export async function listOopses(reading: Reading, question: Question): Promise<Answer> {
  const found = await findOopses(reading, question);
  const keys = selectedColumns(question).flatMap((column) => (column.kind === 'key' ? [column.key] : []));
  return {
    columns: keys.map(({ name }) => name),
    rows: await showOopses(reading, keys, question.text, found.slice(0, question.limit)),
    truncated: found.length > question.limit,
  };
}

/** Those of the list in their order, and one more, to know of more. */
async function findOopses(reading: Reading, question: Question): Promise<FoundOops[]> {
  const view = await readAskedView(reading, question);
  const found = await reading.connection.rows<[idKey: string, time: number, rank: number]>(
    `SELECT id_key, time, ${view.rank} FROM ${view.from} WHERE ${view.where}
     ORDER BY ${orderOf(question, view)} LIMIT ${question.limit + 1}`,
    view.parameters,
  );
  return found.map(([idKey, time, rank]) => ({ idKey, time, rank }));
}

/** By itself the newest first; what `--sort` leaves open follows their time and id. */
function orderOf(question: Question, { columns, rank }: AskedView): string {
  const { sort, text } = question;
  if (sort === null) return `${text ? `${rank} DESC, ` : ''}time DESC, id_key`;
  const selected = selectedColumns(question);
  const { place, isDescending } = readSort(sort, selected);
  const column = selected[place];
  if (column?.kind !== 'key') throw new Error(`${sort} is no column of a list`);
  const by = column.name === 'rank' ? rank : keySql(column.key, columns).order;
  const rest = ['time', 'id_key'].filter((term) => term !== by);
  return [`${by} ${isDescending ? 'DESC NULLS LAST' : 'NULLS FIRST'}`, ...rest].join(', ');
}
