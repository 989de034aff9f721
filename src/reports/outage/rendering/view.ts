import { GOOD_FAILURES } from '../../../analysis/verdict.js';
import type { Signature } from '../../../oops/oops.js';
import { plural, toLine } from '../../layout/text.js';
import type { FailureModeGroup, OutageReport, ReportedSystem, SignatureGroup } from '../outage-report.js';
import { type FewIds, fewIds } from '../reading/few-ids.js';
import { type Headline, headlineOf } from '../reading/headline.js';
import { countOopses, newGroups, sortSystems, unexpectedGroups } from '../reading/worst-first.js';
import { describeRun, scheduleFacts } from '../run-words.js';
import { systemNotes, WORTH_A_LOOK_INTRO, worthALookTexts } from '../system-notes.js';
import {
  AT_LEAST,
  clock,
  countsText,
  DISPOSITION_WORDS,
  explainCommand,
  FAILURE_WORDS,
  impactText,
  RECOVERY_WORDS,
  requestsText,
  rootText,
  type SuggestionWords,
  seconds,
  signatureText,
  spanText,
  stormText,
  suggestionWords,
  timeFacts,
  VERDICT_WORDS,
  whenText,
} from '../words.js';

/** How many failure modes are listed; JSON has all. */
export const FAILURE_MODES_SHOWN = 12;

/** What the pages of an outage show, HTML and Markdown alike: each text is one harmless line, not yet escaped. */
export interface OutageView {
  readonly heading: string;
  readonly headline: Headline;
  readonly remarks: readonly string[];
  /** When, whom it touched, how much was seen, and what the schedule has against it. */
  readonly facts: readonly FactView[];
  readonly storm: string;
  readonly stormScale: string;
  /** Those that are not as expected, or undecided; the worst first. */
  readonly systems: readonly SystemView[];
  /** Those that are as expected, without their notes. */
  readonly calm: readonly SystemView[];
  /** "4 systems as expected: api, mailer, search, web"; empty where there is none. */
  readonly calmTitle: string;
  /** What is to be known of those nevertheless. */
  readonly calmNotes: readonly { readonly name: string; readonly text: string }[];
  /** The command that tells the rest of a system. */
  readonly explain: string;
  readonly unexpected: readonly GroupView[];
  readonly newSignatures: readonly GroupView[];
  readonly worthALookIntro: string;
  readonly worthALook: readonly string[];
  /** How many OOPSes a request wrote; may be empty. */
  readonly requests: string;
  readonly failureModes: readonly GroupView[];
  /** What is not listed of them; may be empty. */
  readonly otherKinds: string;
  /** What the deployment log tells. */
  readonly run: readonly FactView[];
  readonly steps: readonly { readonly name: string; readonly length: string }[];
  /** Planned, actual and observed times. */
  readonly times: readonly FactView[];
  readonly unknowns: readonly string[];
  /** Null where there is nothing to suggest. */
  readonly suggestion: SuggestionWords | null;
}

interface FactView {
  readonly label: string;
  readonly text: string;
}

/** A check of a system in plain words, the figures behind them, and a few OOPSes to look at. */
export interface CheckView {
  readonly words: string;
  /** It says that all is as it should be: then words are enough. */
  readonly isGood: boolean;
  readonly evidence: string;
  /** Empty where no test was needed. */
  readonly figures: string;
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
export interface GroupView extends FewIds {
  readonly signature: Signature;
  readonly count: number;
  readonly text: string;
  /** What it was raised from in the end; may be empty. */
  readonly root: string;
  readonly where: string;
  readonly traceback: string;
}

/**
 * Puts an outage report into words, the worst first.
 *
 * @param roomForIds how many characters the ids of a group may take; one is always shown
 */
export function viewOutage(report: OutageReport, roomForIds?: number): OutageView {
  const { secondsPerCount } = report.timeline;
  const { word, text, ...headline } = headlineOf(report);
  const systems = sortSystems(report.systems).map(viewSystem);
  const calm = systems.filter(({ verdict }) => verdict === 'as-expected');
  const view = (group: SignatureGroup, where: string, traceback: readonly string[] = []) =>
    viewGroup(group, where, traceback, roomForIds);
  return {
    heading: headingText(report),
    headline: { ...headline, word, text: toLine(text) },
    remarks: report.remarks.map(toLine),
    facts: listFacts(headFacts(report)),
    storm: toLine(`Storm: ${stormText(report)}.`),
    stormScale: secondsPerCount === 1 ? 'second by second' : `in steps of ${seconds(secondsPerCount)}`,
    systems: systems.filter(({ verdict }) => verdict !== 'as-expected'),
    calm: calm.map((system) => ({ ...system, notes: [] })),
    calmTitle: calmTitle(calm),
    calmNotes: calm.flatMap(({ name, notes }) => notes.map((note) => ({ name, text: note }))),
    explain: explainCommand(report),
    unexpected: unexpectedGroups(report).map((group) => view(group, group.system, group.traceback)),
    newSignatures: newGroups(report).map((group) =>
      view(group, `${group.system}, first at ${clock(group.firstTime)}`),
    ),
    worthALookIntro: WORTH_A_LOOK_INTRO,
    worthALook: worthALookTexts(report).map(toLine),
    requests: toLine(requestsText(report)),
    failureModes: report.failureModes
      .slice(0, FAILURE_MODES_SHOWN)
      .map((group) => view(group, modeText(group))),
    otherKinds: otherKindsText(report),
    run: listFacts(describeRun(report)),
    steps: report.steps.map((step) => ({ name: toLine(step.name), length: seconds(step.seconds) })),
    times: listFacts(timeFacts(report)),
    unknowns: report.unknowns.map(toLine),
    suggestion: suggestionWords(report),
  };
}

/** "Outage maintenance-7x2: Failover of the database". */
export function headingText({ outage, title }: OutageReport): string {
  return `Outage ${toLine(outage)}${title === null ? '' : `: ${toLine(title)}`}`;
}

/** What stands below the verdict: when it was, whom it touched, and how much was seen. */
export function headFacts(report: OutageReport): [label: string, text: string][] {
  return [
    ['When', whenText(report)],
    ['Impact', impactText(report)],
    ['OOPSes', countsText(report)],
    ...scheduleFacts(report),
  ];
}

/** "expected, 08:53:05 - 08:55:17: appservers". */
export function modeText(group: FailureModeGroup): string {
  return `${DISPOSITION_WORDS[group.disposition]}, ${spanText(group)}: ${group.systems.join(', ')}`;
}

/** What is not listed of the failure modes: "7 other kinds, 11 OOPSes"; empty where all are. */
export function otherKindsText({ failureModes }: OutageReport): string {
  const groups = failureModes.slice(FAILURE_MODES_SHOWN);
  if (groups.length === 0) return '';
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return `${plural(groups.length, 'other kind')}, ${plural(count, 'OOPS', 'OOPSes')}`;
}

function listFacts(facts: readonly (readonly [label: string, text: string])[]): FactView[] {
  return facts.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text: toLine(text) }));
}

function calmTitle(calm: readonly SystemView[]): string {
  if (calm.length === 0) return '';
  return `${plural(calm.length, 'system')} as expected: ${calm.map(({ name }) => name).join(', ')}`;
}

function viewSystem(reported: ReportedSystem): SystemView {
  const { system, verdict, failure, recovery } = reported;
  return {
    name: toLine(system),
    verdict,
    verdictText: VERDICT_WORDS[verdict],
    counts: systemCountsText(reported),
    failure: viewCheck(FAILURE_WORDS[failure.verdict], failure),
    recovery: viewCheck(RECOVERY_WORDS[recovery.verdict], recovery),
    notes: systemNotes(reported.discardedBy, recovery.laterRise).map(toLine),
  };
}

function viewCheck(
  words: string,
  { verdict, inWords, figures, oopsIds }: ReportedSystem['failure'] | ReportedSystem['recovery'],
): CheckView {
  return {
    words,
    isGood: isGood(verdict),
    evidence: toLine(inWords),
    figures: toLine(figures.join('; ')),
    see: fewIds(oopsIds, 0).ids.map(toLine),
  };
}

/** Whether a check says that all is as it should be. */
export function isGood(
  verdict: ReportedSystem['failure']['verdict'] | ReportedSystem['recovery']['verdict'],
): boolean {
  return verdict === 'recovered' || GOOD_FAILURES.some((good) => good === verdict);
}

function systemCountsText(reported: ReportedSystem): string {
  const count = countOopses(reported);
  const atLeast = reported.discards > 0 ? AT_LEAST : '';
  return count === 0
    ? ''
    : `${atLeast}${plural(count, 'OOPS', 'OOPSes')} of ${plural(reported.requests, 'request')}`;
}

function viewGroup(
  group: SignatureGroup,
  where: string,
  traceback: readonly string[],
  roomForIds: number | undefined,
): GroupView {
  const { ids, more } = fewIds(group.oopsIds.map(toLine), group.count, roomForIds);
  return {
    signature: { type: group.type, value: group.value },
    count: group.count,
    text: signatureText(group),
    root: rootText(group),
    where: toLine(where),
    ids,
    more,
    traceback: traceback.map((line) => `${' '.repeat(indentOf(line))}${toLine(line)}`).join('\n'),
  };
}

function indentOf(line: string): number {
  return Math.min(8, line.length - line.trimStart().length);
}
