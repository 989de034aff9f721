import type { Verdict } from '../../../analysis/verdict.js';
import type { OngoingOutage, OutageReport } from '../outage-report.js';
import { listFaults } from '../verdict-sentence.js';
import { clock, clockAfter, dayAndClock, seconds, VERDICT_WORDS } from '../words.js';
import { sortSystems } from './worst-first.js';

/** How many faults the closing line names. */
const FAULTS_SHOWN = 3;

/** What stands at the top of a report: the answer. Not yet escaped. */
export interface Headline {
  /** It gives the colour. */
  readonly verdict: Verdict;
  /** `NOT as expected.`, or `Ongoing` while the outage lasts. */
  readonly word: string;
  readonly text: string;
  /** By how much it took longer than it might; empty where it did not. */
  readonly over: string;
}

/** The verdict with its sentence; while an outage lasts, how long it has and what is decided so far. */
export function headlineOf(report: OutageReport): Headline {
  const { verdict, ongoing, summary } = report;
  const over = overText(report);
  if (!ongoing) return { verdict, word: `${VERDICT_WORDS[verdict]}.`, text: summary, over };
  const left = over === '' ? `, ${leftText(report, ongoing)}` : '';
  const soFar = verdict === 'inconclusive' ? 'So far: ' : `So far ${VERDICT_WORDS[verdict]}: `;
  return {
    verdict,
    word: 'Ongoing',
    text: `since ${dayAndClock(report.start)} UTC: ${lengthText(report, ongoing)}${left}. ${soFar}${summary}`,
    over,
  };
}

/**
 * The same in one line, which stands at the end of a text that may have scrolled past.
 *
 * @example
 * closingLine(report); // 'NOT AS EXPECTED: billing failed unexpectedly; worker partly silent since.'
 */
export function closingLine(report: OutageReport): string {
  const { verdict, ongoing, summary, systems } = report;
  const bad = sortSystems(systems).filter((system) => system.verdict === 'not-as-expected');
  const others = bad.length > FAULTS_SHOWN ? `; and ${bad.length - FAULTS_SHOWN} more` : '';
  const text = bad.length === 0 ? summary : `${listFaults(bad.slice(0, FAULTS_SHOWN))}${others}.`;
  const over = overText(report);
  if (ongoing) {
    const held = over === '' ? leftText(report, ongoing) : over;
    const soFar = bad.length === 0 ? text : `So far ${VERDICT_WORDS[verdict]}: ${text}`;
    return `ONGOING since ${clock(report.start)} UTC: ${lengthText(report, ongoing)}, ${held}. ${soFar}`;
  }
  return `${VERDICT_WORDS[verdict].toUpperCase()}: ${text}${over === '' ? '' : ` It is ${over}.`}`;
}

/** "1 min 20 s so far (at 12:01:20)". */
function lengthText({ start }: OutageReport, { seconds: length, until }: OngoingOutage): string {
  return `${seconds(length)} so far (at ${clockAfter(start, until)})`;
}

function leftText({ budget }: OutageReport, { overSeconds }: OngoingOutage): string {
  return `${seconds(-overSeconds)} left of its budget of ${seconds(budget.budgetSeconds)}`;
}

function overText({ budget, ongoing }: OutageReport): string {
  const over = ongoing?.overSeconds ?? budget.overSeconds;
  return over !== null && over > 0
    ? `${seconds(over)} over its budget of ${seconds(budget.budgetSeconds)}`
    : '';
}
