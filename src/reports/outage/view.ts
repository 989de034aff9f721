import { plural, toLine } from '../layout/text.js';
import type { OutageReport, ReportedSystem, SignatureGroup } from './outage-report.js';
import { describeRun } from './run-words.js';
import { systemNotes, WORTH_A_LOOK_INTRO, worthALookTexts } from './system-notes.js';
import {
  AT_LEAST,
  clock,
  countsText,
  FAILURE_WORDS,
  RECOVERY_WORDS,
  type SuggestionWords,
  seconds,
  signatureText,
  spanText,
  stormText,
  suggestionWords,
  timeFacts,
  touchedText,
  VERDICT_WORDS,
  whenText,
} from './words.js';

/** How many failure modes are listed; JSON has all. */
export const FAILURE_MODES_SHOWN = 12;

/** What the pages of an outage show, HTML and Markdown alike: each text is one harmless line, not yet escaped. */
export interface OutageView {
  readonly heading: string;
  readonly verdict: OutageReport['verdict'];
  readonly verdictText: string;
  readonly summary: string;
  readonly remarks: readonly string[];
  readonly facts: readonly FactView[];
  /** Planned, actual and observed times. */
  readonly times: readonly FactView[];
  readonly steps: readonly { readonly name: string; readonly length: string }[];
  readonly systems: readonly SystemView[];
  readonly unexpected: readonly GroupView[];
  readonly newSignatures: readonly GroupView[];
  readonly worthALookIntro: string;
  readonly worthALook: readonly string[];
  readonly touched: string;
  readonly storm: string;
  readonly stormScale: string;
  readonly failureModes: readonly GroupView[];
  readonly unknowns: readonly string[];
  /** Null where there is nothing to suggest. */
  readonly suggestion: SuggestionWords | null;
}

interface FactView {
  readonly label: string;
  readonly text: string;
}

/** A check of a system, and a few OOPSes to look at. */
export interface CheckView {
  readonly words: string;
  readonly evidence: string;
  readonly see: readonly string[];
}

export interface SystemView {
  readonly name: string;
  readonly verdict: OutageReport['verdict'];
  readonly verdictText: string;
  /** How many OOPSes of how many requests. */
  readonly counts: string;
  readonly failure: CheckView;
  readonly recovery: CheckView;
  readonly notes: readonly string[];
}

/** A group of OOPSes; `traceback` has a line a frame and a line break between them, and may be empty. */
export interface GroupView {
  readonly count: number;
  readonly text: string;
  readonly where: string;
  readonly ids: readonly string[];
  readonly traceback: string;
}

/** Puts an outage report into words. */
export function viewOutage(report: OutageReport): OutageView {
  const { secondsPerCount } = report.timeline;
  const rest = report.failureModes.slice(FAILURE_MODES_SHOWN);
  return {
    heading: `Outage ${toLine(report.outage)}${report.title === null ? '' : `: ${toLine(report.title)}`}`,
    verdict: report.verdict,
    verdictText: VERDICT_WORDS[report.verdict],
    summary: toLine(report.summary),
    remarks: report.remarks.map(toLine),
    facts: listFacts([['When', whenText(report)], ...describeRun(report), ['OOPSes', countsText(report)]]),
    times: listFacts(timeFacts(report)),
    steps: report.steps.map((step) => ({ name: toLine(step.name), length: seconds(step.seconds) })),
    systems: report.systems.map(viewSystem),
    unexpected: report.systems.flatMap(({ system, unexpected }) =>
      unexpected.map((group) => viewGroup(group, system, group.traceback)),
    ),
    newSignatures: report.systems.flatMap(({ system, newSignatures }) =>
      newSignatures.map((group) => viewGroup(group, `${system}, first at ${clock(group.firstTime)}`)),
    ),
    worthALookIntro: WORTH_A_LOOK_INTRO,
    worthALook: worthALookTexts(report).map(toLine),
    touched: toLine(touchedText(report)),
    storm: toLine(`Storm: ${stormText(report)}.`),
    stormScale: secondsPerCount === 1 ? 'second by second' : `in steps of ${seconds(secondsPerCount)}`,
    failureModes: [
      ...report.failureModes
        .slice(0, FAILURE_MODES_SHOWN)
        .map((group) =>
          viewGroup(group, `${group.disposition}, ${spanText(group)}: ${group.systems.join(', ')}`),
        ),
      ...(rest.length === 0 ? [] : [sumOthers(rest)]),
    ],
    unknowns: report.unknowns.map(toLine),
    suggestion: suggestionWords(report),
  };
}

function listFacts(facts: readonly (readonly [label: string, text: string])[]): OutageView['facts'] {
  return facts.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text: toLine(text) }));
}

function viewSystem(reported: ReportedSystem): SystemView {
  const { system, verdict, failure, recovery } = reported;
  return {
    name: toLine(system),
    verdict,
    verdictText: VERDICT_WORDS[verdict],
    counts: systemCountsText(reported),
    failure: {
      words: FAILURE_WORDS[failure.verdict],
      evidence: toLine(failure.evidence),
      see: idsToSee(failure.oopsIds).map(toLine),
    },
    recovery: {
      words: RECOVERY_WORDS[recovery.verdict],
      evidence: toLine(recovery.evidence),
      see: idsToSee(recovery.oopsIds).map(toLine),
    },
    notes: systemNotes(reported.discardedBy, recovery.laterRise).map(toLine),
  };
}

function systemCountsText({ failure, requests, discards }: ReportedSystem): string {
  const count = failure.expected + failure.background + failure.unexpected;
  const atLeast = discards > 0 ? AT_LEAST : '';
  return count === 0 ? '' : `${atLeast}${plural(count, 'OOPS', 'OOPSes')} of ${plural(requests, 'request')}`;
}

/** A few OOPSes to look at. */
function idsToSee(oopsIds: readonly string[]): readonly string[] {
  return oopsIds.slice(0, 2);
}

/** The same as the end of a sentence's evidence; nothing when there are none. */
export function idsText(oopsIds: readonly string[]): string {
  return oopsIds.length > 0 ? ` See ${idsToSee(oopsIds).join(', ')}.` : '';
}

function viewGroup(group: SignatureGroup, where: string, traceback: readonly string[] = []): GroupView {
  return {
    count: group.count,
    text: signatureText(group),
    where: toLine(where),
    ids: group.oopsIds.slice(0, 5).map(toLine),
    traceback: traceback.map((line) => `${' '.repeat(indentOf(line))}${toLine(line)}`).join('\n'),
  };
}

function indentOf(line: string): number {
  return Math.min(8, line.length - line.trimStart().length);
}

function sumOthers(groups: readonly SignatureGroup[]): GroupView {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return { count, text: `of ${groups.length} other kinds`, where: '', ids: [], traceback: '' };
}
