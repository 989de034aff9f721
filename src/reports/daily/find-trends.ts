import { judgeTrends } from '../../analysis/trends.js';
import type { DayFindings } from '../../evidence/day/day-findings.js';
import type { TrackedSignature } from '../../store/sighted-oops.js';
import type { Summary } from '../../store/summary.js';
import { compareText } from '../../text/compare-text.js';
import { millisecondsInWeek } from '../../time/lengths.js';
import type { DailyGroup, GoneSignature } from './daily-report.js';

/** A signature that is seen again after so long has returned. In milliseconds: 7 days. */
const QUIET = millisecondsInWeek;

/** How many signatures that are gone are listed. */
const GONE_LISTED = 10;

/** What is known of how often the signatures of a period are seen otherwise. */
export interface Trends {
  trendOf(
    signatures: readonly TrackedSignature[],
  ): Pick<DailyGroup, 'isNew' | 'trend' | 'lastSeen' | 'usual'>;
  /** What was seen in the period before and is not seen now, beyond chance; the most frequent first. */
  listGone(): GoneSignature[];
}

/** What the trends of a period are judged by. */
export interface TrendBasis {
  /** The start of the period. */
  readonly from: number;
  /** How much of the period was observed in normal service, in milliseconds. */
  readonly observedMs: number;
  readonly alpha: number;
}

/**
 * Judges how often signatures are seen against the same hours of the same weekdays. Only groups that are counted by
 * signature, and whole, can be: time-outs are counted by statement, and pages not found only in part.
 */
export function findTrends(
  { summary, usual, lastSeen }: Pick<DayFindings, 'summary' | 'usual' | 'lastSeen'>,
  { from, observedMs, alpha }: TrendBasis,
): Trends {
  const counts = countBySignature(summary);
  const { sameWeekdays, before } = usual;
  const judged = judgeTrends(
    [...counts].map(([signature, count]) => ({
      now: { count, ms: observedMs },
      usual: { count: sameWeekdays.bySignature.get(signature) ?? 0, ms: sameWeekdays.ms },
    })),
    alpha,
  );
  const trends = new Map([...counts.keys()].map((signature, index) => [signature, judged[index] ?? null]));

  return {
    trendOf(signatures) {
      const last = signatures.reduce(
        (latest, signature) => Math.max(latest, lastSeen.get(signature) ?? Number.NEGATIVE_INFINITY),
        Number.NEGATIVE_INFINITY,
      );
      const isNew = last === Number.NEGATIVE_INFINITY;
      const [only] = signatures;
      const compared = only && signatures.length === 1 ? (trends.get(only) ?? null) : null;
      const usually = only ? (sameWeekdays.bySignature.get(only) ?? 0) : 0;
      const expected = (usually * observedMs) / sameWeekdays.ms;
      const trend = isNew ? 'new' : last <= from - QUIET ? 'returned' : compared;
      return {
        isNew,
        trend,
        lastSeen: isNew ? null : new Date(last).toISOString(),
        usual: trend === 'rising' || trend === 'falling' ? Number(expected.toPrecision(3)) : null,
      };
    },
    listGone() {
      const gone = [...before.bySignature].filter(([signature]) => !summary.signatures.has(signature));
      const verdicts = judgeTrends(
        gone.map(([, count]) => ({ now: { count: 0, ms: observedMs }, usual: { count, ms: before.ms } })),
        alpha,
      );
      return gone
        .filter((_, index) => verdicts[index] === 'falling')
        .map(([{ type, value }, count]) => ({ type, value, count }))
        .sort((a, b) => b.count - a.count || compareText(a.type, b.type) || compareText(a.value, b.value))
        .slice(0, GONE_LISTED);
    },
  };
}

/** How often each signature is reported in the sections that are counted by signature, and whole. */
function countBySignature({ sections }: Summary): Map<TrackedSignature, number> {
  const counts = new Map<TrackedSignature, number>();
  for (const { id, signatureCounts } of sections) {
    if (id === 'pages-not-found') continue;
    for (const [signature, count] of signatureCounts) {
      counts.set(signature, (counts.get(signature) ?? 0) + count);
    }
  }
  return counts;
}
