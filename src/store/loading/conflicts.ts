/** Why a report is refused whose id another one has. */
export function conflictReason(id: string, path: string): string {
  return `${CONFLICT}${id}: ${path}`;
}

/** What all of these reasons begin with. */
export const CONFLICT = 'another report has its id ';

/**
 * Makes what tells whether a report was refused because another one has one of these ids, compared without regard to case.
 *
 * @example
 * isRefusedForOneOf(new Set(['OOPS-1A1']))(conflictReason('oops-1a1', '/a/1')); // true
 */
export function isRefusedForOneOf(ids: ReadonlySet<string>): (reason: string) => boolean {
  const wanted = new Set([...ids].map((id) => id.toUpperCase()));
  return (reason) => {
    if (!reason.startsWith(CONFLICT)) return false;
    // An id can hold a colon itself.
    const parts = reason.slice(CONFLICT.length).toUpperCase().split(': ');
    return parts.some((_, index) => wanted.has(parts.slice(0, index + 1).join(': ')));
  };
}
