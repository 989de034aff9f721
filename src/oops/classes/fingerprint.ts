import type { Oops } from '../oops.js';

/** What the writer of an event says tells its group from others. */
interface Fingerprint {
  /** Its parts in one line, without the place of the default. */
  readonly text: string;
  /** Whether it tells groups apart within what would be one by default, or makes the group alone. */
  readonly refinesDefault: boolean;
}

/** A part that stands for something else: `{{ error.type }}`. Source: docs.sentry.io, fingerprint rules, variables. */
const VARIABLE = /^\{\{\s*(\S+?)\s*\}\}$/;

/**
 * Reads what an event says of its group. A part that is `{{ default }}` refines what the group would be by default;
 * `{{ type }}`, `{{ error.type }}`, `{{ value }}` and `{{ error.value }}` are filled in, where unknown with `<no-type>` and
 * `<no-value>`; all other parts stay as they are. Null where there is none, or nothing but the default.
 *
 * @example
 * readFingerprint({ type: 'IOError', value: null, fingerprint: ['{{ type }}', 'upload'] });
 * // { text: 'IOError · upload', refinesDefault: false }
 */
export function readFingerprint({
  type,
  value,
  fingerprint,
}: Pick<Oops, 'type' | 'value' | 'fingerprint'>): Fingerprint | null {
  const parts = (fingerprint ?? []).map((part) => ({ part, variable: VARIABLE.exec(part)?.[1] }));
  const own = parts.filter(({ variable }) => variable !== 'default');
  if (own.length === 0) return null;
  const text = own.map(({ part, variable }) => {
    if (variable === 'type' || variable === 'error.type') return type ?? '<no-type>';
    if (variable === 'value' || variable === 'error.value') return value ?? '<no-value>';
    return part;
  });
  return { text: inOneLine(text.join(' · ')), refinesDefault: own.length < parts.length };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
