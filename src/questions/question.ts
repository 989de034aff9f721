import { suggestNames } from '../text/nearest-names.js';
import { UserError } from '../user-error.js';
import { checkFilter, type Filter } from './filters.js';
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
  /** The column to sort by, with `-` before it for the largest first; null: groups by count or time, OOPSes by time, the newest first. */
  readonly sort: string | null;
  /** How many rows at most. */
  readonly limit: number;
}

/** What is looked at first comes first: a terminal shows no more than has room. */
const LISTED = 'time,type,value,system,outage,disposition,suppressed,id';
const LISTED_OF_TEXT = 'time,type,snippet,system,outage,disposition,suppressed,id';

/** Throws a UserError for a question that cannot be asked: before anything is opened. */
export function checkQuestion(question: Question): void {
  for (const filter of question.filters) checkFilter(filter);
  const columns = selectedColumns(question);
  if (question.sort !== null) readSort(question.sort, columns);
}

/** What the columns of an answer have. */
export type SelectedColumn =
  | { readonly name: string; readonly kind: 'key'; readonly key: Key }
  | { readonly name: string; readonly kind: 'count' | 'suppressed' }
  | { readonly name: string; readonly kind: 'distinct'; readonly key: Key };

/** The columns of the answer. What is counted of a group follows its keys; what the normal report leaves out is in it. */
export function selectedColumns(question: Question): SelectedColumn[] {
  const { groupBy, columns, text, distinct } = question;
  const keys = groupBy ?? columns ?? readKeys('--columns', text ? LISTED_OF_TEXT : LISTED);
  checkTextKeys([...keys, ...distinct], question);
  const selected = keys.map((key) => ({ name: key.name, kind: 'key' as const, key }));
  if (!groupBy) return selected;
  return [
    ...selected,
    { name: 'count', kind: 'count' },
    { name: 'suppressed_count', kind: 'suppressed' },
    ...distinct.map((key) => ({ name: `distinct_${key.name}`, kind: 'distinct' as const, key })),
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
export function readSort(sort: string, selected: readonly Pick<SelectedColumn, 'name'>[]): SortedBy {
  const name = sort.replace(/^-/, '').toLowerCase();
  const place = selected.findIndex((key) => key.name === name);
  if (place >= 0) return { place, isDescending: sort.startsWith('-') };
  const names = selected.map((key) => key.name);
  const advice = suggestNames(name, names, `Choose from ${names.join(', ')}.`);
  throw new UserError(`--sort ${name} is no column of this answer. ${advice}`);
}

/** What groups are sorted by first: what `--sort` says, else the count; null: those of time by the time. */
export function groupsSortedBy(
  { groupBy, sort }: Question,
  selected: readonly Pick<SelectedColumn, 'name'>[],
): SortedBy | null {
  if (sort !== null) return readSort(sort, selected);
  return groupBy?.[0]?.isTime ? null : { place: groupBy?.length ?? 0, isDescending: true };
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
