import { directionOf, judgeAgainstAll, judgeTrends, type Trend } from '../../../analysis/trends.js';
import type { DayFindings } from '../../../evidence/day/day-findings.js';
import type { SignatureCounts } from '../../../evidence/usual/usual-counts.js';
import type { Summary } from '../../../store/questions/summary.js';
import type { TrackedSignature } from '../../../store/sighted-oops.js';
import { compareText } from '../../../text/compare-text.js';
import { millisecondsInWeek } from '../../../time/lengths.js';
import type { DailyGroup } from '../daily-report.js';

/** A signature that is seen again after so long has returned. In milliseconds: 7 days. */
const QUIET = millisecondsInWeek;

/** What is known of how often the signatures of a period are seen otherwise. */
export interface Trends {
  trendOf(
    signatures: readonly TrackedSignature[],
  ): Pick<DailyGroup, 'isNew' | 'trend' | 'lastSeen' | 'usual'>;
  /** What was seen in the period before and is not seen now, beyond chance; the most frequent first. */
  readonly gone: readonly TrackedSignature[];
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
 * Judges how often signatures are seen: against the period before and against the same hours of the same weekdays, where
 * both are known, and a rise or fall has to stand against both. Only groups that are counted by signature, and whole, can
 * be: time-outs are counted by statement, and pages not found only in part.
 */
export function findTrends(
  findings: Pick<DayFindings, 'summary' | 'usual' | 'lastSeen'>,
  basis: TrendBasis,
): Trends {
  const { usual, lastSeen } = findings;
  const { from, observedMs } = basis;
  const directions = judgeDirections(findings, basis);
  // What is to be expected says the longer of the two.
  const expected = usual.sameWeekdays.ms > 0 ? usual.sameWeekdays : usual.before;

  return {
    trendOf(signatures) {
      const last = signatures.reduce(
        (latest, signature) => Math.max(latest, lastSeen.get(signature) ?? Number.NEGATIVE_INFINITY),
        Number.NEGATIVE_INFINITY,
      );
      const isNew = last === Number.NEGATIVE_INFINITY;
      const [only] = signatures;
      const direction = only && signatures.length === 1 ? (directions.get(only) ?? null) : null;
      const usually = only ? (expected.bySignature.get(only) ?? 0) : 0;
      const trend: Trend | null = isNew ? 'new' : last <= from - QUIET ? 'returned' : direction;
      return {
        isNew,
        trend,
        lastSeen: isNew ? null : new Date(last).toISOString(),
        usual:
          trend === 'rising' || trend === 'falling'
            ? Number(((usually * observedMs) / expected.ms).toPrecision(3))
            : null,
      };
    },
    gone: findGone(findings, basis),
  };
}

/** Which signatures rise or fall against all that is known. */
function judgeDirections(
  { summary, usual: { before, sameWeekdays, weekBefore } }: Pick<DayFindings, 'summary' | 'usual'>,
  { observedMs, alpha }: TrendBasis,
): Map<TrackedSignature, 'rising' | 'falling' | null> {
  const counts = [...countBySignature(summary)];
  const compare = (signature: TrackedSignature, count: number, { bySignature, ms }: SignatureCounts) => ({
    now: { count, ms: observedMs },
    usual: { count: bySignature.get(signature) ?? 0, ms },
  });
  const judged = judgeAgainstAll(
    counts.map(([signature, count]) =>
      [before, sameWeekdays].map((other) => compare(signature, count, other)),
    ),
    alpha,
  );
  return new Map(
    counts.map(([signature, count], index) => {
      const direction = judged[index] ?? null;
      // Four weeks can hide that it has been so since the last one.
      const isSince =
        weekBefore !== null &&
        weekBefore.ms > 0 &&
        directionOf(compare(signature, count, weekBefore)) !== direction;
      return [signature, isSince ? null : direction];
    }),
  );
}

function findGone(
  { summary, usual: { before } }: Pick<DayFindings, 'summary' | 'usual'>,
  { observedMs, alpha }: TrendBasis,
): TrackedSignature[] {
  const gone = [...before.bySignature].filter(([signature]) => !summary.signatures.has(signature));
  const verdicts = judgeTrends(
    gone.map(([, count]) => ({ now: { count: 0, ms: observedMs }, usual: { count, ms: before.ms } })),
    alpha,
  );
  return gone
    .filter((_, index) => verdicts[index] === 'falling')
    .sort(([a, often], [b, seldom]) => {
      return seldom - often || compareText(a.type, b.type) || compareText(a.value, b.value);
    })
    .map(([signature]) => signature);
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
