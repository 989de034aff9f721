import { isGlob, matchesGlob } from './glob.js';

/**
 * Whether an exception type is one of those named. `*` and `?` match as in file names; a missing type is ''.
 *
 * @example
 * isOneOfTypes(['NotFound', 'Unicode*Error'], 'UnicodeDecodeError'); // true
 */
export function isOneOfTypes(names: readonly string[], type: string): boolean {
  return names.includes(type) || names.some((name) => isGlob(name) && matchesGlob(name, type));
}
