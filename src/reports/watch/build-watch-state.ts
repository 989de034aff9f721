import type { OutageEvidence } from '../../analysis/evidence.js';
import { createDeliveryLag } from '../../config/delivery-lag.js';
import { knownUntil, type LagOf, observedUntil } from '../../evidence/observed-until.js';
import { gatherOutageFindings } from '../../evidence/outage-findings.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import type { Source } from '../../store/records.js';
import { buildOutageReport } from '../outage/build-outage-report.js';
import { countTimes } from '../outage/charts/data/count-system.js';
import type { Freshness, Rates, WatchState } from './watch-state.js';

/** How far back rates go, in seconds. */
const SECONDS_KEPT = 600;

/** Tells how an outage stands now, by what its report is made from. */
export async function buildWatchState(
  context: ReportContext,
  outage: Outage,
  now: number,
): Promise<WatchState> {
  const findings = await gatherOutageFindings(context, outage);
  const sources = await context.data.sources();
  return {
    report: buildOutageReport(context, findings),
    freshness: measureFreshness(sources, createDeliveryLag(context.config)),
    rates: measureRates(findings.evidence, endOfRates(context, outage, sources, now)),
    watchedUntil: outage.end === null ? null : endOfWatch(context, outage.end),
  };
}

function measureFreshness(sources: readonly Source[], lagOf: LagOf): Freshness {
  const until = observedUntil(sources, lagOf);
  const holder = sources.find((source) => knownUntil(source, lagOf) === until);
  if (holder) return { until, readAt: holder.readUntil, heldBackBy: holder.path };
  return { until, readAt: until, heldBackBy: null };
}

/**
 * Up to where nearly all is there that was written: what belongs to the windows counts as soon as it is loaded, what came
 * after them once it is known.
 */
function endOfRates(
  { config, observedUntil }: ReportContext,
  { end }: Outage,
  sources: readonly Source[],
  now: number,
): number {
  const lastReadAt = sources.reduce((last, source) => Math.max(last, source.lastReadAt), 0);
  const settled = Math.min(now, lastReadAt) - config.settlingTime;
  if (end === null) return settled;
  const { clockTolerance, recoveryGrace } = config.attribution;
  return Math.min(settled, Math.max(observedUntil, end + clockTolerance + recoveryGrace));
}

function measureRates({ systems }: OutageEvidence, end: number): Rates {
  const steps = { span: { start: end - SECONDS_KEPT * 1000, end }, seconds: 1 };
  return {
    end,
    systems: systems.map(({ system, attributed, afterwards }) => {
      const late = [...attributed, ...afterwards].filter(({ time }) => time >= steps.span.start);
      return {
        system,
        perSecond: countTimes(
          Array.from(new Set(late), ({ time }) => time),
          steps,
        ),
      };
    }),
  };
}

function endOfWatch({ config: { attribution, verdict } }: ReportContext, end: number): number {
  return end + attribution.clockTolerance + attribution.recoveryGrace + verdict.observation;
}
