import { endOrCap, type OutageWindow } from '../../outages/window.js';
import { covers } from '../../time/interval.js';
import type { RowAccount, Sighting } from '../evidence.js';
import { joinByTime } from '../join-by-time.js';
import { isSufficient } from '../stretches.js';
import { findFromEarlierDowntimes, findOrdinary } from './downtime-rows.js';
import * as say from './failure-words.js';
import { account, decide, type Finding } from './finding.js';
import { explainNewTypes } from './new-types.js';
import {
  countSeen,
  discarded,
  elsewhereOf,
  ordinaryOf,
  type PhaseEvidence,
  wereDiscarded,
} from './phase-evidence.js';

/** A stopped system must not be heard, but for work that the shutdown itself cut off or that came with its start. */
export function findInShutdown(phase: PhaseEvidence): Finding {
  const { expected, background, unexpected } = phase.sightings;
  const failures = [...expected, ...elsewhereOf(phase, true)];
  const others = joinByTime<Sighting>(background, unexpected, elsewhereOf(phase, false));
  const heard = others.filter(({ time }) => phase.windows.some((window) => liesInside(window, time, phase)));
  if (heard.length > 0) {
    return decide('not-shut-down', say.notShutDown(heard, phase.elsewhere), heard, []);
  }
  const edge = others.length - heard.length;
  const asked = [account('heard while it was shut down', say.notHeard(edge))];
  if (failures.length === 0 && edge === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  return decide('stayed-silent', say.stayedSilent(expected.length, edge), failures, asked);
}

/** Whether a moment lies in a shutdown by more than the clock tolerance. */
function liesInside(window: OutageWindow, time: number, { settings }: PhaseEvidence): boolean {
  const { clockTolerance, openWindowCap } = settings.attribution;
  const end = endOrCap(window, openWindowCap);
  return covers({ start: window.start + clockTolerance, end: end - clockTolerance }, time);
}

/** A system that no outage touches goes on as ever. */
export function findUnaffected(phase: PhaseEvidence): Finding {
  const { background, unexpected } = phase.sightings;
  const asked: RowAccount[] = [];
  if (unexpected.length > 0) {
    if (!isSufficient(phase.system.baseline.intervals)) {
      return decide('no-evidence', say.affectedWithoutBaseline(unexpected.length), unexpected, asked);
    }
    const turnUp = explainNewTypes(phase, unexpected);
    if (!turnUp?.explained) {
      return decide('affected', say.affected(unexpected.length, phase.tests, turnUp), unexpected, asked);
    }
    asked.push(account('unexpected OOPSes', say.newTypesTurnUp(unexpected.length, turnUp)));
  } else asked.push(account('unexpected OOPSes', say.noneUnexpected(phase.tests)));
  if (countSeen(phase) === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  return decide(
    'unaffected',
    say.unaffected(background.length, unexpected.length, phase.tests),
    background,
    asked,
  );
}

/** In a partial outage a system may fail, in an expected way. */
export function findInPartial(phase: PhaseEvidence): Finding {
  const { expected, background, unexpected } = phase.sightings;
  const asked: RowAccount[] = [];
  const failedUnexpectedly = findUnexpected(phase, asked);
  if (failedUnexpectedly) return failedUnexpectedly;
  const failures = joinByTime<Sighting>(expected, elsewhereOf(phase, true));
  const ordinary = joinByTime<Sighting>(background, elsewhereOf(phase, false));
  const seen = countSeen(phase);
  if (seen === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  const text =
    seen > 0
      ? say.allowed(failures.length, ordinary.length, unexpected.length, phase.elsewhere)
      : say.allowedToFail();
  return decide('allowed', text, joinByTime(failures, ordinary), asked);
}

/** In a downtime a system must fail, in an expected way. */
export function findInDowntime(phase: PhaseEvidence): Finding {
  const asked: RowAccount[] = [];
  return (
    findUnexpected(phase, asked) ??
    findExpected(phase, asked) ??
    findOrdinary(phase, asked) ??
    findFromEarlierDowntimes(phase, asked) ??
    findNothing(phase, asked)
  );
}

function findNothing(phase: PhaseEvidence, asked: readonly RowAccount[]): Finding {
  const ordinary = ordinaryOf(phase);
  if (ordinary.length === 0 && wereDiscarded(phase)) return discarded(phase, asked);
  return decide('no-evidence', say.nothingSeen(ordinary, phase.elsewhere), ordinary, asked);
}

function findUnexpected(phase: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { expected, unexpected } = phase.sightings;
  const row = 'unexpected OOPSes';
  if (unexpected.length === 0) {
    asked.push(account(row, say.noneUnexpected(phase.tests)));
    return null;
  }
  const turnUp = explainNewTypes(phase, unexpected);
  if (turnUp?.explained) {
    asked.push(account(row, say.newTypesTurnUp(unexpected.length, turnUp)));
    return null;
  }
  const text = say.failedUnexpectedly(
    unexpected,
    expected.length,
    phase.system.baseline,
    phase.tests,
    turnUp,
  );
  return decide('failed-unexpectedly', text, unexpected, asked);
}

function findExpected(phase: PhaseEvidence, asked: RowAccount[]): Finding | null {
  const { expected, background, unexpected } = phase.sightings;
  const failures = joinByTime<Sighting>(expected, elsewhereOf(phase, true));
  if (failures.length === 0) {
    asked.push(account('expected failures', say.noneExpected()));
    return null;
  }
  const text = say.failedAsExpected(failures, background.length, unexpected.length, phase.elsewhere);
  return decide('failed-as-expected', text, failures, asked);
}
