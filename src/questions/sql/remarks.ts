import { suggestNames } from '../../text/nearest-names.js';
import { formatInstant } from '../../time/instant.js';
import { readMoment } from '../../time/moment.js';
import { UserError } from '../../user-error.js';
import { SQL_DIALECTS, type SqlDialect, type SqlEngine } from './dialects.js';
import { VIEWS } from './views.js';
import { type SqlWord, sqlWords } from './words.js';

/** The columns of times in ISO 8601, as `2011-09-08T08:53:05.000Z`. */
const TEXT_TIMES = ['time', 'start_time', 'end_time', 'first_time', 'last_time', 'arrived_at', 'minute'];

/** The columns of times in milliseconds since 1970. */
const NUMBER_TIMES = ['time_ms', 'start_ms', 'end_ms', 'minute_ms'];

const OPERATORS = ['=', '==', '<>', '!=', '<', '<=', '>', '>='];

/** What stands on the other side of a comparison that is turned round. */
const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The beginning of a time of the views, which sorts as the time does. */
const BEGINNING = /^\d{4}(?:-\d\d(?:-\d\d(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d{1,3})?)?)?)?)?)?)?$/;
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A column of times, and what it is compared with. */
interface Comparison {
  readonly column: string;
  readonly operator: string;
  readonly with: SqlWord;
  /** What stands behind it. */
  readonly after: readonly SqlWord[];
}

/**
 * What compares a time with something of another form, a sentence each with the form that works: the engines compare much of it
 * without a word, and find all or nothing.
 *
 * @param parameters the values of `:name`, as they were typed
 *
 * @example
 * describeTimeComparisons("SELECT id FROM oops WHERE time > 'yesterday'", {}, now, 'sqlite');
 * // ["time is text in ISO 8601, which 'yesterday' is not. Write time > '2011-09-08T00:00:00.000Z'."]
 */
export function describeTimeComparisons(
  sql: string,
  parameters: Readonly<Record<string, string>>,
  now: number,
  engine: SqlEngine,
): string[] {
  const words = sqlWords(sql).map((word) => bound(word, parameters));
  const remarks = words.flatMap((_, place) =>
    comparisonsAt(words, place).flatMap(
      (comparison) => describeComparison(comparison, now, SQL_DIALECTS[engine]) ?? [],
    ),
  );
  return [...new Set(remarks)];
}

/**
 * What is said of a statement that cannot be run.
 *
 * @example
 * refuseSql('no such column: typ', 'sqlite').message;
 * // 'SQL: no such column: typ. Did you mean type? See oops-report sql --schema.'
 */
export function refuseSql(reason: string, engine: SqlEngine): UserError {
  const advice = [adviseOnRefusal(reason, engine), 'See oops-report sql --schema.'].filter(Boolean);
  return new UserError(`SQL: ${reason.replace(/\s+/g, ' ')}. ${advice.join(' ')}`);
}

/** What to do about it: the nearest column or view, or the function of this engine; empty where there is none. */
export function adviseOnRefusal(reason: string, engine: SqlEngine): string {
  const [, unknown = ''] = /^no such function: (\w+)$/.exec(reason) ?? [];
  const known = SQL_DIALECTS[engine].functions.get(unknown.toLowerCase());
  if (known !== undefined) return `Here it is ${known}.`;
  const [, kind, name = ''] = /^no such (column|table): (?:\w+\.)?(\w+)$/.exec(reason) ?? [];
  if (kind === undefined) return '';
  const columns = Object.values(VIEWS).flatMap((view) => Object.keys(view.columns));
  return suggestNames(name, kind === 'table' ? Object.keys(VIEWS) : [...new Set(columns)], '');
}

/** A parameter as the value that it is given. */
function bound(word: SqlWord, parameters: Readonly<Record<string, string>>): SqlWord {
  if (word.kind !== 'parameter' || !Object.hasOwn(parameters, word.value)) return word;
  const value = parameters[word.value] ?? '';
  return { kind: String(Number(value)) === value ? 'number' : 'text', value };
}

/** The comparisons of the column at a place: with what follows it, with what stands before it, and BETWEEN. */
function comparisonsAt(words: readonly SqlWord[], place: number): Comparison[] {
  const column = words[place];
  if (column?.kind !== 'name' || ![...TEXT_TIMES, ...NUMBER_TIMES].includes(column.value)) return [];
  const compare = (operator: string, other: number): Comparison[] => {
    const word = words[other];
    return word
      ? [{ column: column.value, operator, with: word, after: words.slice(other + 1, other + 8) }]
      : [];
  };
  const operator = words[place + 1]?.value ?? '';
  const before = words[place - 1]?.value ?? '';
  const found: Comparison[] = [];
  if (OPERATORS.includes(operator)) found.push(...compare(operator, place + 2));
  if (OPERATORS.includes(before) && words[place - 2]?.kind !== 'other')
    found.push(...compare(TURNED[before] ?? before, place - 2));
  const isBetween = words[place + 1]?.kind === 'name' && operator === 'between';
  if (isBetween) found.push(...compare('>=', place + 2));
  if (isBetween && words[place + 3]?.value === 'and') found.push(...compare('<=', place + 4));
  return found;
}

function describeComparison(comparison: Comparison, now: number, dialect: SqlDialect): string | null {
  return NUMBER_TIMES.includes(comparison.column)
    ? describeNumberTime(comparison, now, dialect)
    : describeTextTime(comparison, now, dialect);
}

function describeNumberTime(
  { column, operator, with: { kind, value }, after }: Comparison,
  now: number,
  { seconds, dayMs }: SqlDialect,
) {
  const inSeconds = kind === 'name' ? seconds.get(value) : undefined;
  if (inSeconds !== undefined) {
    const close = after.findIndex((word) => word.value === ')');
    if (close < 0 || /^[*)]$/.test(after[close + 1]?.value ?? '')) return null;
    return `${column} is in milliseconds, and ${inSeconds.name}() gives seconds. Write ${column} ${operator} ${inSeconds.written} * 1000.`;
  }
  if (kind !== 'text' || /^\s*-?\d+(?:\.\d+)?\s*$/.test(value)) return null;
  const at = readMoment(value, { now });
  const wanted = typeof at === 'number' ? `${at}, which is ${formatInstant(at)}` : dayMs;
  return `${column} is a number of milliseconds, which '${value}' is not. Write ${column} ${operator} ${wanted}.`;
}

function describeTextTime(
  { column, operator, with: { kind, value } }: Comparison,
  now: number,
  { otherTimes, isoOf: written }: SqlDialect,
) {
  const other = kind === 'name' ? otherTimes.get(value) : undefined;
  if (other !== undefined) return `${column} ${other}. Write ${column} ${operator} ${written}.`;
  if (kind === 'number') {
    const at = value.length <= 10 ? Number(value) * 1000 : Number(value);
    return `${column} is text in ISO 8601, which ${value} is not. Write ${column} ${operator} '${isoOf(at)}'.`;
  }
  if (kind !== 'text') return null;
  const isEqual = ['=', '=='].includes(operator);
  if (isEqual && BEGINNING.test(value)) {
    return `${column} = '${value}' finds nothing: a time has milliseconds and a Z. Write ${column} LIKE '${value}%'.`;
  }
  if (WHOLE.test(value) || BEGINNING.test(value)) return null;
  const at = readMoment(value, { now });
  return `${column} is text in ISO 8601, which '${value}' is not. Write ${column} ${operator} '${isoOf(at)}'.`;
}

/** A moment as the views write it; an example where it is none. */
function isoOf(at: number | string | null): string {
  return typeof at === 'number' && Math.abs(at) < 8e15 ? formatInstant(at) : '2011-09-08T08:53:05.000Z';
}
