import { type Attributed, attributeAll } from './attribution.js';
import { disposeOutage } from './background.js';
import { judgeFailure } from './failure.js';
import { type Frame, framesOf } from './frame.js';
import { judgeRecoveries } from './recovery.js';
import type {
  Failure,
  OutageOutcome,
  Outcome,
  Recovery,
  Scenario,
  SystemOutcome,
  Verdict,
} from './scenario.js';
import { unrecordedStorms } from './storms.js';
import { readWorld, type World } from './world.js';

/** The plain reading of the rules: slow, and as literal as can be. */
export function judgePlainly(scenario: Scenario): Outcome {
  const world = readWorld(scenario);
  // Ambiguity: what belongs to a window is counted although nobody can say yet that it is all.
  const attributed = attributeAll(world.all, world);
  const outages = [...new Set(scenario.windows.map(({ outage }) => outage))].sort();
  return {
    outages: outages.map((outage) => judgeOutage(world, attributed, outage)),
    unrecordedStorms: unrecordedStorms(world),
    suppression: suppressionOf(world),
  };
}

function judgeOutage(world: World, attributed: readonly Attributed[], outage: string): OutageOutcome {
  const frames = framesOf(world, attributed, outage);
  const dispositions = disposeOutage(frames);
  const recoveries = judgeRecoveries(frames);
  const systems = frames.map((frame, index): SystemOutcome => {
    const [disposed, recovery] = [dispositions[index], recoveries[index]];
    if (!disposed || !recovery) throw new Error(`${frame.system} was not judged`);
    const failure = judgeFailure(frame, disposed);
    return {
      system: frame.system,
      verdict: verdictOfSystem(failure.verdict, recovery.outcome.verdict),
      failure,
      recovery: recovery.outcome,
      worthALook: [...disposed.worthALook, ...recovery.worthALook],
    };
  });
  return { outage, verdict: verdictOfOutage(world, frames, systems), systems };
}

const BAD_FAILURES: readonly Failure[] = ['failed-unexpectedly', 'did-not-fail', 'not-shut-down', 'affected'];
const GOOD_FAILURES: readonly Failure[] = ['failed-as-expected', 'stayed-silent', 'unaffected', 'allowed'];
const BAD_RECOVERIES: readonly Recovery[] = [
  'not-recovered',
  'recovered-late',
  'silent',
  'partly-silent',
  'elevated',
];

// "failure ∈ {…}, or recovery ∈ {…}: not-as-expected; else failure ∈ {…} and recovery = recovered (for all of them):
// as-expected; else inconclusive"
export function verdictOfSystem(failure: Failure, recovery: Recovery): Verdict {
  if (BAD_FAILURES.includes(failure) || BAD_RECOVERIES.includes(recovery)) return 'not-as-expected';
  return GOOD_FAILURES.includes(failure) && recovery === 'recovered' ? 'as-expected' : 'inconclusive';
}

// "not-as-expected if any system is; else inconclusive if any is ongoing or too-early, or if fewer than half
// (verdict.minimumShare) of its systems in downtime windows (…) are as-expected, or there is none; else as-expected"
function verdictOfOutage(world: World, frames: readonly Frame[], systems: readonly SystemOutcome[]): Verdict {
  if (systems.some(({ verdict }) => verdict === 'not-as-expected')) return 'not-as-expected';
  if (systems.some(({ recovery }) => ['ongoing', 'too-early'].includes(recovery.verdict)))
    return 'inconclusive';
  const counted = countedForShare(frames, systems);
  const good = counted.filter(({ verdict }) => verdict === 'as-expected').length;
  return isTooFew(good, counted.length, world.rules.verdict.minimumShare) ? 'inconclusive' : 'as-expected';
}

// "its systems in downtime windows (those without `during: unaffected`; where there are none, of all)"
function countedForShare(frames: readonly Frame[], systems: readonly SystemOutcome[]): SystemOutcome[] {
  const inDowntime = systems.filter((_, index) => {
    const frame = frames[index];
    return frame && !frame.isUnaffected && frame.windows.some(({ phase }) => phase === 'downtime');
  });
  return inDowntime.length > 0 ? inDowntime : [...systems];
}

/** Ambiguity: "or there is none" is said of the systems that are as expected. */
function isTooFew(good: number, counted: number, minimumShare: number): boolean {
  return good === 0 || good < minimumShare * counted;
}

// "Normal reports leave out exactly the OOPSes that belong to a window, save those that match `neverSuppress`."
function suppressionOf(world: World): Outcome['suppression'] {
  const byOutage: Record<string, number> = {};
  const leftOut = attributeAll(world.all, world).filter(({ sighting }) => !sighting.isNeverSuppressed);
  for (const { window } of leftOut) byOutage[window.outage] = (byOutage[window.outage] ?? 0) + 1;
  const suppressed = leftOut.length;
  const inexactTime = world.all.filter(({ timeIsInexact }) => timeIsInexact).length;
  return {
    total: world.all.length,
    suppressed,
    reported: world.all.length - suppressed,
    inexactTime,
    byOutage,
  };
}
