import type { DayFindings } from '../../../evidence/day/day-findings.js';
import type { ComparedCounts } from '../../../evidence/usual/usual-counts.js';
import type { SummarisedSection } from '../../../store/questions/summary.js';
import type { TrackedSignature } from '../../../store/sighted-oops.js';
import { compareText } from '../../../text/compare-text.js';
import { formatInstant } from '../../../time/instant.js';
import type { ChangedGroup, ChangeKind, ComparedPeriod, DailyChanges } from '../daily-report.js';
import type { Trends } from './find-trends.js';

/** How many changes of a kind are listed: the first of them are the largest. */
const LISTED = 50;

const KIND_OF_TREND = { new: 'new', returned: 'back', rising: 'rising', falling: 'falling' } as const;

/**
 * Lists what is new, rising, back, falling and gone in a period, whether or not a section has room for it. What several
 * sections have is one change. Where the store begins within the period, nothing can be called new.
 */
export function listChanges(
  { summary: { sections }, usual }: Pick<DayFindings, 'summary' | 'usual'>,
  trends: Trends,
  knowsWhatIsNew: boolean,
): DailyChanges {
  const { before, weekBefore } = usual;
  const all: Record<ChangeKind, ChangedGroup[]> = { new: [], rising: [], back: [], falling: [], gone: [] };
  const describe = (
    { section, type, value, count }: Pick<ChangedGroup, 'section' | 'type' | 'value' | 'count'>,
    signatures: readonly TrackedSignature[],
    lastSeen: string | null,
  ): ChangedGroup => ({
    ...{ section, type, value, count },
    before: countOf(signatures, before),
    sameWeekday: weekBefore && countOf(signatures, weekBefore),
    lastSeen,
  });
  for (const group of mergeGroups(sections)) {
    const { trend, lastSeen } = trends.trendOf(group.signatures);
    if (trend === null || (trend === 'new' && !knowsWhatIsNew)) continue;
    all[KIND_OF_TREND[trend]].push(describe(group, group.signatures, lastSeen));
  }
  for (const signature of trends.gone) {
    const { type, value } = signature;
    all.gone.push(describe({ section: null, type, value, count: 0 }, [signature], null));
  }
  const largest = (groups: readonly ChangedGroup[]) => [...groups].sort(compareChanges).slice(0, LISTED);
  return {
    before: describePeriod(before),
    sameWeekday: weekBefore && describePeriod(weekBefore),
    counts: {
      new: all.new.length,
      rising: all.rising.length,
      back: all.back.length,
      falling: all.falling.length,
      gone: all.gone.length,
    },
    new: largest(all.new),
    rising: largest(all.rising),
    back: largest(all.back),
    falling: largest(all.falling),
    gone: largest(all.gone),
  };
}

/** A group of one section, or of several that count the same signature. */
interface MergedGroup extends Pick<ChangedGroup, 'section' | 'type' | 'value'> {
  count: number;
  readonly signatures: readonly TrackedSignature[];
}

/** The groups of all sections, those that a section is too short to describe as well. */
function mergeGroups(sections: readonly SummarisedSection[]): MergedGroup[] {
  const bySignature = new Map<TrackedSignature, MergedGroup>();
  const others: MergedGroup[] = [];
  for (const { id: section, groups, signatureCounts } of sections) {
    for (const [signature, count] of signatureCounts) {
      const { type, value } = signature;
      const known = bySignature.get(signature);
      if (known) known.count += count;
      else bySignature.set(signature, { section, type, value, count, signatures: [signature] });
    }
    if (signatureCounts.size > 0) continue;
    for (const { type, value, count, signatures } of groups)
      others.push({ section, type, value, count, signatures });
  }
  return [...bySignature.values(), ...others];
}

/** How often signatures were seen in another period; null where nothing of it is known. */
function countOf(
  signatures: readonly TrackedSignature[],
  { bySignature, ms }: ComparedCounts,
): number | null {
  if (ms === 0) return null;
  return signatures.reduce((sum, signature) => sum + (bySignature.get(signature) ?? 0), 0);
}

function describePeriod({ interval, ms }: ComparedCounts): ComparedPeriod {
  return { from: formatInstant(interval.start), to: formatInstant(interval.end), observedSeconds: ms / 1000 };
}

/** What is seen most first; of what is gone, what was. */
function compareChanges(a: ChangedGroup, b: ChangedGroup): number {
  return (
    b.count - a.count ||
    (b.before ?? 0) - (a.before ?? 0) ||
    compareText(a.type, b.type) ||
    compareText(a.value, b.value)
  );
}
