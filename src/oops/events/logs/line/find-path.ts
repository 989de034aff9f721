import { memoize } from '../../../../memoize.js';
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
  for (const { key, rest } of stepsOf(path)) {
    const value = Object.hasOwn(document, key) ? document[key] : null;
    if (value === null || value === undefined) continue;
    if (rest === null) return { value, keys: [key] };
    const found = isDictionary(value) ? findPath(value, rest) : null;
    if (found !== null) return { value: found.value, keys: [key, ...found.keys] };
  }
  return null;
}

/** A key that a path can begin with, and the path from there; null where it is the whole of it. */
interface Step {
  readonly key: string;
  readonly rest: string | null;
}

/** Paths are few, and each is looked for in every line. */
const stepsOf = memoize((path: string): readonly Step[] => {
  const steps: Step[] = [];
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1))
    steps.push({ key: path.slice(0, end), rest: end === path.length ? null : path.slice(end + 1) });
  return steps;
});
