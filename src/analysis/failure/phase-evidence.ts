import type { AttributionSettings } from '../../config/config.js';
import type { OutageWindow } from '../../outages/window.js';
import { tell } from '../../text/told.js';
import { covers, overlaps } from '../../time/interval.js';
import { millisecondsInMinute } from '../../time/lengths.js';
import type { BackgroundTest, DisposedSightings } from '../disposition.js';
import type { RowAccount, Sighting, SightingElsewhere, SystemEvidence } from '../evidence.js';
import { joinByTime } from '../join-by-time.js';
import { duringOf } from '../phases.js';
import * as say from './failure-words.js';
import { decide, type Finding } from './finding.js';

/** A phase of a system's windows, and what was seen in these windows. */
export interface PhaseEvidence {
  readonly system: SystemEvidence;
  readonly windows: readonly OutageWindow[];
  /** What belongs to the windows. */
  readonly sightings: DisposedSightings;
  /** What lies in their during-intervals and belongs to another outage, by time. */
  readonly elsewhere: readonly SightingElsewhere[];
  /** The tests that told the background in these windows from news. */
  readonly tests: readonly BackgroundTest[];
  /** Nothing later has been read: silence counts only up to there. */
  readonly observedUntil: number;
  readonly settings: FailureSettings;
}

export interface FailureSettings {
  readonly attribution: AttributionSettings;
  readonly verdict: { readonly alpha: number };
}

/** The OOPSes in the during-intervals, as far as read, that are no outage failures, of whatever outage, by time. */
export function ordinaryOf(phase: PhaseEvidence): readonly Sighting[] {
  const { system, windows, observedUntil, settings } = phase;
  const intervals = duringOf(windows, observedUntil, settings.attribution);
  const own = system.attributed.filter(
    ({ window, isOutageFailure }) => !isOutageFailure && windows.includes(window),
  );
  return joinByTime<Sighting>(own, elsewhereOf(phase, false)).filter(({ time }) =>
    intervals.some((interval) => covers(interval, time)),
  );
}

export function elsewhereOf({ elsewhere }: PhaseEvidence, isOutageFailure: boolean): Sighting[] {
  return elsewhere
    .map(({ sighting }) => sighting)
    .filter((sighting) => sighting.isOutageFailure === isOutageFailure);
}

export function wereDiscarded(phase: PhaseEvidence): boolean {
  return countDiscarded(phase) > 0;
}

/** How many events were thrown away in the minutes that the during-intervals touch. */
function countDiscarded({ system, windows, observedUntil, settings }: PhaseEvidence): number {
  const intervals = duringOf(windows, observedUntil, settings.attribution);
  return system.discards
    .filter(({ minute: start }) =>
      intervals.some((interval) => overlaps(interval, { start, end: start + millisecondsInMinute })),
    )
    .reduce((sum, { count }) => sum + count, 0);
}

const DISCARDS_ROW = 'discards';

export function discarded(phase: PhaseEvidence, asked: readonly RowAccount[]): Finding {
  return decide('no-evidence', say.onlyDiscards(countDiscarded(phase)), [], asked, { row: DISCARDS_ROW });
}

/** What a phase shows, with the words that its counts are the least there were where events were thrown away meanwhile. */
export function withDiscards(phase: PhaseEvidence, finding: Finding): Finding {
  const decided = finding.accounts.at(-1);
  if (!decided || !wereDiscarded(phase) || decided.row === DISCARDS_ROW) return finding;
  const told = tell`${finding} ${say.moreDiscarded(countDiscarded(phase))}`;
  return { ...finding, ...told, accounts: [...finding.accounts.slice(0, -1), { ...decided, ...told }] };
}

/** How many OOPSes were seen in the windows, of whatever outage. */
export function countSeen({ sightings, elsewhere }: PhaseEvidence): number {
  const { expected, background, unexpected } = sightings;
  return expected.length + background.length + unexpected.length + elsewhere.length;
}
