import { ALL_SYSTEMS, type OutageWindow } from '../../src/outages/window.js';
import { covers } from '../../src/time/interval.js';
import type { Scenario } from './scenario.js';
import { duringInterval, holds, reachOf, type Sighting } from './world.js';

interface Attribution {
  readonly window: OutageWindow;
  readonly relation: 'during' | 'recovery';
}

const PHASE_ORDER = ['shutdown', 'downtime', 'partial'];

/** An OOPS that belongs to a window. */
export interface Attributed extends Attribution {
  readonly sighting: Sighting;
}

/** The OOPSes that belong to some window. */
export function attributeAll(sightings: readonly Sighting[], scenario: Scenario): Attributed[] {
  return sightings.flatMap((sighting) => {
    const attribution = attribute(sighting, scenario);
    return attribution ? [{ sighting, ...attribution }] : [];
  });
}

/** The window that an OOPS belongs to, or null. */
function attribute(sighting: Sighting, scenario: Scenario): Attribution | null {
  // "An OOPS whose time is inexact is never attributed to a window"
  if (sighting.timeIsInexact) return null;
  const claims = scenario.windows
    .filter((window) => holds(window, sighting.system, scenario.windows))
    .flatMap((window): Attribution[] => {
      const relation = relationTo(window, sighting, scenario);
      return relation === null ? [] : [{ window, relation }];
    });
  return claims.sort(compareClaims)[0] ?? null;
}

function relationTo(
  window: OutageWindow,
  { time, started, isOutageFailure }: Sighting,
  scenario: Scenario,
): Attribution['relation'] | null {
  const during = duringInterval(window, scenario);
  const reach = reachOf(window, scenario);
  // "during: time ∈ [start−τ, end+τ); or started ∈ [start−τ, end+τ) and time < end+τ+γ"
  if (covers(during, time) || (covers(during, started) && time < reach.end)) return 'during';
  // "recovery: not during; time ∈ [end+τ, end+τ+γ); and the OOPS matches its system's expected failures."
  return covers({ start: during.end, end: reach.end }, time) && isOutageFailure ? 'recovery' : null;
}

// "during before recovery; a window that names the system before one with scope `*`; shutdown before downtime before
// partial; the later start; the smaller outage id."
function compareClaims(a: Attribution, b: Attribution): number {
  return (
    order(a.relation, ['during', 'recovery']) - order(b.relation, ['during', 'recovery']) ||
    Number(a.window.systems.includes(ALL_SYSTEMS)) - Number(b.window.systems.includes(ALL_SYSTEMS)) ||
    order(a.window.phase, PHASE_ORDER) - order(b.window.phase, PHASE_ORDER) ||
    b.window.start - a.window.start ||
    compareIds(a.window.outage, b.window.outage)
  );
}

function order(word: string, words: readonly string[]): number {
  return words.indexOf(word);
}

function compareIds(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
