import { isObject } from '../json-document/json-document.js';

/**
 * What lies at the end of a dotted path in a JSON value: of a list, what lies there in each element. A key that has dots in
 * its name is found as well, the longest first. Undefined where nothing is.
 *
 * @example
 * valueAt({ scope: [{ name: 'web' }, { name: 'blog' }] }, 'scope.name'); // ['web', 'blog']
 */
export function valueAt(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    const found = value.filter(isObject).map((element) => valueAt(element, path));
    const known = found.filter((one) => one !== undefined);
    return known.length > 0 ? known.flat() : undefined;
  }
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const key = path.slice(0, dot);
    const found = Object.hasOwn(value, key) ? valueAt(value[key], path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
