import { isGlob, matchesGlob } from '../../text/glob.js';
import { findsPattern, type Pattern } from '../../text/pattern.js';

/** A pattern on exception type and value. Without a value pattern, the type alone decides. */
export interface FailureMode {
  /** Compared exactly; `*` and `?` match as in file names. */
  readonly type: string;
  /** Searched in the exception value. */
  readonly value?: Pattern | RegExp;
}

/**
 * Returns the first failure mode that an exception matches, or undefined when it matches none.
 *
 * @example
 * matchFailureMode([{ type: 'TimeoutError', value: /database/ }], 'TimeoutError', 'the database is slow');
 */
export function matchFailureMode(
  modes: readonly FailureMode[],
  type: string | null,
  value: string | null,
): FailureMode | undefined {
  return modes.find(
    (mode) =>
      typeMatches(mode.type, type ?? '') &&
      (mode.value === undefined || findsPattern(mode.value, value ?? '')),
  );
}

/** The failure modes that an exception of this type can match, by its value or whatever that is; in their order. */
export function failureModesOfType(modes: readonly FailureMode[], type: string | null): FailureMode[] {
  return modes.filter((mode) => typeMatches(mode.type, type ?? ''));
}

function typeMatches(glob: string, type: string): boolean {
  return glob === type || (isGlob(glob) && matchesGlob(glob, type));
}

/**
 * Whether an exception type is one of those named. `*` and `?` match as in file names; a missing type is ''.
 *
 * @example
 * isOneOfTypes(['NotFound', 'Unicode*Error'], 'UnicodeDecodeError'); // true
 */
export function isOneOfTypes(names: readonly string[], type: string): boolean {
  return names.includes(type) || names.some((name) => isGlob(name) && matchesGlob(name, type));
}
