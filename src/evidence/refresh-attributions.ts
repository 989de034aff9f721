import { hash } from 'node:crypto';
import { disposeSightings } from '../analysis/disposition.js';
import { windowReach } from '../analysis/window-reach.js';
import type { Config } from '../config/config.js';
import type { Outage } from '../outages/outage.js';
import {
  type AttributionWriter,
  describeArrivals,
  exceptionIdOf,
  openAttributionWriter,
  readAttributionBasis,
  readStoreState,
  type StoreState,
} from '../store/attribution-store.js';
import type { Db } from '../store/open-database.js';
import { writeTransaction } from '../store/write-transaction.js';
import { type Interval, overlaps } from '../time/interval.js';
import { gatherEvidence } from './gather-evidence.js';
import { gatherKnowledge, type Knowledge } from './knowledge.js';

/** What the stored attributions were computed from. */
interface Basis extends StoreState {
  /** The window log and all of the config that has a say. */
  readonly rules: string;
  /** Until when the store had observed; null when no window is open, for then it has no say. */
  readonly observedUntil: number | null;
}

/**
 * Brings the table behind the view `attributed_oops` up to date: reports compute attributions each time, SQL reads them
 * from there. Does nothing when neither OOPSes nor log nor config have changed since. OOPSes that only came in addition
 * make anew the outages that they can matter to: those whose windows they touch, or whose baseline.
 */
export function refreshAttributions(db: Db, config: Config): void {
  if (readAttributionBasis(db) === JSON.stringify(basisOf(gatherKnowledge(db, config, null)))) return;
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

function basisOf({ db, config, windows, observedUntil }: Knowledge): Basis {
  const { systems, expectedFailures, toleratedFailures, neverSuppress, attribution, verdict } = config;
  const rules = {
    windows,
    systems,
    expectedFailures,
    toleratedFailures,
    neverSuppress,
    attribution,
    verdict,
  };
  return {
    ...readStoreState(db),
    rules: hash('sha1', JSON.stringify(rules, writePattern)),
    observedUntil: windows.some(({ end }) => end === null) ? observedUntil : null,
  };
}

/** A regular expression as its text: JSON has none. */
function writePattern(_: string, value: unknown): unknown {
  return value instanceof RegExp ? String(value) : value;
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
