import { z } from 'zod';
import { type Pattern, PatternError, parsePattern } from '../../text/pattern.js';

/** What JSON Schema says of a value, for editors: its type, its pattern, what it can be. */
export type Shape = Readonly<Record<string, unknown>>;

/** A text that YAML may take for a number or for `true`. */
const ANY_TEXT: Shape = { type: ['string', 'number', 'boolean'] };

/**
 * A value that is one text in the file. `read` gives its meaning, or null when it has none; the error then says what
 * is `wanted`. Scalars arrive as they were written, so that a reporter may be `1` or `on`.
 *
 * @param shape how an editor, which reads YAML's types, sees what can be written
 * @example
 * scalar(parseDuration, 'a duration such as 10s'); // "soon" is not a duration such as 10s.
 */
export function scalar<T extends {}>(
  read: (text: string) => T | null,
  wanted: string,
  shape: Shape = ANY_TEXT,
) {
  return z
    .unknown()
    .transform((input, context): T => {
      const value = typeof input === 'string' ? read(input) : null;
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message: refusal(input, wanted) });
      return z.NEVER;
    })
    .meta(shape);
}

/** Any text that is not blank. */
export const text = scalar(nonEmpty, 'a text');

/** A pattern to be searched for. */
export const pattern = text.transform((source, context): Pattern => {
  try {
    return parsePattern(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const message = `${JSON.stringify(source)} cannot be searched for: ${error.message}.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
});

/** One of a list of words, such as `fails` or `unaffected`. */
export function choice<T extends string>(words: readonly T[]) {
  return scalar((text) => words.find((word) => word === text) ?? null, `one of ${words.join(', ')}`, {
    enum: words,
  });
}

/** Whether something is so. */
export const flag = scalar(
  (text) => (text === 'true' || text === 'false' ? text : null),
  'one of true, false',
  {
    type: 'boolean',
  },
).transform((word) => word === 'true');

/** Several values of a kind. A key with nothing behind it is refused, because no value and no entries can differ. */
export function list<T extends z.ZodType>(item: T) {
  return z.array(item, { error: ({ input }) => refusal(input, 'a list such as [A, B], or [] for none') });
}

/** A mapping whose keys are known, each with its kind of value. One that is left empty or out has no keys. */
export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = Object.keys(shape).join(', ');
  return z.preprocess(
    (input) => (isNothing(input) ? {} : input instanceof Map ? Object.fromEntries(input) : input),
    z.strictObject(shape, {
      error: ({ code, input }) =>
        code === 'unrecognized_keys' ? `is no known key. Known here: ${known}.` : refusal(input, MAPPING),
    }),
  );
}

/** A mapping whose keys are names of the user's choice: it becomes a list of pairs, in the order of the file. */
export function named<T extends z.ZodType>(value: T) {
  return z.preprocess(
    (input) => (isNothing(input) ? new Map() : input),
    z
      .map(scalar(nonEmpty, 'a name'), value, {
        error: ({ code, input }) =>
          code === 'invalid_key' ? 'one of its keys is no name. Write text: value.' : refusal(input, MAPPING),
      })
      .transform((pairs) => [...pairs]),
  );
}

/** Whether a key or the whole file is absent or empty, or YAML's null stands there. */
export function isNothing(input: unknown): boolean {
  return input === undefined || input === null || input === '' || input === '~' || input === 'null';
}

/** The text, or null when it is blank. */
export function nonEmpty(text: string): string | null {
  return text.trim() === '' ? null : text;
}

const MAPPING = 'a mapping such as { key: value }';

function refusal(input: unknown, wanted: string): string {
  if (isNothing(input)) return `has no value. Write ${wanted}.`;
  if (typeof input === 'string') return `${JSON.stringify(input)} is not ${wanted}.`;
  return `a ${Array.isArray(input) ? 'list' : 'mapping'} is not ${wanted}.`;
}
