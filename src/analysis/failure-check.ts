import type { AttributionSettings } from '../config/config.js';
import { endOrCap, endSoFar, type OutageWindow, type Phase } from '../outages/window.js';
import type { DisposedSighting, DisposedSystem } from './disposition.js';
import type { Evidence, SystemEvidence } from './evidence.js';
import {
  FAILURE_VERDICTS,
  type FailureVerdict,
  type Finding,
  findInDowntime,
  findInPartial,
  findInShutdown,
  findUnaffected,
  type PhaseSightings,
} from './failure-rows.js';

/** Whether a system failed the way it should. */
export interface FailureCheck {
  readonly verdict: FailureVerdict;
  /** The phase that decided. */
  readonly phase: Phase;
  readonly expected: number;
  readonly background: number;
  readonly unexpected: number;
  /** Time of the first and last OOPS that belongs to the outage's windows; null when there is none. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  readonly evidence: Evidence;
}

interface PhaseFinding extends Finding {
  readonly phase: Phase;
}

/**
 * Decides how a system failed. Each phase of its windows is judged by itself, by what belongs to the windows of that
 * phase, and the worst verdict stands: a system that stayed silent while it was shut down and then failed unexpectedly
 * in the downtime failed unexpectedly. A downtime within a shutdown is not judged: what has been stopped cannot fail.
 *
 * @param observedUntil nothing later has been read: silence counts only up to there
 */
export function checkFailure(
  system: SystemEvidence,
  { sightings, tests }: DisposedSystem,
  observedUntil: number,
  settings: AttributionSettings,
): FailureCheck {
  const counts = { expected: 0, background: 0, unexpected: 0 };
  for (const { disposition } of sightings) counts[disposition] += 1;
  const findings = judgePhases(system, { sightings, tests }, observedUntil, settings);
  const [worst = NOT_JUDGED] = findings;
  return {
    verdict: worst.verdict,
    phase: worst.phase,
    ...counts,
    firstTime: sightings[0]?.sighting.time ?? null,
    lastTime: sightings.at(-1)?.sighting.time ?? null,
    evidence: {
      text: findings.length < 2 ? worst.text : findings.map(textOfPhase).join(' '),
      test: worst.test ?? null,
      oopsIds: worst.shown.slice(0, 5).map(({ sighting }) => sighting.oopsId),
    },
  };
}

const NOT_JUDGED: PhaseFinding = {
  phase: 'downtime',
  verdict: 'no-evidence',
  text: 'It was shut down for the whole downtime, and what has been stopped cannot fail.',
  shown: [],
};

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  shutdown: 'While shut down',
  downtime: 'In the downtime',
  partial: 'In the partial outage',
};

function textOfPhase({ phase, text }: PhaseFinding): string {
  return `${PHASE_WORDS[phase]}: ${text}`;
}

/** What each phase shows, the worst first. */
function judgePhases(
  system: SystemEvidence,
  disposed: DisposedSystem,
  observedUntil: number,
  settings: AttributionSettings,
): PhaseFinding[] {
  const own = system.windows.map(({ window }) => window);
  const ownShutdowns = own.filter(({ phase }) => phase === 'shutdown');
  const shutdowns = [...ownShutdowns, ...system.shutdownsElsewhere];
  const stopped = new Set(
    own.filter(
      (window) =>
        window.phase === 'downtime' &&
        shutdowns.some((shutdown) => liesWithin(window, shutdown, observedUntil, settings)),
    ),
  );
  const select = (...phases: Phase[]): PhaseSightings => {
    const isJudged = (window: OutageWindow) => phases.includes(window.phase) && !stopped.has(window);
    return {
      windows: own.filter(isJudged),
      sightings: disposed.sightings.filter(({ sighting }) => isJudged(sighting.window)),
      tests: disposed.tests.filter(({ window }) => isJudged(window)),
    };
  };
  const findings: PhaseFinding[] = [];
  if (ownShutdowns.length > 0) {
    const heard = disposed.sightings.flatMap((one) => {
      if (one.sighting.window.phase === 'shutdown') return [one];
      return stopped.has(one.sighting.window) ? (seeInShutdown(one, ownShutdowns, settings) ?? []) : [];
    });
    findings.push({
      phase: 'shutdown',
      ...findInShutdown({ windows: ownShutdowns, sightings: heard, tests: [] }),
    });
  }
  const [downtime, partial, both] = [select('downtime'), select('partial'), select('downtime', 'partial')];
  if (system.during === 'unaffected') {
    const phase = downtime.windows.length > 0 ? 'downtime' : 'partial';
    if (both.windows.length > 0) findings.push({ phase, ...findUnaffected(system, both) });
  } else {
    if (downtime.windows.length > 0)
      findings.push({ phase: 'downtime', ...findInDowntime(system, downtime, observedUntil, settings) });
    if (partial.windows.length > 0) findings.push({ phase: 'partial', ...findInPartial(system, partial) });
  }
  const badness = ({ verdict }: Finding) => FAILURE_VERDICTS.indexOf(verdict);
  return findings.sort((a, b) => badness(a) - badness(b));
}

/**
 * What an OOPS of a downtime that is not judged means for the shutdown around it: written by a system that should have
 * been stopped, unless the shutdown itself cut its work off. Null when it lies in no such shutdown, but on its edge.
 */
function seeInShutdown(
  { sighting }: DisposedSighting,
  shutdowns: readonly OutageWindow[],
  { clockTolerance, recoveryGrace, openWindowCap }: AttributionSettings,
): DisposedSighting | null {
  const { time, isOutageFailure } = sighting;
  const holding = shutdowns.filter(
    (window) =>
      window.start + clockTolerance <= time && time < endOrCap(window, openWindowCap) - clockTolerance,
  );
  if (holding.length === 0) return null;
  const isCutOff = holding.some(({ start }) => time < start + clockTolerance + recoveryGrace);
  return { sighting, disposition: isOutageFailure && isCutOff ? 'expected' : 'unexpected' };
}

/** Whether a window lies wholly within a shutdown, as far as it has been read while it lasts. */
function liesWithin(
  window: OutageWindow,
  shutdown: OutageWindow,
  observedUntil: number,
  { openWindowCap }: AttributionSettings,
): boolean {
  const end = endSoFar(window, openWindowCap, observedUntil);
  return shutdown.start <= window.start && end <= endOrCap(shutdown, openWindowCap);
}
