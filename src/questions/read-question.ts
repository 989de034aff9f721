import { readPeriod } from '../time/named-period.js';
import { UserError } from '../user-error.js';
import { FILTERS, type Filter, type FilterName } from './filters.js';
import { readKeys } from './keys.js';
import { QUERY_LIMIT, readLimit } from './limit.js';
import { checkQuestion, type Question } from './question.js';
import { readTextQuery, type TextQuery } from './text-query.js';

/**
 * What was said under a name, each time that it was: the values of `--type` and those of `type=` in an address are the same words.
 * Empty where nothing was said.
 *
 * @example
 * wordsOf('not-type'); // ['NotFound', 'Gone']
 */
export type QuestionWords = (name: string) => readonly string[];

/** A question as somebody asked it. */
export interface AskedQuestion extends Question {
  /** The most frequent groups are all that was asked for: that there are others is no news. */
  readonly isTop: boolean;
}

/** The names that a question is asked with beside its filters and their opposites. */
const OTHER_NAMES = [
  ...['from', 'to', 'text', 'not-text', 'group-by', 'count'],
  ...['distinct', 'columns', 'sort', 'top', 'limit'],
] as const;

/** Every name that a question can be asked with. */
export const QUESTION_NAMES: readonly string[] = [
  ...Object.keys(FILTERS).flatMap((name) => [name, `not-${name}`]),
  ...OTHER_NAMES,
];

/**
 * The question that words ask: of several under a name that takes one, the last. Throws a UserError, in the words of the command's
 * options, for one that cannot be read or cannot be asked.
 *
 * @param now the clock, in milliseconds since the Unix epoch: times may be told from it
 */
export function readQuestion(words: QuestionWords, now: number): AskedQuestion {
  const one = (name: (typeof OTHER_NAMES)[number]): string | undefined => words(name).at(-1);
  const [from, to, groupBy, distinct] = [one('from'), one('to'), one('group-by'), one('distinct')];
  const [columns, sort, top] = [one('columns'), one('sort'), one('top')];
  const period = from === undefined && to === undefined ? null : readPeriod({ from, to }, { now: () => now });
  const counts =
    groupBy !== undefined || one('count') !== undefined || distinct !== undefined || top !== undefined;
  if (counts && columns !== undefined) {
    throw new UserError('--columns is for a list, and this counts. Take --group-by to count by columns.');
  }
  if (top !== undefined && groupBy === undefined) {
    throw new UserError('--top is for groups. Add --group-by, or take --limit for a list.');
  }
  const limit = readLimit('--limit', one('limit'), QUERY_LIMIT);
  const question = {
    from: from === undefined ? null : (period?.start ?? null),
    to: to === undefined ? null : (period?.end ?? null),
    filters: Object.keys(FILTERS).flatMap((name) => readFilter(name as FilterName, words)),
    text: readText(words('text'), words('not-text')),
    groupBy: counts ? (groupBy === undefined ? [] : readKeys('--group-by', groupBy)) : null,
    distinct: distinct === undefined ? [] : readKeys('--distinct', distinct),
    columns: columns === undefined ? null : readKeys('--columns', columns),
    sort: sort ?? (top === undefined ? null : '-count'),
    limit: top === undefined ? limit : readLimit('--top', top, QUERY_LIMIT),
    isTop: top !== undefined,
  };
  checkQuestion(question);
  return question;
}

/** Any of what is wanted, and none of what is not. */
function readText(wanted: readonly string[], unwanted: readonly string[]): TextQuery | null {
  const any = wanted.map((words) => readTextQuery('--text', words));
  const none = unwanted.map((words) => readTextQuery('--not-text', words));
  const parts: TextQuery[] = [
    ...(any.length > 0 ? [{ kind: 'or', parts: any } as const] : []),
    ...none.map((part) => ({ kind: 'not', part }) as const),
  ];
  return parts.length > 0 ? { kind: 'and', parts } : null;
}

function readFilter(name: FilterName, words: QuestionWords): Filter[] {
  const [wanted, unwanted] = [words(name), words(`not-${name}`)];
  return [
    ...(wanted.length > 0 ? [{ name, values: wanted, negated: false }] : []),
    ...(unwanted.length > 0 ? [{ name, values: unwanted, negated: true }] : []),
  ];
}
