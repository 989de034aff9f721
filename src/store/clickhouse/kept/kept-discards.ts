import { compareCodePoints } from '../../../text/compare-text.js';
import type { Discard } from '../../records.js';

/** What a source said of discards, with each minute, reporter and reason once, and in their order. */
export function inOneForm(discards: readonly Discard[]): Discard[] {
  const said = new Map<string, Discard>();
  for (const discard of discards) {
    const { reporter, reason, minute } = discard;
    const key = JSON.stringify([minute, reporter, reason]);
    said.set(key, { ...discard, count: (said.get(key)?.count ?? 0) + discard.count });
  }
  return [...said.values()].sort(
    (a, b) =>
      a.minute - b.minute ||
      compareCodePoints(a.reporter, b.reporter) ||
      compareCodePoints(a.reason, b.reason),
  );
}
