import { onlyTold, tell } from '../../text/told.js';
import { lengthOf } from '../../time/interval.js';
import type { Evidence, OutageEvidence, RowAccount, WorthALook } from '../evidence.js';
import { askLateFailures, LATE_WITHOUT_BASELINE } from './late-failures.js';
import { PARTLY_SILENT_IN_FOLLOW_UP, PARTLY_SILENT_IN_OBSERVATION } from './partial-silence.js';
import { NO_EVIDENCE, RECOVERED } from './recovered.js';
import {
  measureRecovery,
  type RecoveryFigures,
  type RecoverySettings,
  wereDiscarded,
} from './recovery-figures.js';
import type { Conclusion, LaterRise, RecoveryRow, RecoveryVerdict, RowAnswer } from './recovery-row.js';
import * as say from './recovery-words.js';
import { ELEVATED } from './rise.js';
import { secondsNeeded } from './seconds-needed.js';
import { SILENT_IN_FOLLOW_UP, SILENT_IN_OBSERVATION } from './silence.js';

/** Whether a system came back. */
export interface RecoveryCheck {
  readonly verdict: RecoveryVerdict;
  /** From the end of the outage to the last failure it caused; null where there is no such thing. */
  readonly lagSeconds: number | null;
  /** How much longer to watch before the answer can be had; null where it is known or cannot be had by watching. */
  readonly secondsNeeded: number | null;
  /** Time of the first OOPS of the system after the outage's end; null when none was heard. */
  readonly firstHeardAgain: number | null;
  readonly evidence: Evidence;
  /** Reporters that were not heard again, by name. */
  readonly missingReporters: readonly string[];
  /** Null when nothing rose long after the end. */
  readonly laterRise: LaterRise | null;
  readonly worthALook: readonly WorthALook[];
  /** The whole way: the rows of the table up to the one that decided. */
  readonly accounts: readonly RowAccount[];
}

/** Nothing can be said before a system was watched for a while. */
const BEFORE_WATCHING: RecoveryRow = {
  name: 'watched long enough',
  ask: (open, settings) => open.map((figures) => askWhetherWatched(figures, settings)),
};

/** The recovery table in its order: the first row that concludes decides, and the last one always does. */
const RECOVERY_TABLE: readonly RecoveryRow[] = [
  BEFORE_WATCHING,
  LATE_WITHOUT_BASELINE,
  askLateFailures('observation'),
  askLateFailures('follow-up'),
  SILENT_IN_OBSERVATION,
  SILENT_IN_FOLLOW_UP,
  PARTLY_SILENT_IN_OBSERVATION,
  PARTLY_SILENT_IN_FOLLOW_UP,
  ELEVATED,
  RECOVERED,
  NO_EVIDENCE,
];

/**
 * Decides for every system of an outage whether it recovered: the rows of the recovery table, the first that matches.
 * The rows are taken one after another over all systems, because the p-values of tests of one kind are adjusted for
 * how many of them were made.
 *
 * Returns one check a system, in the order of the evidence.
 */
export function checkRecoveries(evidence: OutageEvidence, settings: RecoverySettings): RecoveryCheck[] {
  const all = evidence.systems.map((system) => ({
    figures: measureRecovery(system, evidence.observedUntil, settings),
    asked: [] as Asked[],
  }));
  for (const row of RECOVERY_TABLE) {
    const open = all.filter(({ asked }) => !asked.some(({ answer }) => answer.conclusion));
    const answers = row.ask(
      open.map(({ figures }) => figures),
      settings,
    );
    open.forEach(({ asked }, index) => {
      const answer = answers[index];
      if (answer) asked.push({ row: row.name, answer });
    });
  }
  return all.map(({ figures, asked }) => checkOf(figures, tellDiscards(figures, asked)));
}

interface Asked {
  readonly row: string;
  readonly answer: RowAnswer;
}

const OPEN: readonly RecoveryVerdict[] = ['ongoing', 'too-early', 'no-evidence'];

/** A conclusion says that its counts are the least there were where events were thrown away. */
function tellDiscards(figures: RecoveryFigures, asked: readonly Asked[]): readonly Asked[] {
  if (!wereDiscarded(figures)) return asked;
  return asked.map(({ row, answer }) => {
    const { conclusion } = answer;
    if (!conclusion || OPEN.includes(conclusion.verdict)) return { row, answer };
    const told = tell`${conclusion} ${say.moreDiscarded()}`;
    return { row, answer: { ...answer, ...told, conclusion: { ...conclusion, ...told } } };
  });
}

function checkOf({ firstHeardAgain }: RecoveryFigures, asked: readonly Asked[]): RecoveryCheck {
  const answers = asked.map(({ answer }) => answer);
  const { verdict, ...more } = answers.at(-1)?.conclusion ?? UNDECIDED;
  return {
    verdict,
    lagSeconds: more.lagSeconds ?? null,
    secondsNeeded: more.secondsNeeded ?? null,
    firstHeardAgain,
    evidence: { ...onlyTold(more), test: more.test ?? null, oopsIds: more.oopsIds ?? [] },
    missingReporters: more.missingReporters ?? [],
    laterRise: answers.find(({ laterRise }) => laterRise)?.laterRise ?? null,
    worthALook: worthALookBeside(verdict, answers),
    accounts: asked.map(({ row, answer }) => ({
      row,
      ...onlyTold(answer),
      decided: answer.conclusion !== undefined,
    })),
  };
}

/** What the rows found worth a look, each kind once, by its smallest p-value, and not what was found after all. */
function worthALookBeside(verdict: RecoveryVerdict, answers: readonly RowAnswer[]): WorthALook[] {
  const looks = answers
    .flatMap(({ worthALook }) => worthALook ?? [])
    .filter((look) => look.of !== verdict)
    .toSorted((a, b) => a.pValue - b.pValue);
  return looks.filter((look, place) => looks.findIndex((other) => other.of === look.of) === place);
}

const UNDECIDED: Conclusion = { verdict: 'no-evidence', ...tell`` };

function askWhetherWatched(figures: RecoveryFigures, settings: RecoverySettings): RowAnswer {
  const { observation, observedMs } = figures;
  const { minimumObservation } = settings.verdict;
  if (!observation) {
    const told = say.ongoing();
    return { ...told, conclusion: { verdict: 'ongoing', ...told } };
  }
  if (observedMs >= minimumObservation) return say.watched(observedMs);
  if (observation.cutBy === 'window' || lengthOf(observation.wanted) < minimumObservation) {
    const told = say.noTimeBeforeNextWindow(lengthOf(observation.wanted));
    return { ...told, conclusion: { verdict: 'no-evidence', ...told } };
  }
  const needed = secondsNeeded(figures, settings);
  const told = say.tooEarly(observedMs, needed);
  return { ...told, conclusion: { verdict: 'too-early', secondsNeeded: needed, ...told } };
}
