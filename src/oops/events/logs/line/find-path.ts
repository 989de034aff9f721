import { type DocumentObject, type DocumentValue, isDictionary } from '../../../formats/document-value.js';

/** A value, and the keys that lead to it. */
export interface FoundValue {
  readonly value: DocumentValue;
  readonly keys: readonly string[];
}

/**
 * Finds what a path with dots leads to, at each step by a key that has the dots in it or by an object within an object: logs
 * of ECS mix both in one line. The longest key is tried first. Null where there is nothing, or null.
 *
 * @example
 * findPath({ 'log.level': 'error' }, 'log.level');     // { value: 'error', keys: ['log.level'] }
 * findPath({ log: { level: 'error' } }, 'log.level');  // { value: 'error', keys: ['log', 'level'] }
 */
export function findPath(document: DocumentObject, path: string): FoundValue | null {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const key = path.slice(0, end);
    const value = Object.hasOwn(document, key) ? document[key] : null;
    if (value === null || value === undefined) continue;
    if (end === path.length) return { value, keys: [key] };
    const found = isDictionary(value) ? findPath(value, path.slice(end + 1)) : null;
    if (found !== null) return { value: found.value, keys: [key, ...found.keys] };
  }
  return null;
}
