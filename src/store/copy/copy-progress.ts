import { UserError } from '../../user-error.js';
import { KEPT_KINDS, type KeptKind } from '../kept.js';

/** How far a copy is: within which kind, and behind which part of it. */
export interface CopyPlace {
  /** `end`: all is there. */
  readonly kind: KeptKind | 'end';
  /** Absent: at its beginning. */
  readonly mark?: string;
}

/** Where a copy stands that has all. */
export const FINISHED: CopyPlace = { kind: 'end' };

/** As the store that is copied to keeps it. */
interface KeptProgress extends CopyPlace {
  readonly from: string;
}

/** Writes how far a copy of the store at an address is. */
export function writeProgress(from: string, place: CopyPlace): string {
  return JSON.stringify({ from, ...place } satisfies KeptProgress);
}

/** Reads it. Throws a UserError where it is that of a copy of another store. */
export function readProgress(
  progress: string,
  { from, to }: { readonly from: { readonly address: string }; readonly to: { readonly name: string } },
): CopyPlace {
  const { from: before, ...place } = JSON.parse(progress) as KeptProgress;
  if (before === from.address) return place;
  throw new UserError(`${to.name}: is a copy of ${before}. Name that one, or a new database to copy to.`);
}

/** The kinds that are left to be copied. */
export function kindsFrom({ kind }: CopyPlace): readonly KeptKind[] {
  return kind === 'end' ? [] : KEPT_KINDS.slice(KEPT_KINDS.indexOf(kind));
}
