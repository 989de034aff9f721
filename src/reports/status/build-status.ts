import { tallyDiscards } from '../../analysis/discards.js';
import type { Config } from '../../config/config.js';
import { createDeliveryLag } from '../../config/delivery-lag.js';
import { knownUntil, type LagOf, observedUntil } from '../../evidence/observed-until.js';
import { reconcilePlans } from '../../outages/reconcile-plans.js';
import { isForgotten, type OutageWindow } from '../../outages/window.js';
import type { Source } from '../../store/records.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatInstant } from '../../time/instant.js';
import { millisecondsInDay } from '../../time/lengths.js';
import type { OpenOutage, SourceStatus, StatusReport } from './status.js';

export interface StatusQuestion {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly now: number;
  /** How far what is known may be behind, in milliseconds; null: nobody says. */
  readonly maxLag: number | null;
}

/** Tells how the data stands. It goes through no OOPS, so that a store of any size answers at once. */
export async function buildStatus(
  data: Snapshot,
  config: Config,
  { now, maxLag }: StatusQuestion,
): Promise<StatusReport> {
  const lagOf = createDeliveryLag(config);
  const sources = await data.sources();
  const until = observedUntil(sources, lagOf);
  const { count } = await data.state();
  const totals = await data.totals();
  const open = listOpenOutages(await data.windows(), config.attribution.openWindowCap, now);
  return {
    kind: 'status',
    at: formatInstant(now),
    oopses: count,
    lastTime: instantOrNull(totals.lastTime),
    observedUntil: instantOrNull(until),
    lagSeconds: secondsSince(until, now),
    maxLagSeconds: maxLag === null ? null : maxLag / 1000,
    isLate: maxLag === null ? null : until === null || now - until > maxLag,
    sources: sources.map((source) => describeSource(source, lagOf, until, now)),
    rejects: totals.rejects,
    discarded: totals.discarded,
    discardedLately: tallyDiscards(await data.discards({ start: now - millisecondsInDay, end: now })),
    openWindows: open.map(({ outage }) => outage),
    openOutages: open,
    databaseBytes: totals.bytes,
    heldBackLog: totals.heldBack,
  };
}

function describeSource(source: Source, lagOf: LagOf, until: number | null, now: number): SourceStatus {
  const { path, kind, lastReadAt, readUntil, hasGrown } = source;
  const known = knownUntil(source, lagOf);
  return {
    path,
    kind,
    lastReadAt: formatInstant(lastReadAt),
    knownUntil: instantOrNull(known),
    lagSeconds: secondsSince(known, now),
    holdsBack: known !== null && known === until,
    isAsWritten: kind === 'export' && readUntil !== null && !hasGrown,
  };
}

function listOpenOutages(log: readonly OutageWindow[], openWindowCap: number, now: number): OpenOutage[] {
  const { outages } = reconcilePlans(log, openWindowCap);
  return outages.flatMap(({ id, windows }) => {
    const open = windows.filter(({ start, end }) => end === null && start <= now);
    const [first] = open;
    if (!first) return [];
    return [
      {
        outage: id,
        start: formatInstant(first.start),
        isForgotten: open.every((window) => isForgotten(window, openWindowCap, now)),
      },
    ];
  });
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}

/** Negative where a clock was ahead. */
function secondsSince(at: number | null, now: number): number | null {
  return at === null ? null : (now - at) / 1000;
}
