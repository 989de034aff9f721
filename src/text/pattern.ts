import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/**
 * What a user searches values with. It is plain data, so that it can be compared, kept and sent to a thread. The program's
 * own patterns are RegExps: those were written with care, these can be anything, and the values can be hostile.
 */
export interface Pattern {
  readonly source: string;
}

/** A text that is no pattern. Its message says which part is wrong, and why. */
export class PatternError extends SyntaxError {
  override readonly name = 'PatternError';
}

/**
 * Reads a pattern of the user: a regular expression as JavaScript has it, save what cannot be searched for in a time that
 * is linear in the length of the text (looking ahead, referring back to a group). `(?i)` at its beginning ignores case.
 * Throws a PatternError.
 *
 * @example
 * parsePattern('(a+)+$');
 * parsePattern('a(?=b)'); // PatternError: `(?=` looks ahead, which …
 */
export function parsePattern(source: string): Pattern {
  compile(source);
  return { source };
}

/** Whether a pattern is found in a text. */
export function findsPattern(pattern: Pattern | RegExp, text: string): boolean {
  return pattern instanceof RegExp ? pattern.test(text) : compile(pattern.source).test(text);
}

/** Replaces all that a pattern finds, a RegExp having the flag g. `$1` and the like mean what they do in JavaScript. */
export function replacePattern(pattern: Pattern | RegExp, text: string, replacement: string): string {
  if (pattern instanceof RegExp) return text.replace(pattern, replacement);
  const compiled = compile(pattern.source);
  // To find out where a pattern matches takes twenty times as long as whether it does.
  return compiled.test(text) ? compiled.matcher(text).replaceAll(replacement) : text;
}

/**
 * The source of a RegExp, with whatever flags, that finds a text as it is.
 *
 * @example
 * escapePattern('k.v'); // 'k\\.v'
 */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/**
 * The source of a pattern in the words of RE2, for engines that are made of it. Throws a PatternError for what only the engine of
 * this program can do: looking behind.
 *
 * @example
 * translatePattern({ source: '\\/\\d+' }); // '/\\d+'
 */
export function translatePattern(pattern: Pattern | RegExp): string {
  const { source } = pattern;
  const behind = source.match(/\\.|\(\?<[=!]/gs)?.find((part) => part.startsWith('('));
  if (behind) throw new PatternError(`\`${behind}\` looks behind`);
  const isCaseless = pattern instanceof RegExp && pattern.flags.includes('i');
  return `${isCaseless ? '(?i)' : ''}${loadEngine().RE2JS.translateRegExp(source)}`;
}

/** A config has a few; a question in SQL can take them from a column. */
const MOST_COMPILED = 1000;
const compiled = new Map<string, RE2JS>();

function compile(source: string): RE2JS {
  let pattern = compiled.get(source);
  if (pattern) return pattern;
  const { RE2JS } = loadEngine();
  // The engine would take `\k` for the letter k.
  if (source.match(/\\(?:k<|.)/gs)?.includes('\\k<')) throw new PatternError(`\`\\k\` ${REFERS_BACK}`);
  try {
    pattern = RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.LOOKBEHINDS);
  } catch (error) {
    throw new PatternError(explain((error as Error).message), { cause: error });
  }
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

let engine: typeof import('re2js') | undefined;

/** Loading takes 30 ms, and most runs of the program have no pattern of the user. */
function loadEngine(): typeof import('re2js') {
  engine ??= createRequire(import.meta.url)('re2js') as typeof import('re2js');
  return engine;
}

const REFERS_BACK = 'refers back to a group, which cannot be searched for in linear time';

/** What each construct that the engine refuses is, by the beginning of the part that it names. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^\(\?[=!]/, 'looks ahead, which cannot be searched for in linear time'],
  [/^\(\?<[=!]/, 'looks behind with a group in it; write the group as (?:…)'],
  [/^\(\?>/, 'is an atomic group, which JavaScript does not have'],
  [/^\\\d/, REFERS_BACK],
  [/^\{/, 'repeats too often: 1,000 times at most, all nested repeats together'],
];

/** The engine's message in words: "error parsing regexp: missing closing ): `(`" is "`(`: missing closing )". */
function explain(message: string): string {
  const [, reason = message, part = ''] = /^error parsing regexp: (.*?)(?:: `(.*)`)?$/s.exec(message) ?? [];
  const refused = REFUSED.find(([beginning]) => beginning.test(part));
  if (refused) return `\`${part}\` ${refused[1]}`;
  return part === '' ? reason : `\`${part}\`: ${reason}`;
}
