import type { Disposition } from '../../analysis/disposition.js';
import type { FailureVerdict } from '../../analysis/failure/finding.js';
import type { RecoveryVerdict } from '../../analysis/recovery/recovery-row.js';
import type { Verdict } from '../../analysis/verdict.js';
import { formatAbout, formatDuration } from '../../time/duration.js';
import { shellWord } from '../layout/shell-word.js';
import { cutLine, plural, toLine } from '../layout/text.js';
import { touchedWords } from '../touched.js';
import type { OutageReport, SignatureGroup } from './outage-report.js';

/** How much of an exception's value is shown; JSON has all. */
const VALUE_SHOWN = 150;

/** When an outage was, and how long it took. */
export function whenText({ start, end, budget }: OutageReport): string {
  if (end === null) return `since ${dayAndClock(start)} UTC, still open`;
  return `${start.slice(0, 10)} ${clockRange(start, end)} UTC${durationText(budget)}`;
}

/** "08:53:05 - 08:55:17"; the end has its day where that is another one. */
export function clockRange(start: string, end: string): string {
  return `${clock(start)} - ${clockAfter(start, end)}`;
}

/** A later time; with its day where that is another one. */
export function clockAfter(start: string, later: string): string {
  return later.startsWith(start.slice(0, 10)) ? clock(later) : dayAndClock(later);
}

function durationText({ durationSeconds, overSeconds, ...budget }: OutageReport['budget']): string {
  if (durationSeconds === null || overSeconds === null) return '';
  const held = overSeconds > 0 ? '' : `, within its budget of ${seconds(budget.budgetSeconds)}`;
  return `, ${seconds(durationSeconds)}${held}`;
}

/** "downtime of all systems 08:53:05 - 08:55:17". */
export function windowText({ phase, systems, start, end }: OutageReport['windows'][number]): string {
  const scope = systems.includes('*') ? 'all systems' : systems.join(', ');
  return `${phase} of ${scope} ${clock(start)} - ${end === null ? 'open' : clock(end)}`;
}

/** What was counted in its windows; where events were thrown away, that is the least there was. */
export function countsText({ counts, systems }: OutageReport): string {
  const { attributed, expected, background, unexpected, during, recovery } = counts;
  const requests = systems.reduce((sum, system) => sum + system.requests, 0);
  const atLeast = isLeast(systems) ? AT_LEAST : '';
  return `${atLeast}${plural(attributed, 'OOPS', 'OOPSes')} of ${plural(requests, 'request')} in its windows: ${expected} expected, ${background} ${DISPOSITION_WORDS.background}, ${unexpected} unexpected (${during} during, ${recovery} just after)`;
}

/** What stands before a count where events were thrown away. */
export const AT_LEAST = 'at least ';

function isLeast(systems: OutageReport['systems']): boolean {
  return systems.some(({ discards }) => discards > 0);
}

/** How the storm lies against the log's edges. */
export function stormText({ storm, systems }: OutageReport): string {
  if (!storm) return 'none: the outage failures were too few, or usual';
  const { startOffsetSeconds, endOffsetSeconds, isOff } = storm;
  const begins = `it begins ${offsetText(startOffsetSeconds)} the log's start`;
  const ends = endOffsetSeconds === null ? '' : ` and ends ${offsetText(endOffsetSeconds)} its end`;
  const doubt = isOff ? ', more than 5 s off: late failures, a clock, or the log' : '';
  const atLeast = isLeast(systems.filter(({ system }) => storm.systems.includes(system))) ? AT_LEAST : '';
  return `${atLeast}${plural(storm.count, 'failure')} from ${clock(storm.start)} to ${clock(storm.end)}; ${begins}${ends}${doubt}`;
}

function offsetText(offset: number): string {
  return `${formatAbout(Math.abs(offset) * 1000)} ${offset < 0 ? 'before' : 'after'}`;
}

/** Whom it touched; robots apart. */
export function impactText({ touched, systems }: OutageReport): string {
  const { users, urls, robots } = touched;
  if (users + urls + robots.oopses === 0) return 'no OOPS names a user or a URL';
  return `${isLeast(systems) ? AT_LEAST : ''}${touchedWords(touched)}`;
}

/** How many OOPSes a request wrote, and what robots did; nothing where no OOPS names a user or a URL. */
export function requestsText({ touched }: OutageReport): string {
  const { users, urls, requests, oopsesOfRequests, oopsesPerRequest, mostOfOneRequest, robots } = touched;
  if (users + urls + robots.oopses === 0) return '';
  const rate =
    oopsesPerRequest === null
      ? 'No request'
      : `${plural(requests, 'request')} wrote ${plural(oopsesOfRequests, 'OOPS', 'OOPSes')}, ${oopsesPerRequest} each and at most ${mostOfOneRequest}`;
  const bots =
    robots.oopses === 0
      ? 'none of robots'
      : `${plural(robots.oopses, 'OOPS', 'OOPSes')} of robots on ${plural(robots.urls, 'URL')}`;
  return `${rate}; ${bots}.`;
}

function observedText({ observedUntil }: OutageReport): string {
  return Date.parse(observedUntil) > 0 ? `until ${dayAndClock(observedUntil)} UTC` : 'nothing yet';
}

/** An exception in a line, its value cut. */
export function signatureText({ type, value }: Pick<SignatureGroup, 'type' | 'value'>): string {
  const name = toLine(type) || 'Unknown';
  const short = toLine(cutLine(value, VALUE_SHOWN));
  return short === '' ? name : `${name}: ${short}`;
}

/** Where and when a failure mode was seen. */
export function spanText({ firstTime, lastTime }: { firstTime: string; lastTime: string }): string {
  const [from, to] = [clock(firstTime), clock(lastTime)];
  return from === to ? from : `${from} - ${to}`;
}

/** What an exception was raised from in the end; empty where that says no more than itself. */
export function rootText({ root, ...own }: Pick<SignatureGroup, 'type' | 'value' | 'root'>): string {
  if (root === null) return '';
  const text = signatureText({ type: root.type ?? '', value: root.value ?? '' });
  return text === signatureText(own) ? '' : text;
}

/** The command that tells the whole way to the verdict on a system. */
export function explainCommand({ outage }: OutageReport): string {
  return `oops-report outage ${shellWord(toLine(outage))} --explain SYSTEM`;
}

/** Figures behind plain words, in brackets: " [binomial test, p = 1.5e-110]"; nothing where there are none. */
export function figuresText(figures: readonly string[]): string {
  return figures.length === 0 ? '' : ` [${figures.join('; ')}]`;
}

/** What could be taken for an expected failure, and the command that says how. */
export interface SuggestionWords {
  readonly before: string;
  readonly command: string;
  readonly behind: string;
}

/** Leads to the suggestion of expected failures; null where nothing came only inside windows. */
export function suggestionWords({ outage, onlyInWindows }: OutageReport): SuggestionWords | null {
  if (onlyInWindows === 0) return null;
  const isOne = onlyInWindows === 1;
  return {
    before: `${plural(onlyInWindows, 'kind')} of what should not have been there came only inside the windows:`,
    command: `oops-report outage ${shellWord(toLine(outage))} --suggest`,
    behind: `prints ${isOne ? 'it as an expected failure' : 'them as expected failures'} for the config.`,
  };
}

/** A length of time given in seconds. */
export function seconds(length: number): string {
  return formatDuration(length * 1000);
}

export function clock(time: string): string {
  return time.slice(11, 19);
}

export function dayAndClock(time: string): string {
  return `${time.slice(0, 10)} ${clock(time)}`;
}

/** Planned, actual and observed times, and what clocks may do to them, each with its label. */
export function timeFacts(report: OutageReport): [label: string, text: string][] {
  const { windows, planned, clockMargin } = report;
  return [
    ['Planned', planned.map(windowText).join('; ')],
    ['Windows', windows.map(windowText).join('; ')],
    ['Observed', observedText(report)],
    ['Clocks', clockMargin.text],
  ];
}

/** What an OOPS of a window means, as people say it. */
export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  expected: 'expected',
  background: 'usual anyway',
  unexpected: 'unexpected',
};

/** Verdicts as people say them. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  'as-expected': 'as expected',
  'not-as-expected': 'NOT as expected',
  inconclusive: 'inconclusive',
};

export const FAILURE_WORDS: Readonly<Record<FailureVerdict, string>> = {
  'failed-as-expected': 'failed as expected',
  'failed-unexpectedly': 'failed unexpectedly',
  'did-not-fail': 'did not fail',
  'no-evidence': 'no evidence of failing',
  allowed: 'allowed to fail',
  'stayed-silent': 'stayed silent',
  'not-shut-down': 'was not shut down',
  unaffected: 'unaffected',
  affected: 'affected',
};

export const RECOVERY_WORDS: Readonly<Record<RecoveryVerdict, string>> = {
  recovered: 'recovered',
  'recovered-late': 'recovered late',
  'not-recovered': 'has not recovered',
  elevated: 'fails more than before',
  silent: 'silent since',
  'partly-silent': 'partly silent since',
  ongoing: 'outage ongoing',
  'too-early': 'too early to tell',
  'no-evidence': 'no evidence of recovery',
};
