import { millisecondsInWeek } from 'date-fns/constants';
import { judgeTrends } from '../../analysis/trends.js';
import type { UsualCounts } from '../../evidence/usual-counts.js';
import type { Lookups } from '../../store/sqlite/tables/lookups.js';
import type { SightingTimes } from '../../store/sqlite/tables/signatures.js';
import { compareText } from '../../text/compare-text.js';
import type { DailyGroup, GoneSignature } from './daily-report.js';
import type { SummaryTally } from './summary-tally.js';

/** A signature that is seen again after so long has returned. In milliseconds: 7 days. */
const QUIET = millisecondsInWeek;

/** How many signatures that are gone are listed. */
const GONE_LISTED = 10;

/** What is known of how often the signatures of a period are seen otherwise. */
export interface Trends {
  trendOf(signatureIds: ReadonlySet<number>): Pick<DailyGroup, 'isNew' | 'trend' | 'lastSeen' | 'usual'>;
  /** What was seen in the period before and is not seen now, beyond chance; the most frequent first. */
  listGone(lookups: Lookups): GoneSignature[];
}

/** What the trends of a period are judged by. */
export interface TrendBasis {
  /** The start of the period. */
  readonly from: number;
  /** How much of the period was observed in normal service, in milliseconds. */
  readonly observedMs: number;
  readonly usual: UsualCounts;
  readonly times: SightingTimes;
  readonly alpha: number;
}

/**
 * Judges how often signatures are seen against the same hours of the same weekdays. Only groups that are counted by
 * signature, and whole, can be: time-outs are counted by statement, and pages not found only in part.
 */
export function findTrends(
  tally: SummaryTally,
  { from, observedMs, usual, times, alpha }: TrendBasis,
): Trends {
  const counts = countBySignature(tally);
  const { sameWeekdays, before } = usual;
  const judged = judgeTrends(
    [...counts].map(([signatureId, count]) => ({
      now: { count, ms: observedMs },
      usual: { count: sameWeekdays.bySignature.get(signatureId) ?? 0, ms: sameWeekdays.ms },
    })),
    alpha,
  );
  const trends = new Map(
    [...counts.keys()].map((signatureId, index) => [signatureId, judged[index] ?? null]),
  );

  return {
    trendOf(signatureIds) {
      const ids = [...signatureIds];
      const last = Math.max(...ids.map((id) => times.lastBefore(id, from) ?? Number.NEGATIVE_INFINITY));
      const isNew = last === Number.NEGATIVE_INFINITY;
      const [only = 0] = ids;
      const compared = ids.length === 1 ? (trends.get(only) ?? null) : null;
      const expected = ((sameWeekdays.bySignature.get(only) ?? 0) * observedMs) / sameWeekdays.ms;
      const trend = isNew ? 'new' : last <= from - QUIET ? 'returned' : compared;
      return {
        isNew,
        trend,
        lastSeen: isNew ? null : new Date(last).toISOString(),
        usual: trend === 'rising' || trend === 'falling' ? Number(expected.toPrecision(3)) : null,
      };
    },
    listGone(lookups) {
      const gone = [...before.bySignature].filter(([signatureId]) => !tally.signatureIds.has(signatureId));
      const verdicts = judgeTrends(
        gone.map(([, count]) => ({ now: { count: 0, ms: observedMs }, usual: { count, ms: before.ms } })),
        alpha,
      );
      return gone
        .filter((_, index) => verdicts[index] === 'falling')
        .map(([signatureId, count]) => {
          const { type, value } = lookups.signatureById(signatureId);
          return { type, value, count };
        })
        .sort((a, b) => b.count - a.count || compareText(a.type, b.type) || compareText(a.value, b.value))
        .slice(0, GONE_LISTED);
    },
  };
}

/** How often each signature is reported in the sections that are counted by signature, and whole. */
function countBySignature({ sections }: SummaryTally): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { spec, groups } of sections) {
    if (spec.groupedBy !== 'signature' || spec.localReferrersOnly) continue;
    for (const { signatureId, rows } of groups) {
      counts.set(signatureId, (counts.get(signatureId) ?? 0) + rows.length);
    }
  }
  return counts;
}
