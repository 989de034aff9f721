import { type AskedWords, withWords } from '../../../questions/asked-words.js';
import { writeExactSignature } from '../../../questions/exact-signature.js';
import { type Key, readKeys } from '../../../questions/keys.js';
import { listBehind } from '../../../questions/list-behind.js';
import {
  type Answer,
  groupsSortedBy,
  type Question,
  readSort,
  type SortedBy,
  selectedColumns,
  type Value,
} from '../../../questions/question.js';
import type { AskedQuestion } from '../../../questions/read-question.js';
import { type AnswerTable, tabulateAnswer } from '../../../reports/question/answer-table.js';
import { ADDRESSES } from '../../addresses.js';

/** The columns that say which signature a row is of. */
const OF_SIGNATURE = ['signature_id', 'signature_type', 'signature_value'];

/** A question that also asks for what its table leads to. */
export interface LinkedQuestion {
  readonly question: AskedQuestion;
  /** The columns that were not asked for. */
  readonly hidden: readonly string[];
}

/** A signature that is longer has no place in an address. */
const LONGEST_SIGNATURE = 1000;

/**
 * Adds to a question the columns that links need. They follow from those that are there, so that no group is another. A list that names
 * no columns begins with the ids, which lead to all the rest.
 */
export function withLinkColumns(question: AskedQuestion): LinkedQuestion {
  const keys = keysOf(question);
  const isOfSignature = question.groupBy === null || keys.some(({ of }) => of === 'signature_id');
  const hidden = isOfSignature ? OF_SIGNATURE.filter((name) => !keys.some((key) => key.name === name)) : [];
  const all = hidden.length === 0 ? keys : [...keys, ...readKeys('--columns', hidden.join(','))];
  if (question.groupBy) return { hidden, question: { ...question, groupBy: all } };
  const isId = ({ name }: Key) => name === 'id';
  const columns = question.columns ? all : [...all.filter(isId), ...all.filter((key) => !isId(key))];
  return { hidden, question: { ...question, columns } };
}

/** What an answer shows of each OOPS or group. */
function keysOf(question: Question): readonly Key[] {
  return selectedColumns(question).flatMap((column) => (column.kind === 'key' ? [column.key] : []));
}

/**
 * The answer to a question as a table whose names lead on, whose counts lead to what was counted, and whose heads sort.
 *
 * @param asked the words of the question
 * @param linked what was asked for with `withLinkColumns`
 */
export function tabulateQuery(
  answer: Answer,
  asked: AskedWords,
  question: AskedQuestion,
  { hidden }: LinkedQuestion,
): AnswerTable {
  const { groupBy } = question;
  const sorted = sortedBy(question);
  const names = selectedColumns(question).map(({ name }) => name);
  return tabulateAnswer(answer, {
    about: groupBy ? 'Groups of OOPSes' : 'OOPSes',
    pages: ADDRESSES,
    hidden,
    barOf: groupBy && groupBy.length > 0 ? 'count' : null,
    sortOf: (column) => sortOf(asked, column, sorted && names[sorted.place] === column ? sorted : null),
    listOf: groupBy ? listsBehind(answer, asked, question, groupBy) : () => null,
  });
}

/** How an answer is sorted; null where that is by no column of it. */
function sortedBy(question: AskedQuestion): SortedBy | null {
  const selected = selectedColumns(question);
  if (question.sort !== null) return readSort(question.sort, selected);
  if (question.groupBy) {
    return groupsSortedBy(question, selected) ?? { place: 0, isDescending: false };
  }
  const place = selected.findIndex(({ name }) => name === (question.text ? 'rank' : 'time'));
  return place < 0 ? null : { place, isDescending: true };
}

/** What is mostly wanted the largest, or the latest, first. */
const LARGEST_FIRST = /^(?:time|minute|hour|day|month|rank|arrived_at|.*count|distinct_.*|.*_ms|.*_seconds)$/;

function sortOf(asked: AskedWords, column: string, sorted: SortedBy | null) {
  if (column === 'snippet') return { sort: null, sorted: null };
  const isDescending = sorted ? !sorted.isDescending : LARGEST_FIRST.test(column);
  return {
    sort: {
      href: ADDRESSES.asked(withWords(asked, 'sort', `${isDescending ? '-' : ''}${column}`)),
      does: isDescending ? 'sort by it, the largest first' : 'sort by it, the smallest first',
    },
    sorted: sorted && (sorted.isDescending ? ('descending' as const) : ('ascending' as const)),
  };
}

/** Finds for the groups of an answer the lists that are just theirs. Filters do not know upper from lower case. */
function listsBehind({ columns, rows }: Answer, asked: AskedWords, question: Question, keys: readonly Key[]) {
  const cellOf = (row: readonly Value[], name: string): Value => row[columns.indexOf(name)] ?? null;
  const valuesOf = (row: readonly Value[]) => keys.map(({ name }) => cellOf(row, name));
  const signatureOf = (row: readonly Value[]): Value => {
    const [number, type, value] = OF_SIGNATURE.map((name) => cellOf(row, name));
    const exact = writeExactSignature({ type: String(type ?? ''), value: String(value ?? '') });
    // Its number means nothing in another database, but has a place in every address.
    return exact.length <= LONGEST_SIGNATURE && exact.isWellFormed() ? exact : (number ?? null);
  };
  const inOneCase = (row: readonly Value[]) => JSON.stringify(valuesOf(row)).toLowerCase();
  const seen = new Map<string, number>();
  for (const row of rows) seen.set(inOneCase(row), (seen.get(inOneCase(row)) ?? 0) + 1);
  return (row: readonly Value[]) => {
    if (cellOf(row, 'count') === 0 || (seen.get(inOneCase(row)) ?? 0) > 1) return null;
    const group = keys.map((key) => ({
      key,
      value: key.of === 'signature_id' ? signatureOf(row) : cellOf(row, key.name),
    }));
    const words = listBehind(asked, question, group);
    if (!words) return null;
    const name = valuesOf(row).map((value) => String(value ?? 'unknown').slice(0, 100));
    // All of them: without a word it would be the empty form.
    const list = words.length === 0 ? withWords(words, 'limit', '100') : words;
    return {
      href: ADDRESSES.asked(list),
      leadsTo: `OOPSes${name.length > 0 ? ` of ${name.join(', ')}` : ''}`,
    };
  };
}
