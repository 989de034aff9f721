import { DISPOSITIONS, disposeSightings } from '../../analysis/disposition.js';
import { windowReach } from '../../analysis/window-scope.js';
import type { Config } from '../../config/config.js';
import type { Outage } from '../../outages/outage.js';
import type { AttributionWriter, Store } from '../../store/store.js';
import { type Interval, overlaps } from '../../time/interval.js';
import { gatherEvidence } from '../gather-evidence.js';
import { gatherReportContext, type ReportContext } from '../report-context.js';
import { type Basis, basisOf } from './basis.js';

/** Computes anew what may have changed of the stored attributions, see `refreshAttributions`. */
export async function rewriteAttributions(
  store: Pick<Store, 'changeAttributions'>,
  config: Config,
): Promise<void> {
  await store.changeAttributions(async (data, writer) => {
    const context = await gatherReportContext(data, config, null);
    const basis = await basisOf(context);
    const stale = await staleOutages(context, basis);
    if (stale === 'all') writer.clearAll();
    for (const outage of stale === 'all' ? context.outages : stale) {
      if (stale !== 'all') writer.clear(outage.id);
      await writeOutage(context, outage, writer);
    }
    writer.finish(JSON.stringify(basis));
  });
}

/** The outages of which something may have changed since the table was written. */
async function staleOutages(
  { data, config, outages }: ReportContext,
  basis: Basis,
): Promise<readonly Outage[] | 'all'> {
  const text = await data.attributionBasis();
  if (text === undefined) return 'all';
  const before = JSON.parse(text) as Basis;
  if (before.rules !== basis.rules || before.firstTime !== basis.firstTime) return 'all';
  const arrivals = await data.arrivalsSince(before.mark);
  if (before.count + (arrivals?.count ?? 0) !== basis.count) return 'all';
  return outages.filter(
    (outage) =>
      outage.windows.some(({ end }) => end === null) ||
      (arrivals !== null && overlaps(arrivals.span, spanOf(outage, config))),
  );
}

/** From the start of the baseline to the end of the last window's reach: what decides about an outage's OOPSes. */
function spanOf({ windows }: Outage, config: Config): Interval {
  const reaches = windows.map((window) => windowReach(window, config.attribution));
  return {
    start: Math.min(...reaches.map(({ start }) => start)) - config.verdict.baseline,
    end: Math.max(...reaches.map(({ end }) => end)),
  };
}

async function writeOutage(context: ReportContext, outage: Outage, writer: AttributionWriter): Promise<void> {
  const evidence = await gatherEvidence(context, outage);
  for (const { sightings } of disposeSightings(evidence, context.config)) {
    for (const disposition of DISPOSITIONS) {
      for (const { oopsId, time, window, relation, isNeverSuppressed } of sightings[disposition]) {
        writer.add(
          { id: oopsId, time },
          {
            outage: outage.id,
            phase: window.phase,
            relation,
            disposition,
            isSuppressed: !isNeverSuppressed,
          },
        );
      }
    }
  }
}
