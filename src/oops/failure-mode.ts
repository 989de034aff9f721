/** A pattern on exception type and value. Without a value pattern, the type alone decides. */
export interface FailureMode {
  /** Compared exactly; `*` and `?` match as in file names. */
  readonly type: string;
  /** Searched in the exception value. */
  readonly value?: RegExp;
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
  return modes.find((mode) => typeMatches(mode.type, type ?? '') && (mode.value?.test(value ?? '') ?? true));
}

/** Whether any of the failure modes is of an exception's type, whatever its value. */
export function matchesType(modes: readonly FailureMode[], type: string | null): boolean {
  return modes.some((mode) => typeMatches(mode.type, type ?? ''));
}

function typeMatches(pattern: string, type: string): boolean {
  return pattern === type || (/[*?]/.test(pattern) && globPattern(pattern).test(type));
}

const globs = new Map<string, RegExp>();

function globPattern(pattern: string): RegExp {
  let glob = globs.get(pattern);
  if (!glob) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    glob = new RegExp(`^${source}$`, 's');
    globs.set(pattern, glob);
  }
  return glob;
}
