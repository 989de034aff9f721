import { RefusedSql } from '../../questions/sql-answers.js';
import type { Parameters } from '../connecting/connection.js';
import type { Token } from './tokens.js';

/** What stands between two values that are compared: a text is compared with a number as the number that it says. */
const COMPARING = [
  '=',
  '==',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '<=>',
  'like',
  'ilike',
  'regexp',
  'between',
  'in',
];
/** What is done with numbers alone. */
const RECKONING = ['+', '-', '*', '/', '%'];

/** Parameters of ours have other names. */
const nameOf = (parameter: string) => `user_${parameter}`;

/**
 * Has the parameters of a statement, `:name`, in the form of ClickHouse, which wants a type for each: what is written as a number is
 * one, but where it is compared, for there a text does for both. Throws a RefusedSql for one without a value.
 */
export function bindParameters(
  tokens: readonly Token[],
  given: Readonly<Record<string, string>>,
): { readonly tokens: readonly Token[]; readonly parameters: Parameters } {
  const parameters: Record<string, string> = {};
  const hasChoice = tokens.some(({ text }) => text === '?');
  const words = tokens.filter(({ kind }) => kind !== 'blank');
  const bound = tokens.map((token) => {
    if (token.kind !== 'parameter') return token;
    const value = Object.hasOwn(given, token.value) ? given[token.value] : undefined;
    if (value === undefined) {
      // `a ? b :c` chooses, and has none.
      if (hasChoice && token.text.startsWith(':')) return token;
      throw new RefusedSql(`Missing named parameter "${token.value}"`);
    }
    parameters[nameOf(token.value)] = value;
    return { ...token, text: `{${nameOf(token.value)}:${typeOf(value, words, words.indexOf(token))}}` };
  });
  return { tokens: bound, parameters: { ...given, ...parameters } };
}

function typeOf(value: string, words: readonly Token[], place: number): string {
  const number = Number(value);
  if (String(number) !== value || !Number.isFinite(number)) return 'String';
  if (!isCompared(words, place)) return Number.isSafeInteger(number) ? 'Int64' : 'Float64';
  return 'String';
}

function isCompared(words: readonly Token[], place: number): boolean {
  const [before, after] = [
    words[place - 1]?.text.toLowerCase() ?? '',
    words[place + 1]?.text.toLowerCase() ?? '',
  ];
  if (RECKONING.includes(before) || RECKONING.includes(after)) return false;
  const isOneOfList =
    (before === '(' || before === ',') && words[openingOf(words, place) - 1]?.text.toLowerCase() === 'in';
  const isUpperBound = before === 'and' && words[place - 3]?.text.toLowerCase() === 'between';
  if (isOneOfList || isUpperBound) return true;
  const others = [
    ...(COMPARING.includes(before) ? [words[place - 2]] : []),
    ...(COMPARING.includes(after) ? [words[place + 2]] : []),
  ];
  // Two values of which neither is of a column are what they look like.
  return others.some((other) => other?.kind !== 'parameter' && other?.kind !== 'number');
}

/** The place of the bracket that a place is in; -1: none. */
function openingOf(words: readonly Token[], place: number): number {
  let depth = 0;
  for (let at = place - 1; at >= 0; at--) {
    if (words[at]?.text === ')') depth += 1;
    else if (words[at]?.text === '(' && depth-- === 0) return at;
  }
  return -1;
}
