import { formatDuration } from '../../time/duration.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { hangLine, TEXT_WIDTH, toLine, wrapLine } from '../layout/text.js';
import { drawCourse } from './charts/course-text.js';
import { drawStorm } from './charts/storm-text.js';
import { ASCII, BLOCKS } from './charts/text-rows.js';
import type {
  FailureModeGroup,
  OutageReport,
  ReportedSystem,
  SignatureGroup,
  UnexpectedGroup,
} from './outage-report.js';
import { describeRunText } from './run-words.js';
import { systemNotes, WORTH_A_LOOK_INTRO, worthALookTexts } from './system-notes.js';
import { FAILURE_MODES_SHOWN, idsText } from './view.js';
import {
  clock,
  countsText,
  FAILURE_WORDS,
  RECOVERY_WORDS,
  signatureText,
  spanText,
  stormText,
  suggestionWords,
  timeFacts,
  touchedText,
  VERDICT_WORDS,
  whenText,
} from './words.js';

/** How wide a text report is, its storm with it, and whether it may have more than plain ASCII. */
export type TextLook = Pick<Look, 'width' | 'unicode'>;

/** What `templates/outage.text.hbs` shows; every text is ready, wrapped and harmless. */
interface OutageTextView {
  readonly heading: string;
  readonly verdict: string;
  readonly facts: string;
  readonly remarks: readonly string[];
  readonly run: readonly string[];
  readonly systemHeader: string;
  readonly systems: readonly { readonly line: string; readonly evidence: string }[];
  readonly unexpected: readonly string[];
  readonly newSignatures: readonly string[];
  readonly worthALook: readonly string[];
  readonly worthALookIntro: string;
  readonly failureModes: readonly string[];
  readonly touched: string;
  readonly stormWords: string;
  readonly storm: readonly string[];
  readonly times: string;
  readonly stormScale: string;
  readonly unknowns: readonly string[];
  /** Empty where there is nothing to suggest. */
  readonly suggestion: string;
}

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
  return {
    heading: wrap(
      `Outage ${toLine(report.outage)}${report.title === null ? '' : `: ${toLine(report.title)}`}`,
    ),
    verdict: wrap(`${VERDICT_WORDS[report.verdict].toUpperCase()}. ${toLine(report.summary)}`),
    facts: layOutFacts([
      ['When', whenText(report)],
      ['OOPSes', countsText(report)],
    ]),
    touched: wrap(toLine(touchedText(report))),
    stormWords: wrap(toLine(`${stormText(report)}.`)),
    times: layOutFacts(timeFacts(report)),
    remarks: report.remarks.map((remark) => hangLine(' ! ', toLine(remark))),
    run: describeRunText(report, look.unicode ? ['█', '▒'] : ['#', '=']),
    systemHeader: systemLine('SYSTEM', 'VERDICT', 'FAILURE', 'RECOVERY', widths),
    systems: report.systems.map((system) => describeSystem(system, widths)),
    unexpected: report.systems.flatMap((system) =>
      system.unexpected.map((group) => unexpectedText(group, system.system)),
    ),
    newSignatures: report.systems.flatMap(({ system, newSignatures }) =>
      newSignatures.map((group) => groupText(group, `${system}, first at ${clock(group.firstTime)}`)),
    ),
    worthALook: worthALookTexts(report).map((text) => hangLine(' - ', toLine(text))),
    worthALookIntro: wrap(WORTH_A_LOOK_INTRO),
    failureModes: failureModeLines(report.failureModes),
    storm: drawPictures(report, look),
    unknowns: report.unknowns.map((unknown) => hangLine(' - ', toLine(unknown))),
    suggestion: suggestion ? wrap(`${suggestion.before} ${suggestion.command} ${suggestion.behind}`) : '',
    stormScale:
      secondsPerCount === 1 ? 'second by second' : `in steps of ${formatDuration(secondsPerCount * 1000)}`,
  };
}

/** The storm, and below it its course. */
function drawPictures(report: OutageReport, { width, unicode }: TextLook): string[] {
  const glyphs = unicode ? BLOCKS : ASCII;
  const [storm, course] = [drawStorm(report, width, glyphs), drawCourse(report, width, glyphs)];
  return storm.length > 0 && course.length > 0 ? [...storm, '', ...course] : [...storm, ...course];
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

function describeSystem(reported: ReportedSystem, widths: Widths): OutageTextView['systems'][number] {
  const { system, verdict, failure, recovery } = reported;
  const words = [
    VERDICT_WORDS[verdict],
    FAILURE_WORDS[failure.verdict],
    RECOVERY_WORDS[recovery.verdict],
  ] as const;
  return {
    line: systemLine(toLine(system), ...words, widths),
    evidence: [
      hangLine('   failure:  ', toLine(failure.evidence + idsText(failure.oopsIds))),
      hangLine('   recovery: ', toLine(recovery.evidence + idsText(recovery.oopsIds))),
      ...systemNotes(reported.discardedBy, recovery.laterRise).map((note) =>
        hangLine('   note:     ', toLine(note)),
      ),
    ].join('\n'),
  };
}

function unexpectedText(group: UnexpectedGroup, system: string): string {
  const frames = group.traceback.map((line) => hangLine(indentOf(line), toLine(line)));
  return [groupText(group, system), ...frames].join('\n');
}

/** Where a line of a traceback begins below its group. */
function indentOf(line: string): string {
  return ' '.repeat(6 + Math.min(8, line.length - line.trimStart().length));
}

function groupText(group: SignatureGroup, where: string): string {
  return [
    hangLine(`${String(group.count).padStart(5)} `, `${signatureText(group)} (${toLine(where)})`),
    hangLine('      ', group.oopsIds.slice(0, 5).map(toLine).join(', ')),
  ].join('\n');
}

/** The failure modes seen most, and what the rest amounts to. */
function failureModeLines(groups: readonly FailureModeGroup[]): string[] {
  const rest = groups.slice(FAILURE_MODES_SHOWN);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  const shown = groups.slice(0, FAILURE_MODES_SHOWN).map(failureModeText);
  return rest.length > 0 ? [...shown, `${String(left).padStart(5)} of ${rest.length} other kinds`] : shown;
}

function failureModeText(group: FailureModeGroup): string {
  const systems = group.systems.map(toLine).join(', ');
  return [
    hangLine(`${String(group.count).padStart(5)} `, signatureText(group)),
    hangLine('      ', `${group.disposition}, ${spanText(group)}: ${systems}`),
  ].join('\n');
}

function wrap(line: string): string {
  return wrapLine(line, TEXT_WIDTH).join('\n');
}
