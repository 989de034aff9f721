import { formatDuration } from '../../time/duration.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { hangLine, TEXT_WIDTH, toLine, wrapLine } from '../layout/text.js';
import { ASCII, BLOCKS, drawStorm } from './charts/storm-text.js';
import type {
  FailureModeGroup,
  OutageReport,
  ReportedSystem,
  SignatureGroup,
  UnexpectedGroup,
} from './outage-report.js';
import { fewIds, fewIdsText } from './reading/few-ids.js';
import { closingLine, headlineOf } from './reading/headline.js';
import { type GroupOfSystem, newGroups, sortSystems, unexpectedGroups } from './reading/worst-first.js';
import { describeRunText } from './run-words.js';
import { systemNotes, WORTH_A_LOOK_INTRO, worthALookTexts } from './system-notes.js';
import { FAILURE_MODES_SHOWN, headFacts, headingText, isGood, modeText, otherKindsText } from './view.js';
import {
  clock,
  explainCommand,
  FAILURE_WORDS,
  figuresText,
  RECOVERY_WORDS,
  requestsText,
  rootText,
  signatureText,
  stormText,
  suggestionWords,
  timeFacts,
  VERDICT_WORDS,
} from './words.js';

/** How wide a text report is, its storm with it, and whether it may have more than plain ASCII. */
export type TextLook = Pick<Look, 'width' | 'unicode'>;

/** What `templates/outage.text.hbs` shows; every text is ready, wrapped and harmless. */
interface OutageTextView {
  readonly heading: string;
  readonly verdict: string;
  /** By how much it was longer than its budget; empty where it was not. */
  readonly over: string;
  readonly facts: string;
  readonly remarks: readonly string[];
  readonly run: readonly string[];
  readonly systemHeader: string;
  /** A line each. */
  readonly systems: readonly string[];
  /** What shows those that are not as expected, and what is to be known of the others. */
  readonly evidence: readonly string[];
  /** Leads to the rest. */
  readonly explain: string;
  readonly unexpected: readonly string[];
  readonly newSignatures: readonly string[];
  readonly worthALook: readonly string[];
  readonly worthALookIntro: string;
  readonly failureModes: readonly string[];
  readonly otherKinds: string;
  /** How many OOPSes a request wrote; may be empty. */
  readonly requests: string;
  readonly stormWords: string;
  readonly storm: readonly string[];
  readonly times: string;
  readonly stormScale: string;
  readonly unknowns: readonly string[];
  /** Empty where there is nothing to suggest. */
  readonly suggestion: string;
  /** The verdict again, in a line. */
  readonly closing: string;
}

/** How many characters the ids of a group may take; one is always shown. */
const ROOM_FOR_IDS = 60;

let template: ((view: OutageTextView) => string) | undefined;

/** Lays an outage report out as text. */
export function renderOutageText(report: OutageReport, look: TextLook): string {
  template ??= compileTemplate<OutageTextView>('outage', 'text');
  return template(viewOf(report, look));
}

function viewOf(report: OutageReport, look: TextLook): OutageTextView {
  const widths = columnWidths(report.systems);
  const { secondsPerCount } = report.timeline;
  const suggestion = suggestionWords(report);
  const { word, text, over } = headlineOf(report);
  const systems = sortSystems(report.systems);
  return {
    heading: wrap(headingText(report)),
    verdict: wrap(`${word.toUpperCase()} ${toLine(text)}`),
    over: over === '' ? '' : hangLine(' ! ', `${over}.`),
    facts: layOutFacts(headFacts(report)),
    requests: wrap(toLine(requestsText(report))),
    stormWords: wrap(toLine(`${stormText(report)}.`)),
    times: layOutFacts(timeFacts(report)),
    remarks: report.remarks.map((remark) => hangLine(' ! ', toLine(remark))),
    run: describeRunText(report, look.unicode ? ['█', '▒'] : ['#', '=']),
    systemHeader: systemLine('SYSTEM', 'VERDICT', 'FAILURE', 'RECOVERY', widths),
    systems: systems.map((system) => describeSystem(system, widths)),
    evidence: systems.flatMap(describeEvidence),
    explain: `Every question that was asked of a system:\n  ${explainCommand(report)}`,
    unexpected: unexpectedGroups(report).map(unexpectedText),
    newSignatures: newGroups(report).map((group) =>
      groupText(group, `${group.system}, first at ${clock(group.firstTime)}`),
    ),
    worthALook: worthALookTexts(report).map((text) => hangLine(' - ', toLine(text))),
    worthALookIntro: wrap(WORTH_A_LOOK_INTRO),
    failureModes: report.failureModes.slice(0, FAILURE_MODES_SHOWN).map(failureModeText),
    otherKinds: otherKindsText(report),
    storm: drawStorm(report, look.width, look.unicode ? BLOCKS : ASCII),
    unknowns: report.unknowns.map((unknown) => hangLine(' - ', toLine(unknown))),
    suggestion: suggestion
      ? [wrap(suggestion.before), `  ${suggestion.command}`, wrap(suggestion.behind)].join('\n')
      : '',
    stormScale:
      secondsPerCount === 1 ? 'second by second' : `in steps of ${formatDuration(secondsPerCount * 1000)}`,
    closing: wrap(toLine(closingLine(report))),
  };
}

function layOutFacts(facts: readonly (readonly [label: string, text: string])[]): string {
  return facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => hangLine(` ${label.padEnd(10)}`, toLine(text)))
    .join('\n');
}

type Widths = readonly [number, number, number];

function columnWidths(systems: readonly ReportedSystem[]): Widths {
  const widest = (texts: readonly string[], least: number) =>
    texts.reduce((most, text) => Math.max(most, text.length), least);
  return [
    Math.min(
      24,
      widest(
        systems.map(({ system }) => toLine(system)),
        6,
      ),
    ),
    widest(
      systems.map(({ verdict }) => VERDICT_WORDS[verdict]),
      7,
    ),
    widest(
      systems.map(({ failure }) => FAILURE_WORDS[failure.verdict]),
      7,
    ),
  ];
}

function systemLine(
  system: string,
  verdict: string,
  failure: string,
  recovery: string,
  widths: Widths,
): string {
  return ` ${system.padEnd(widths[0])}  ${verdict.padEnd(widths[1])}  ${failure.padEnd(widths[2])}  ${recovery}`.trimEnd();
}

function describeSystem({ system, verdict, failure, recovery }: ReportedSystem, widths: Widths): string {
  return systemLine(
    toLine(system),
    VERDICT_WORDS[verdict],
    FAILURE_WORDS[failure.verdict],
    RECOVERY_WORDS[recovery.verdict],
    widths,
  );
}

/** What shows a system that is not as expected, and what is to be known of any: nothing where its line says all. */
function describeEvidence({ system, verdict, failure, recovery, discardedBy }: ReportedSystem): string[] {
  const checks =
    verdict === 'as-expected'
      ? []
      : [checkText('   failure:  ', failure), checkText('   recovery: ', recovery)];
  const notes = systemNotes(discardedBy, recovery.laterRise).map((note) =>
    hangLine('   note:     ', toLine(note)),
  );
  const all = [...checks, ...notes];
  return all.length === 0 ? [] : [[` ${toLine(system)}`, ...all].join('\n')];
}

/** A check in plain words, and where it found no more than it should, no more than these: else where to look, and the figures. */
function checkText(
  label: string,
  { verdict, inWords, figures, oopsIds }: ReportedSystem['failure'] | ReportedSystem['recovery'],
): string {
  if (isGood(verdict)) return hangLine(label, toLine(inWords));
  const { ids } = fewIds(oopsIds, 0, ROOM_FOR_IDS);
  const see = ids.length === 0 ? '' : ` See ${ids.join(', ')}.`;
  return hangLine(label, toLine(inWords + see + figuresText(figures)));
}

function unexpectedText(group: GroupOfSystem<UnexpectedGroup>): string {
  const frames = group.traceback.map((line) => hangLine(indentOf(line), toLine(line)));
  return [groupText(group, group.system), ...frames].join('\n');
}

/** Where a line of a traceback begins below its group. */
function indentOf(line: string): string {
  return ' '.repeat(6 + Math.min(8, line.length - line.trimStart().length));
}

function groupText(group: SignatureGroup, where: string): string {
  return [
    hangLine(`${String(group.count).padStart(5)} `, `${signatureText(group)} (${toLine(where)})`),
    ...rootLines(group),
    hangLine('      ', fewIdsText(fewIds(group.oopsIds.map(toLine), group.count, ROOM_FOR_IDS))),
  ].join('\n');
}

/** What an exception was raised from in the end, where that says more than itself. */
function rootLines(group: SignatureGroup): string[] {
  const root = rootText(group);
  return root === '' ? [] : [hangLine('      root: ', root)];
}

function failureModeText(group: FailureModeGroup): string {
  return [
    hangLine(`${String(group.count).padStart(5)} `, signatureText(group)),
    ...rootLines(group),
    hangLine('      ', toLine(modeText(group))),
  ].join('\n');
}

function wrap(line: string): string {
  return wrapLine(line, TEXT_WIDTH).join('\n');
}
