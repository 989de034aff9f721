import { UserError } from '../../../user-error.js';
import { isObject, type JsonDocument } from './json-document.js';

/** So many keys are told; more would be no help. */
const MOST_KEYS = 20;
/** So many elements of a list are looked at: the others have the same keys. */
const MOST_ELEMENTS = 3;
/** The keys of keys of keys of keys are told, and none within them. */
const DEEPEST = 4;

/**
 * The keys of a JSON value with those within them, dotted, in the order in which they are met; lists are looked through.
 *
 * @example
 * foundKeys([{ id: 1, scope: { names: ['web'] } }]); // ['id', 'scope.names']
 */
function foundKeys(value: unknown, prefix = '', depth = 0): string[] {
  if (Array.isArray(value)) {
    const elements = value.slice(0, MOST_ELEMENTS).filter((element) => !Array.isArray(element));
    return [...new Set(elements.flatMap((element) => foundKeys(element, prefix, depth)))];
  }
  if (!isObject(value) || depth === DEEPEST) return prefix === '' ? [] : [prefix];
  return Object.entries(value).flatMap(([key, child]) =>
    foundKeys(child, prefix === '' ? key : `${prefix}.${key}`, depth + 1),
  );
}

/** The keys of a JSON value in one line, for a message. */
export function listKeys(value: unknown): string {
  const keys = foundKeys(value);
  if (keys.length === 0) return 'none';
  return keys.length > MOST_KEYS ? `${keys.slice(0, MOST_KEYS).join(', ')}, …` : keys.join(', ');
}

/**
 * The error for a document that is JSON, and not what its reader wants.
 *
 * @param wanted what is needed: `a list of silences`
 */
export function keysFault({ value }: JsonDocument, file: string, wanted: string): UserError {
  return new UserError(
    `${file}: needed is ${wanted}; its keys are: ${listKeys(value)}. Name another file, or another --from.`,
  );
}
