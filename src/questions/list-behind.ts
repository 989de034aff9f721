import { formatInstant } from '../time/instant.js';
import { type AskedWords, withoutWords, withWords } from './asked-words.js';
import { FILTERS, type FilterName, type FilterRule } from './filters.js';
import type { Key, KeySource } from './keys.js';
import type { Question, Value } from './question.js';
import { stretchOf } from './time-stretches.js';

/** What makes counts of a question, and has no place in a list. */
const OF_COUNTS = ['group-by', 'count', 'distinct', 'columns', 'sort', 'top', 'limit'];

/** A value that is longer has no place in an address. */
const LONGEST_VALUE = 1000;

/** What a group is of: a key with the value that its OOPSes share. Of a signature the value is what its filter takes for it alone. */
export interface GroupPart {
  readonly key: Pick<Key, 'name' | 'of' | 'isTime'>;
  readonly value: Value;
}

/**
 * The words of the list of those OOPSes that make up a group. Null where words cannot say just those: no filter looks at a key,
 * or its values are too long or hold what filters read in another way, such as `*`.
 *
 * @param question what `asked` reads as
 * @example
 * listBehind([['group-by', 'system']], question, [{ key: system, value: 'blog' }]); // [['system', 'blog']]
 */
export function listBehind(
  asked: AskedWords,
  question: Pick<Question, 'from' | 'to'>,
  group: readonly GroupPart[],
): AskedWords | null {
  let words: AskedWords | null = withoutWords(asked, OF_COUNTS);
  let { from, to } = question;
  for (const { key, value } of group) {
    if (words === null) return null;
    if (!key.isTime) {
      words = narrowFilter(words, key.of, value);
      continue;
    }
    const stretch = stretchOf(key.name, String(value));
    if (!stretch) return null;
    from = Math.max(stretch.start, from ?? stretch.start);
    to = Math.min(stretch.end, to ?? stretch.end);
    words = withWords(withWords(words, 'from', formatInstant(from)), 'to', formatInstant(to));
  }
  return words;
}

function narrowFilter(asked: AskedWords, of: KeySource, value: Value): AskedWords | null {
  const found = Object.entries<FilterRule>(FILTERS).find(([, { column }]) => column === of);
  if (!found) return null;
  const [name, rule] = found;
  const only = (...values: string[]) => withWords(asked, name, ...values);
  const none = (...values: string[]) => [
    ...withoutWords(asked, [name]),
    ...values.map((one) => [`not-${name}`, one] as const),
  ];
  switch (rule.kind) {
    case 'text':
      if (name === ('signature' satisfies FilterName)) return value === null ? null : only(String(value));
      if (value === null) return none('*');
      return isPlain(value) ? only(String(value)) : null;
    case 'outage':
      if (value === null) return only('none');
      return isPlain(value) && value !== 'any' && value !== 'none' ? only(String(value)) : null;
    case 'choice':
      return value === null ? none(...(rule.choices ?? [])) : only(String(value));
    case 'flag':
      return value === null ? null : only(value === 1 ? 'only' : 'no');
    case 'amount':
      return typeof value === 'number' && /^\d+(\.\d+)?$/.test(String(value)) ? only(`=${value}`) : null;
    case 'pattern':
      return null;
    default:
      return rule.kind satisfies never;
  }
}

/** Whether a filter takes a value for itself, and an address can hold it. */
function isPlain(value: string | number): boolean {
  const text = String(value);
  return text !== '' && text.length <= LONGEST_VALUE && !text.includes('*') && text.isWellFormed();
}
