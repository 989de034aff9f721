import { endOrCap, type OutageWindow, type Phase } from '../../outages/window.js';
import { joinTold, onlyTold, type Told, tell } from '../../text/told.js';
import { covers } from '../../time/interval.js';
import type { DisposedSightings, DisposedSystem, Disposition } from '../disposition.js';
import type { AttributedSighting, Evidence, RowAccount, SystemEvidence, WorthALook } from '../evidence.js';
import { judgedWindows, stoppedDowntimes } from '../phases.js';
import { duringInterval } from '../window-scope.js';
import { findInDowntime, findInPartial, findInShutdown, findUnaffected } from './failure-rows.js';
import { FAILURE_VERDICTS, type FailureVerdict, type Finding } from './finding.js';
import { type FailureSettings, type PhaseEvidence, withDiscards } from './phase-evidence.js';

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
  readonly worthALook: readonly WorthALook[];
  /** The whole way: the rows of every phase that was judged, in order. */
  readonly accounts: readonly (RowAccount & { readonly phase: Phase })[];
}

interface PhaseFinding extends Finding {
  readonly phase: Phase;
}

/**
 * Decides how a system failed. Each phase of its windows is judged by itself, by what was seen in the windows of that
 * phase, and the worst verdict stands: a system that stayed silent while it was shut down and then failed unexpectedly
 * in the downtime failed unexpectedly. A downtime within a shutdown is not judged: what has been stopped cannot fail.
 *
 * @param observedUntil nothing later has been read: silence counts only up to there
 */
export function checkFailure(
  system: SystemEvidence,
  disposed: DisposedSystem,
  observedUntil: number,
  settings: FailureSettings,
): FailureCheck {
  const { sightings, tests } = disposed;
  const findings = judgePhases(system, disposed, observedUntil, settings);
  const badness = ({ verdict }: Finding) => FAILURE_VERDICTS.indexOf(verdict);
  const [worst = NOT_JUDGED, ...others] = [...findings].sort((a, b) => badness(a) - badness(b));
  return {
    verdict: worst.verdict,
    phase: worst.phase,
    expected: sightings.expected.length,
    background: sightings.background.length,
    unexpected: sightings.unexpected.length,
    firstTime: system.attributed[0]?.time ?? null,
    lastTime: system.attributed.at(-1)?.time ?? null,
    evidence: {
      ...(others.length === 0 ? onlyTold(worst) : joinTold([worst, ...others].map(tellPhase), ' ')),
      test: worst.test ?? null,
      oopsIds: worst.shown.slice(0, 5).map(({ oopsId }) => oopsId),
    },
    worthALook: tests
      .filter(({ explained, result }) => explained && result.pValue < result.threshold)
      .map(({ type, seen, result }) => ({ type, of: 'unexpected', count: seen, pValue: result.pValue })),
    accounts: (findings.length === 0 ? [NOT_JUDGED] : findings).flatMap(({ phase, accounts }) =>
      accounts.map((account) => ({ ...account, phase })),
    ),
  };
}

const NOT_JUDGED: PhaseFinding = (() => {
  const told = tell`It was shut down for the whole downtime, and what has been stopped cannot fail.`;
  const accounts = [{ row: 'shut down', ...told, decided: true }];
  return { phase: 'downtime', verdict: 'no-evidence', ...told, shown: [], accounts } as const;
})();

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  shutdown: 'While shut down',
  downtime: 'In the downtime',
  partial: 'In the partial outage',
};

function tellPhase(finding: PhaseFinding): Told {
  return tell`${PHASE_WORDS[finding.phase]}: ${finding}`;
}

/** What each phase shows, in the order of attribution. */
function judgePhases(
  system: SystemEvidence,
  disposed: DisposedSystem,
  observedUntil: number,
  settings: FailureSettings,
): PhaseFinding[] {
  const select = (...phases: Phase[]): PhaseEvidence | null => {
    const windows = judgedWindows(system, phases, observedUntil, settings.attribution);
    if (windows.length === 0) return null;
    const areAll = windows.length === system.windows.length;
    return {
      system,
      windows,
      sightings: areAll
        ? disposed.sightings
        : selectSightings(disposed.sightings, ({ window }) => windows.includes(window)),
      elsewhere: system.elsewhere.filter(({ sighting }) =>
        windows.some((window) => covers(duringInterval(window, settings.attribution), sighting.time)),
      ),
      tests: disposed.tests.filter(({ window }) => windows.includes(window)),
      observedUntil,
      settings,
    };
  };
  const findings: PhaseFinding[] = [];
  const shutdown = select('shutdown');
  if (shutdown) {
    const sightings = withStoppedDowntimes(shutdown);
    findings.push({
      phase: 'shutdown',
      ...withDiscards(shutdown, findInShutdown({ ...shutdown, sightings })),
    });
  }
  if (system.during === 'unaffected') {
    const both = select('downtime', 'partial');
    const phase = both?.windows.some((window) => window.phase === 'downtime') ? 'downtime' : 'partial';
    if (both) findings.push({ phase, ...withDiscards(both, findUnaffected(both)) });
    return findings;
  }
  const downtime = select('downtime');
  if (downtime) findings.push({ phase: 'downtime', ...withDiscards(downtime, findInDowntime(downtime)) });
  const partial = select('partial');
  if (partial) findings.push({ phase: 'partial', ...withDiscards(partial, findInPartial(partial)) });
  return findings;
}

function selectSightings(
  { expected, background, unexpected }: DisposedSightings,
  isSelected: (sighting: AttributedSighting) => boolean,
): DisposedSightings {
  return {
    expected: expected.filter(isSelected),
    background: background.filter(isSelected),
    unexpected: unexpected.filter(isSelected),
  };
}

/**
 * What was seen in shutdowns, and in the downtimes within them that are not judged: of those, an OOPS was written by a
 * system that should have been stopped, unless the shutdown itself cut its work off.
 */
function withStoppedDowntimes({
  system,
  windows,
  sightings,
  observedUntil,
  settings,
}: PhaseEvidence): DisposedSightings {
  const stopped = stoppedDowntimes(system, observedUntil, settings.attribution);
  if (stopped.length === 0) return sightings;
  const asExpected = new Set(sightings.expected);
  const dispositionOf = (sighting: AttributedSighting): Disposition | null => {
    if (windows.includes(sighting.window)) return asExpected.has(sighting) ? 'expected' : 'unexpected';
    return stopped.includes(sighting.window) ? seeInShutdown(sighting, windows, settings) : null;
  };
  return {
    expected: system.attributed.filter((sighting) => dispositionOf(sighting) === 'expected'),
    background: [],
    unexpected: system.attributed.filter((sighting) => dispositionOf(sighting) === 'unexpected'),
  };
}

/** What an OOPS of such a downtime means for the shutdown; null when it does not lie in it, but on its edge. */
function seeInShutdown(
  { time, isOutageFailure }: AttributedSighting,
  shutdowns: readonly OutageWindow[],
  { attribution: { clockTolerance, recoveryGrace, openWindowCap } }: FailureSettings,
): Disposition | null {
  const holding = shutdowns.filter((window) =>
    covers(
      { start: window.start + clockTolerance, end: endOrCap(window, openWindowCap) - clockTolerance },
      time,
    ),
  );
  if (holding.length === 0) return null;
  const isCutOff = holding.some(({ start }) => time < start + clockTolerance + recoveryGrace);
  return isOutageFailure && isCutOff ? 'expected' : 'unexpected';
}
