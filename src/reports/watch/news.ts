import { compareText } from '../../text/compare-text.js';
import type { OutageReport, SignatureGroup } from '../outage/outage-report.js';

/** OOPSes of a signature that should not have been there, or that is new since the outage. */
export interface NewsGroup extends SignatureGroup {
  readonly systems: readonly string[];
  readonly firstTime: string;
  readonly isUnexpected: boolean;
}

/** What somebody should look at, the latest to appear first: what was unexpected in the windows, and what is new since. */
export function listNews({ failureModes, systems }: OutageReport): NewsGroup[] {
  const unexpected = failureModes
    .filter(({ disposition }) => disposition === 'unexpected')
    .map((group): NewsGroup => ({ ...group, isUnexpected: true }));
  const known = new Set(unexpected.map(keyOf));
  const fresh = new Map<string, NewsGroup>();
  for (const { system, newSignatures } of systems) {
    for (const group of newSignatures) {
      const key = keyOf(group);
      if (known.has(key)) continue;
      const other = fresh.get(key);
      fresh.set(
        key,
        other ? join(other, group, system) : { ...group, systems: [system], isUnexpected: false },
      );
    }
  }
  return [...unexpected, ...fresh.values()].sort(
    (a, b) => compareText(b.firstTime, a.firstTime) || compareText(keyOf(a), keyOf(b)),
  );
}

function join(
  one: NewsGroup,
  other: SignatureGroup & { readonly firstTime: string },
  system: string,
): NewsGroup {
  const first = compareText(other.firstTime, one.firstTime) < 0 ? other : one;
  return {
    ...one,
    count: one.count + other.count,
    systems: [...one.systems, system],
    firstTime: first.firstTime,
    oopsIds: first.oopsIds,
  };
}

function keyOf({ type, value }: Pick<SignatureGroup, 'type' | 'value'>): string {
  return JSON.stringify([type, value]);
}
