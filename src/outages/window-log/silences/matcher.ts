import { findsPattern, type Pattern, PatternError, parsePattern } from '../../../text/pattern.js';
import { textAt } from '../json-document/fields.js';
import type { JsonObject } from '../json-document/json-document.js';

/** Which alerts a silence is for: those whose label has the value, or, where it is not `isEqual`, all others. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  /** The value is a regular expression that must match all of the label's. */
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** Reads a matcher of Alertmanager's API; `isEqual` is absent in what was written before Alertmanager 0.22. */
export function matcherOf(item: JsonObject): Matcher {
  return {
    name: textAt(item, 'name') ?? '',
    value: typeof item.value === 'string' ? item.value : '',
    isRegex: item.isRegex === true,
    isEqual: item.isEqual !== false,
  };
}

/**
 * Writes a matcher as amtool does.
 *
 * @example
 * printMatcher({ name: 'job', value: 'web|worker', isRegex: true, isEqual: true }); // 'job=~"web|worker"'
 */
export function printMatcher({ name, value, isRegex, isEqual }: Matcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${operator}${JSON.stringify(value)}`;
}

/** Whether a matcher is for alerts whose label has this value, in any case, as the names of systems are compared. */
export function isFor({ value, isRegex, isEqual }: Matcher, name: string): boolean {
  const wanted = isRegex ? wholePattern(value) : null;
  const matches = wanted
    ? findsPattern(wanted, name)
    : !isRegex && value.toUpperCase() === name.toUpperCase();
  return matches === isEqual;
}

/** Whether a regular expression matches whatever there is. */
export function matchesAll({ value, isRegex }: Matcher): boolean {
  return isRegex && /^\^?\(?\.[*+]\)?\$?$/.test(value);
}

/**
 * The names that a matcher spells out; null where it is a regular expression that is no list of plain names.
 *
 * @example
 * spelledNames({ name: 'job', value: '(web|worker)', isRegex: true, isEqual: true }); // ['web', 'worker']
 */
export function spelledNames({ value, isRegex }: Matcher): string[] | null {
  if (!isRegex) return [value];
  const list = value.replace(/^\^|\$$/g, '').replace(/^\((?:\?:)?([^()]*)\)$/, '$1');
  const names = list.split('|');
  const isPlain = names.every((name) => /^(?:[\w:@/.-]|\\[.-])*\w(?:[\w:@/.-]|\\[.-])*$/.test(name));
  return isPlain ? names.map((name) => name.replaceAll('\\', '')) : null;
}

/** As Alertmanager searches: from the first character to the last. Null for what is no regular expression. */
function wholePattern(value: string): Pattern | null {
  try {
    return parsePattern(`(?i)^(?:${value})$`);
  } catch (error) {
    if (error instanceof PatternError) return null;
    throw error;
  }
}
