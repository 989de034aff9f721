import type { Signature } from '../oops/oops.js';

/**
 * Writes a signature so that the filter `signature` finds it and no other: case counts, and `*` is a star.
 *
 * @example
 * writeExactSignature({ type: 'KeyError', value: 'a*' }); // '["KeyError","a*"]'
 */
export function writeExactSignature({ type, value }: Signature): string {
  return JSON.stringify([type, value]);
}

/** Reads what `writeExactSignature` wrote; null for any other text. */
export function readExactSignature(text: string): Signature | null {
  if (!/^\s*\[\s*"/.test(text)) return null;
  try {
    const [type, value, ...others] = JSON.parse(text) as unknown[];
    if (typeof type !== 'string' || typeof value !== 'string' || others.length > 0) return null;
    return { type, value };
  } catch {
    return null;
  }
}
