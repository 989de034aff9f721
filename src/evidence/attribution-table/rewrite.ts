import { disposeSightings } from '../../analysis/disposition.js';
import { windowReach } from '../../analysis/window-scope.js';
import type { Config } from '../../config/config.js';
import type { Outage } from '../../outages/outage.js';
import { type Db, writeTransaction } from '../../store/sqlite/database.js';
import {
  type AttributionWriter,
  describeArrivals,
  exceptionIdOf,
  openAttributionWriter,
  readAttributionBasis,
} from '../../store/sqlite/tables/attributions.js';
import { type Interval, overlaps } from '../../time/interval.js';
import { gatherEvidence } from '../gather-evidence.js';
import { gatherKnowledge, type Knowledge } from '../report-context.js';
import { type Basis, basisOf } from './basis.js';

/** Computes anew what may have changed of the stored attributions, see `refreshAttributions`. */
export function rewriteAttributions(db: Db, config: Config): void {
  writeTransaction(db, () => {
    const knowledge = gatherKnowledge(db, config, null);
    const basis = basisOf(knowledge);
    const writer = openAttributionWriter(db);
    const stale = staleOutages(knowledge, basis);
    if (stale === 'all') writer.clearAll();
    for (const outage of stale === 'all' ? knowledge.outages : stale) {
      if (stale !== 'all') writer.clear(outage.id);
      writeOutage(knowledge, outage, writer);
    }
    writer.finish(JSON.stringify(basis));
  });
}

/** The outages of which something may have changed since the table was written. */
function staleOutages(knowledge: Knowledge, basis: Basis): readonly Outage[] | 'all' {
  const { db, outages } = knowledge;
  const text = readAttributionBasis(db);
  if (text === undefined) return 'all';
  const before = JSON.parse(text) as Basis;
  if (before.rules !== basis.rules || before.firstTime !== basis.firstTime) return 'all';
  const arrivals = describeArrivals(db, before.lastSeq);
  if (before.count + (arrivals?.count ?? 0) !== basis.count) return 'all';
  return outages.filter(
    (outage) =>
      outage.windows.some(({ end }) => end === null) ||
      (arrivals !== null && overlaps(arrivals.span, spanOf(outage, knowledge))),
  );
}

/** From the start of the baseline to the end of the last window's reach: what decides about an outage's OOPSes. */
function spanOf({ windows }: Outage, { config }: Knowledge): Interval {
  const reaches = windows.map((window) => windowReach(window, config.attribution));
  return {
    start: Math.min(...reaches.map(({ start }) => start)) - config.verdict.baseline,
    end: Math.max(...reaches.map(({ end }) => end)),
  };
}

function writeOutage(knowledge: Knowledge, outage: Outage, writer: AttributionWriter): void {
  const { db, config, failures } = knowledge;
  const exceptionOf = exceptionIdOf(db);
  for (const { sightings } of disposeSightings(gatherEvidence(knowledge, outage), config)) {
    for (const { sighting, disposition } of sightings) {
      const { oopsId, window, relation } = sighting;
      writer.add(oopsId, {
        outage: outage.id,
        phase: window.phase,
        relation,
        disposition,
        isSuppressed: !failures.isNeverSuppressed(exceptionOf(oopsId)),
      });
    }
  }
}
