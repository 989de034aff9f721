import type { AttributionSettings } from '../config/config.js';
import { type OutageWindow, PHASES, windowKey } from '../outages/window.js';
import { covers, type Interval } from '../time/interval.js';
import type { HoldingWindow, WindowScopes } from './window-scope.js';
import { duringInterval, windowReach } from './window-scope.js';

/** How an OOPS belongs to a window: it happened while the window lasted, or just after and for the same reason. */
export const RELATIONS = ['during', 'recovery'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What attribution needs to know of an OOPS. */
export interface AttributableOops {
  readonly system: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** The time is only the day: such an OOPS belongs to no window. */
  readonly inexact: boolean;
  /** Null when unknown. */
  readonly durationMs: number | null;
}

/** One window's claim on an OOPS. */
export interface Attribution {
  readonly window: OutageWindow;
  readonly relation: Relation;
  /** The window names the OOPS's system, rather than holding every one. */
  readonly named: boolean;
}

/** Says which window an OOPS belongs to. */
export interface Attributor {
  /**
   * Returns the window that an OOPS belongs to, or null when it belongs to none. `isOutageFailure` says whether it
   * matches its system's expected failures; it is asked only where that decides.
   */
  attribute(oops: AttributableOops, isOutageFailure: () => boolean): Attribution | null;
  /** Every window that claims the OOPS, the one it belongs to first. */
  claims(oops: AttributableOops, isOutageFailure: () => boolean): readonly Attribution[];
}

interface Reach {
  readonly during: Interval;
  readonly all: Interval;
  /** Its one claim, by relation: it is the same for every OOPS, of which a storm has a hundred thousand. */
  readonly claims: Readonly<Record<Relation, readonly Attribution[]>>;
}

/** The windows of one system by the start of their reach, and for each the latest end of it and all before it. */
interface SystemReaches {
  readonly reaches: readonly Reach[];
  readonly starts: Float64Array;
  readonly latestEnds: Float64Array;
}

/** Most OOPSes belong to no window: for those, a million a day, nothing is made. */
const NO_CLAIMS: readonly Attribution[] = [];

/**
 * Compiles the windows into a lookup by system and time. The cost of a question grows with the logarithm of the number
 * of windows and with how many of them overlap at that time.
 */
export function createAttributor(scopes: WindowScopes, settings: AttributionSettings): Attributor {
  const bySystem = new Map<string, SystemReaches>();
  const byWindows = new Map<readonly HoldingWindow[], SystemReaches>();

  function reachesOf(system: string): SystemReaches {
    let compiled = bySystem.get(system);
    if (!compiled) {
      const holding = scopes.holding(system);
      compiled = byWindows.get(holding) ?? compileReaches(holding, settings);
      byWindows.set(holding, compiled);
      bySystem.set(system, compiled);
    }
    return compiled;
  }

  function claims(oops: AttributableOops, isOutageFailure: () => boolean): readonly Attribution[] {
    if (oops.inexact) return NO_CLAIMS;
    const { reaches, starts, latestEnds } = reachesOf(oops.system);
    const { time } = oops;
    let found = NO_CLAIMS;
    // Back from the last reach that has begun, until none before can still last.
    for (let index = lastBegun(starts, time); index >= 0 && (latestEnds[index] ?? time) > time; index -= 1) {
      const reach = reaches[index];
      if (!reach || !covers(reach.all, time)) continue;
      const relation = relationTo(reach.during, oops, isOutageFailure);
      if (relation === null) continue;
      const own = reach.claims[relation];
      found = found.length === 0 ? own : [...found, ...own];
    }
    return found.length > 1 ? found.toSorted(compareClaims) : found;
  }

  return { claims, attribute: (oops, isOutageFailure) => claims(oops, isOutageFailure)[0] ?? null };
}

/**
 * How an OOPS within a window's reach relates to it. A request that began inside and gave up shortly after happened
 * during the window whatever it died of; one that began later belongs to it only when it failed as the outage makes
 * systems fail.
 */
function relationTo(
  during: Interval,
  oops: AttributableOops,
  isOutageFailure: () => boolean,
): Relation | null {
  if (covers(during, oops.time)) return 'during';
  if (covers(during, startedAt(oops))) return 'during';
  return isOutageFailure() ? 'recovery' : null;
}

function startedAt(oops: AttributableOops): number {
  return oops.durationMs !== null && oops.durationMs >= 0 ? oops.time - oops.durationMs : oops.time;
}

/**
 * The rule by which a window claims an OOPS, in words.
 *
 * @param time the OOPS's, in milliseconds since the Unix epoch
 */
export function attributionRule(
  { window, relation }: Attribution,
  time: number,
  settings: AttributionSettings,
): string {
  if (relation === 'recovery') return 'an expected failure within the recovery grace';
  if (!covers(duringInterval(window, settings), time))
    return 'its request began in the window and gave up in the grace';
  const isInside = time >= window.start && (window.end === null || time < window.end);
  return isInside ? 'its time lies in the window' : 'its time lies within the clock tolerance of the window';
}

/** During before recovery; named before `*`; shutdown, downtime, partial; the later start; the smaller outage id. */
function compareClaims(a: Attribution, b: Attribution): number {
  return (
    RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation) ||
    Number(b.named) - Number(a.named) ||
    PHASES.indexOf(a.window.phase) - PHASES.indexOf(b.window.phase) ||
    b.window.start - a.window.start ||
    compareText(a.window.outage, b.window.outage) ||
    compareText(windowKey(a.window), windowKey(b.window))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compileReaches(holding: readonly HoldingWindow[], settings: AttributionSettings): SystemReaches {
  const reaches = holding.map(
    ({ window, named }): Reach => ({
      during: duringInterval(window, settings),
      all: windowReach(window, settings),
      claims: {
        during: [{ window, relation: 'during', named }],
        recovery: [{ window, relation: 'recovery', named }],
      },
    }),
  );
  let latest = Number.NEGATIVE_INFINITY;
  const latestEnds = Float64Array.from(reaches, ({ all }) => {
    latest = Math.max(latest, all.end);
    return latest;
  });
  return { reaches, starts: Float64Array.from(reaches, ({ all }) => all.start), latestEnds };
}

function lastBegun(starts: Float64Array, at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
