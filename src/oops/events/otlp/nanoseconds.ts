import type { DocumentObject, DocumentValue } from '../../formats/document-value.js';
import { fieldOf } from './fields.js';

/** More does not fit into the protocol's field: it is the year 2554. */
const LATEST = 2n ** 64n - 1n;

/** The first of some fields that holds nanoseconds since the Unix epoch; null where they are absent, 0, or no number. */
export function nanosecondsOf(message: DocumentObject, ...names: readonly string[]): bigint | null {
  for (const name of names) {
    const nanoseconds = nanosecondsFrom(fieldOf(message, name));
    if (nanoseconds !== null) return nanoseconds;
  }
  return null;
}

/** The whole milliseconds that had passed. */
export function wholeMilliseconds(nanoseconds: bigint | null): number | null {
  return nanoseconds === null ? null : Number(nanoseconds / 1_000_000n);
}

/** How long something took, in seconds; null where it is not known, or ended before it began. */
export function secondsBetween(start: bigint | null, end: bigint | null): number | null {
  return start === null || end === null || end < start ? null : Number(end - start) / 1e9;
}

/** A number or, as its digits are too many for one, a text. */
function nanosecondsFrom(value: DocumentValue): bigint | null {
  if (typeof value === 'number') return Number.isFinite(value) ? possible(BigInt(Math.floor(value))) : null;
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? possible(BigInt(value)) : null;
}

function possible(nanoseconds: bigint): bigint | null {
  return nanoseconds > 0n && nanoseconds <= LATEST ? nanoseconds : null;
}
