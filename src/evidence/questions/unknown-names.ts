import { FILTERS, type Filter, type FilterName, type FilterRule } from '../../questions/filters.js';
import { readKeys } from '../../questions/keys.js';
import type { Answer, Question } from '../../questions/question.js';
import type { Snapshot } from '../../store/snapshot.js';
import { listWords } from '../../text/list-words.js';
import { nearestNames, suggestNames } from '../../text/nearest-names.js';

/** How many of the known names are told. */
const TOLD = 12;

/** So many different values are looked through, the most frequent ones. */
const MOST_VALUES = 5000;

/** The filters whose names are few enough to be known, and what is known. */
const KNOWN: Readonly<Partial<Record<FilterName, (data: Snapshot) => Promise<string[]>>>> = {
  system: async (data) => (await data.reporters()).map(({ system }) => system).sort(),
  reporter: async (data) => (await data.reporters()).map(({ name }) => name),
  // The latest first.
  outage: async (data) => ['any', 'none', ...(await data.windows()).map(({ outage }) => outage)].reverse(),
};

/** What the values of the other filters are called. */
const CALLED: Readonly<Partial<Record<FilterName, string>>> = {
  type: 'the type',
  topic: 'the topic',
  url: 'the URL',
  user: 'the user',
  method: 'the method',
  branch: 'the branch',
  revision: 'the revision',
};

/**
 * What the filters name that the database has never heard of, a sentence each: most likely a slip of the pen, which an
 * empty answer would hide.
 */
export async function describeUnknownNames(data: Snapshot, filters: readonly Filter[]): Promise<string[]> {
  const remarks: string[] = [];
  for (const { name, values, negated } of filters) {
    const names = [...new Set((await KNOWN[name]?.(data)) ?? [])];
    const known = new Set(names.map((one) => one.toUpperCase()));
    const unknown = KNOWN[name]
      ? values.filter((value) => isLiteral(value) && !known.has(value.toUpperCase()))
      : [];
    for (const value of unknown) {
      const advice = suggestNames(value, names, listSome(names));
      remarks.push(`--${negated ? 'not-' : ''}${name} ${value} is not known here. ${advice}`);
    }
  }
  return remarks;
}

/**
 * The same for what has too many names to look through them before each answer: types, topics, URLs, users. They are asked
 * for where an answer is empty, or where it would not show that one of several names, or one that leaves out, is wrong.
 *
 * @example
 * await describeUnknownValues(data, question, answer);
 * // ['No OOPS has the type Assertion. Did you mean AssertionError (12 OOPSes)?']
 */
export async function describeUnknownValues(
  data: Snapshot,
  { filters }: Pick<Question, 'filters'>,
  answer: Answer,
): Promise<string[]> {
  const remarks: string[] = [];
  for (const { name, values, negated } of filters) {
    const called = CALLED[name];
    if (called === undefined || !(isEmpty(answer) || negated || values.length > 1)) continue;
    for (const value of values.filter(isLiteral)) {
      const counted = await data.answer({ ...COUNT, filters: [{ name, values: [value], negated: false }] });
      if (!isEmpty(counted)) continue;
      remarks.push(
        `No OOPS has ${called} ${value}. ${suggestValues(value, await valuesOf(data, name), name)}`,
      );
    }
  }
  return remarks;
}

const COUNT: Question = {
  from: null,
  to: null,
  filters: [],
  text: null,
  groupBy: [],
  distinct: [],
  columns: null,
  sort: null,
  limit: 1,
};

/** The values of a column with how many OOPSes have each, the most frequent first. */
async function valuesOf(data: Snapshot, name: FilterName): Promise<ReadonlyMap<string, number>> {
  const { column }: FilterRule = FILTERS[name];
  const groupBy = readKeys(`--${name}`, column);
  const { rows } = await data.answer({ ...COUNT, groupBy, sort: '-count', limit: MOST_VALUES });
  return new Map(rows.flatMap(([value, count]) => (value === null ? [] : [[String(value), Number(count)]])));
}

function suggestValues(value: string, counts: ReadonlyMap<string, number>, name: FilterName): string {
  const near = nearestNames(value, [...counts.keys()]);
  if (near.length === 0) return `List all with oops-report query --group-by ${FILTERS[name].column}.`;
  const told = near.map((one) => `${one} (${counts.get(one) ?? 0} OOPSes)`);
  return `Did you mean ${listWords(told, 'or').replaceAll('(1 OOPSes)', '(1 OOPS)')}?`;
}

/** Whether nothing was found or counted. */
function isEmpty({ columns, rows }: Answer): boolean {
  const place = columns.indexOf('count');
  return rows.every((row) => place >= 0 && row[place] === 0);
}

/** Whether a value stands for itself alone: neither for what is unknown nor for anything. */
function isLiteral(value: string): boolean {
  return value !== '' && !value.includes('*');
}

function listSome(names: readonly string[]): string {
  if (names.length === 0) return 'None is.';
  return `Known are ${names.slice(0, TOLD).join(', ')}${names.length > TOLD ? ' and others' : ''}.`;
}
