import { matchFailureMode } from './failure-mode.js';

/**
 * Whether an exception type is one of those named. `*` and `?` match as in file names; a missing type is ''.
 *
 * @example
 * isOneOfTypes(['NotFound', 'Unicode*Error'], 'UnicodeDecodeError'); // true
 */
export function isOneOfTypes(names: readonly string[], type: string): boolean {
  return names.includes(type) || names.some((name) => isPattern(name) && matches(name, type));
}

function isPattern(name: string): boolean {
  return name.includes('*') || name.includes('?');
}

function matches(pattern: string, type: string): boolean {
  return matchFailureMode([{ type: pattern }], type, null) !== undefined;
}
