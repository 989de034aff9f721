import { createDisposer, type Disposer, type Disposition } from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import { type Knowledge, remember } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import type { OopsFact } from '../../store/sqlite/blocks/facts.js';
import type { Lookups, PlacedOops } from '../../store/sqlite/tables/lookups.js';
import { compareText } from '../../text/compare-text.js';
import { formatInstant } from '../../time/instant.js';
import { TouchedTally } from '../touched.js';
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

/** How many OOPSes were added, in any order, and the first few of them by time: a list only where there are others. */
export class CountedOopses implements PlacedOops {
  count = 1;
  /** Of the first of all. */
  time: number;
  seq: number;
  #later: PlacedOops[] | null = null;

  constructor({ time, seq }: PlacedOops) {
    this.time = time;
    this.seq = seq;
  }

  /** Takes another one; no more than `most` are remembered. */
  add({ time, seq }: PlacedOops, most: number, { compareFacts }: Pick<Lookups, 'compareFacts'>): void {
    this.count += 1;
    let next: PlacedOops = { time, seq };
    if (compareFacts(next, this) < 0) {
      next = { time: this.time, seq: this.seq };
      this.time = time;
      this.seq = seq;
    }
    const later = this.#later ?? [];
    let place = later.length;
    while (place > 0 && compareFacts(next, later[place - 1] as PlacedOops) < 0) place--;
    if (place >= most - 1) return;
    later.splice(place, 0, next);
    if (later.length >= most) later.pop();
    this.#later = later;
  }

  /** The numbers of the first few in the database. */
  list(): number[] {
    return [this.seq, ...(this.#later ?? []).map(({ seq }) => seq)];
  }
}
