import { createDisposer, type Disposer, type Disposition } from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { Knowledge } from '../../evidence/knowledge.js';
import { remember } from '../../evidence/remember.js';
import type { Outage } from '../../outages/outage.js';
import type { Lookups } from '../../store/lookups.js';
import type { OopsFact } from '../../store/oops-facts.js';
import { formatInstant } from '../../time/instant.js';
import { compareText } from '../compare-text.js';
import { TouchedTally } from '../touched.js';
import { CountedOopses } from './counted-oopses.js';
import type { DailyOutage, UnexpectedGroup } from './daily-report.js';

/** How many ids of an unexpected group are named. */
const IDS_KEPT = 10;

/** What becomes of an OOPS: left out for an outage, kept although a window claims it, or no window's business. */
export type Claim = 'suppressed' | 'kept' | 'unclaimed';

/** What is left out for outages, while the OOPSes go by. */
export interface OutageTally {
  add(fact: OopsFact, system: string): Claim;
  /** The outages that claimed OOPSes, and those of which `isShown` says so, by start. */
  list(isShown: (outage: Outage) => boolean): DailyOutage[];
}

interface OutageCounts extends Record<Disposition, number> {
  readonly disposer: Disposer;
  suppressed: number;
  kept: number;
  readonly touched: TouchedTally;
  readonly unexpectedBySignature: Map<number, CountedOopses>;
}

/**
 * Opens the accounts. What an OOPS means for its system follows from the whole outage, however little of it lies in the
 * period, so that a day says the same as its hours together.
 */
export function createOutageTally(knowledge: Knowledge): OutageTally {
  const { attributor, config, failures, lookups, outages } = knowledge;
  const byId = new Map(outages.map((outage) => [outage.id, outage]));
  const counts = new Map<string, OutageCounts>();
  const typeOf = remember((exceptionId: number) => lookups.exceptionById(exceptionId).type);

  function countsOf(id: string): OutageCounts {
    let found = counts.get(id);
    if (!found) {
      const outage = byId.get(id);
      if (!outage) throw new Error(`the window log has no outage ${id}`);
      found = emptyCounts(createDisposer(gatherEvidence(knowledge, outage), config));
      counts.set(id, found);
    }
    return found;
  }

  return {
    add(fact, system) {
      const { exceptionId, time, inexact, durationMs } = fact;
      const isOutageFailure = () => failures.isOutageFailure(system, exceptionId);
      const attribution = attributor.attribute({ system, time, inexact, durationMs }, isOutageFailure);
      if (!attribution) return 'unclaimed';
      const outage = countsOf(attribution.window.outage);
      outage.touched.add({ userId: fact.usernameId, urlId: fact.urlId, isRobot: fact.isBot });
      if (failures.isNeverSuppressed(exceptionId)) {
        outage.kept += 1;
        return 'kept';
      }
      const disposition = outage.disposer.dispositionOf(system, {
        window: attribution.window,
        time,
        type: typeOf(exceptionId),
        isOutageFailure: isOutageFailure(),
        isTolerated: failures.isTolerated(exceptionId),
      });
      suppress(outage, fact, disposition, lookups);
      return 'suppressed';
    },
    list: (isShown) =>
      outages
        .filter((outage) => counts.has(outage.id) || isShown(outage))
        .map((outage) => describeOutage(outage, counts.get(outage.id), knowledge)),
  };
}

function emptyCounts(disposer: Disposer): OutageCounts {
  return {
    disposer,
    suppressed: 0,
    kept: 0,
    expected: 0,
    background: 0,
    unexpected: 0,
    touched: new TouchedTally(),
    unexpectedBySignature: new Map(),
  };
}

function suppress(outage: OutageCounts, fact: OopsFact, disposition: Disposition, lookups: Lookups): void {
  outage.suppressed += 1;
  outage[disposition] += 1;
  if (disposition !== 'unexpected') return;
  const group = outage.unexpectedBySignature.get(fact.signatureId);
  if (group) group.add(fact, IDS_KEPT, lookups);
  else outage.unexpectedBySignature.set(fact.signatureId, new CountedOopses(fact));
}

function describeOutage(
  { id, title, start, end }: Outage,
  counts: OutageCounts | undefined,
  knowledge: Knowledge,
): DailyOutage {
  const touched = counts?.touched.counts;
  return {
    outage: id,
    title,
    start: formatInstant(start),
    end: end === null ? null : formatInstant(end),
    suppressed: counts?.suppressed ?? 0,
    expected: counts?.expected ?? 0,
    background: counts?.background ?? 0,
    unexpected: counts?.unexpected ?? 0,
    kept: counts?.kept ?? 0,
    userCount: touched?.users ?? 0,
    urlCount: touched?.urls ?? 0,
    unexpectedGroups: counts ? listUnexpected(counts, knowledge) : [],
  };
}

function listUnexpected({ unexpectedBySignature }: OutageCounts, { lookups }: Knowledge): UnexpectedGroup[] {
  return [...unexpectedBySignature]
    .map(([signatureId, oopses]) => {
      const { type, value } = lookups.signatureById(signatureId);
      return { type, value, count: oopses.count, oopsIds: oopses.list().map(lookups.oopsIdBySeq) };
    })
    .sort((a, b) => b.count - a.count || compareText(a.type, b.type) || compareText(a.value, b.value));
}
