import { memoize } from '../../memoize.js';
import { isGlob, matchesGlob } from '../../text/glob.js';
import { findsPattern, type Pattern } from '../../text/pattern.js';
import type { Cause } from '../oops.js';

/** A pattern on exception type and value. Without a value pattern, the type alone decides. */
export interface FailureMode {
  /** Compared exactly; `*` and `?` match as in file names. */
  readonly type: string;
  /** Searched in the exception value. */
  readonly value?: Pattern | RegExp;
}

/**
 * Returns the first failure mode that an exception matches by itself, or undefined when it matches none.
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

/** An exception with what it was raised from. */
export interface ExceptionChain extends Cause {
  readonly causes: readonly Cause[];
}

/** Says which of some failure modes exceptions match. */
export interface FailureModeMatcher {
  /** The first mode that an exception matches, itself or by any of its causes; undefined when it matches none. */
  readonly match: (exception: ExceptionChain) => FailureMode | undefined;
  /** Whether an exception of this type, with causes or without, can match by its own value. */
  readonly hasType: (type: string | null) => boolean;
}

/**
 * Makes the matcher of failure modes. The database's error is often not what was raised last, so every link of a chain
 * counts. Which modes are about a type is found once.
 *
 * @example
 * const { match } = createFailureModeMatcher([{ type: 'TimeoutError', value: /database/ }]);
 * match({ type: 'PageError', value: null, causes: [{ type: 'TimeoutError', value: 'the database is slow' }] });
 */
export function createFailureModeMatcher(modes: readonly FailureMode[]): FailureModeMatcher {
  const modesOf = memoize((type: string | null) =>
    modes.filter((mode) => typeMatches(mode.type, type ?? '')),
  );
  /** A value, which can be long, is looked at only where a mode is about the type. */
  function matchLink(link: Cause): FailureMode | undefined {
    const candidates = modesOf(link.type);
    return candidates.length === 0 ? undefined : matchFailureMode(candidates, link.type, link.value);
  }
  return {
    hasType: (type) => modesOf(type).length > 0,
    match(exception) {
      const { causes } = exception;
      if (causes.length === 0) return matchLink(exception);
      const matched = new Set([exception, ...causes].map(matchLink));
      return modes.find((mode) => matched.has(mode));
    },
  };
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
