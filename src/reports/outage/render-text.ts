import { BAD_FAILURES, BAD_RECOVERIES, type Verdict } from '../../analysis/verdict.js';
import { formatDuration } from '../../time/duration.js';
import { type Paint, paintMatches, paintWords, verdictColour } from '../layout/colour.js';
import type { TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { compileTemplate, type Template } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import { ASCII, BLOCKS, drawStorm } from './charts/storm-text.js';
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

let template: Template<OutageTextView> | undefined;

/** Lays an outage report out as text. */
export function renderOutageText(report: OutageReport, look: TextLook): string {
  template ??= compileTemplate<OutageTextView>('outage', 'text');
  return template(viewOf(report, look), look);
}

function viewOf(report: OutageReport, look: TextLook): OutageTextView {
  const prose = proseOf(look);
  const { wrap, hang } = prose;
  const widths = columnWidths(report.systems);
  const { secondsPerCount } = report.timeline;
  const suggestion = suggestionWords(report);
  return {
    heading: prose.bold(
      wrap(`Outage ${toLine(report.outage)}${report.title === null ? '' : `: ${toLine(report.title)}`}`),
    ),
    verdict: paintVerdict(
      wrap(`${VERDICT_WORDS[report.verdict].toUpperCase()}. ${toLine(report.summary)}`),
      report.verdict,
      prose,
    ),
    facts: paintMatches(
      layOutFacts(
        [
          ['When', whenText(report)],
          ['OOPSes', countsText(report)],
        ],
        prose,
      ),
      COUNT_OF_UNEXPECTED,
      prose.alarm,
    ),
    touched: wrap(toLine(touchedText(report))),
    stormWords: wrap(toLine(`${stormText(report)}.`)),
    times: layOutFacts(timeFacts(report), prose),
    remarks: report.remarks.map((remark) => prose.doubt(hang(' ! ', toLine(remark)))),
    run: describeRunText(report, look.unicode ? ['█', '▒'] : ['#', '='], prose),
    systemHeader: prose.soft(systemLine('SYSTEM', ['VERDICT', 'FAILURE', 'RECOVERY'], widths)),
    systems: report.systems.map((system) => describeSystem(system, widths, prose)),
    unexpected: report.systems.flatMap((system) =>
      system.unexpected.map((group) => unexpectedText(group, system.system, prose)),
    ),
    newSignatures: report.systems.flatMap(({ system, newSignatures }) =>
      newSignatures.map((group) => groupText(group, `${system}, first at ${clock(group.firstTime)}`, prose)),
    ),
    worthALook: worthALookTexts(report).map((text) => hang(' - ', toLine(text))),
    worthALookIntro: wrap(WORTH_A_LOOK_INTRO),
    failureModes: failureModeLines(report.failureModes, prose),
    storm: drawStorm(report, look.width, look.unicode ? BLOCKS : ASCII),
    unknowns: report.unknowns.map((unknown) => hang(' - ', toLine(unknown))),
    suggestion: suggestion ? wrap(`${suggestion.before} ${suggestion.command} ${suggestion.behind}`) : '',
    stormScale:
      secondsPerCount === 1 ? 'second by second' : `in steps of ${formatDuration(secondsPerCount * 1000)}`,
  };
}

/** How many were unexpected, where any were. */
const COUNT_OF_UNEXPECTED = /\b[1-9]\d*\s+unexpected\b/g;

/** The words of a verdict at the start of its sentence. */
function paintVerdict(text: string, verdict: Verdict, prose: Prose): string {
  return paintMatches(text, /^[A-Z ]+\./, (words) => prose.bold(verdictColour(prose, verdict)(words)));
}

function layOutFacts(facts: readonly (readonly [label: string, text: string])[], { hang }: Prose): string {
  return facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => hang(` ${label.padEnd(10)}`, toLine(text)))
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

type Paints = readonly [verdict: Paint, failure: Paint, recovery: Paint];

function systemLine(
  system: string,
  [verdict, failure, recovery]: readonly [string, string, string],
  widths: Widths,
  paints?: Paints,
): string {
  const cells = [verdict.padEnd(widths[1]), failure.padEnd(widths[2]), recovery];
  const painted = cells.map((cell, place) => paints?.[place]?.(cell) ?? cell);
  return ` ${[system.padEnd(widths[0]), ...painted].join('  ')}`.trimEnd();
}

/** What is as it should be needs no colour but the verdict's. */
function paintsOf({ verdict, failure, recovery }: ReportedSystem, prose: Prose): Paints {
  const paint = (isBad: boolean): Paint => (isBad ? prose.alarm : (text) => text);
  return [
    verdictColour(prose, verdict),
    paint(BAD_FAILURES.includes(failure.verdict)),
    paint(BAD_RECOVERIES.includes(recovery.verdict)),
  ];
}

function describeSystem(
  reported: ReportedSystem,
  widths: Widths,
  prose: Prose,
): OutageTextView['systems'][number] {
  const { system, verdict, failure, recovery } = reported;
  const words = [
    VERDICT_WORDS[verdict],
    FAILURE_WORDS[failure.verdict],
    RECOVERY_WORDS[recovery.verdict],
  ] as const;
  return {
    line: systemLine(toLine(system), words, widths, paintsOf(reported, prose)),
    evidence: [
      checkText('   failure:  ', failure, prose),
      checkText('   recovery: ', recovery, prose),
      ...systemNotes(reported.discardedBy, recovery.laterRise).map((note) =>
        prose.hang('   note:     ', toLine(note)),
      ),
    ].join('\n'),
  };
}

/** What a check saw, with OOPSes to look at. */
function checkText(
  label: string,
  { evidence, oopsIds }: { readonly evidence: string; readonly oopsIds: readonly string[] },
  { hang, soft }: Prose,
): string {
  return paintWords(hang(label, toLine(evidence + idsText(oopsIds))), oopsIds.map(toLine), soft);
}

function unexpectedText(group: UnexpectedGroup, system: string, prose: Prose): string {
  const frames = group.traceback.map((line) => prose.hang(indentOf(line), toLine(line)));
  return [paintMatches(groupText(group, system, prose), /^ *\d+/, prose.alarm), ...frames].join('\n');
}

/** Where a line of a traceback begins below its group. */
function indentOf(line: string): string {
  return ' '.repeat(6 + Math.min(8, line.length - line.trimStart().length));
}

function groupText(group: SignatureGroup, where: string, { hang, soft }: Prose): string {
  return [
    hang(`${String(group.count).padStart(5)} `, `${signatureText(group)} (${toLine(where)})`),
    soft(hang('      ', group.oopsIds.slice(0, 5).map(toLine).join(', '))),
  ].join('\n');
}

/** The failure modes seen most, and what the rest amounts to. */
function failureModeLines(groups: readonly FailureModeGroup[], prose: Prose): string[] {
  const rest = groups.slice(FAILURE_MODES_SHOWN);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  const shown = groups.slice(0, FAILURE_MODES_SHOWN).map((group) => failureModeText(group, prose));
  return rest.length > 0 ? [...shown, `${String(left).padStart(5)} of ${rest.length} other kinds`] : shown;
}

function failureModeText(group: FailureModeGroup, { hang, alarm }: Prose): string {
  const systems = group.systems.map(toLine).join(', ');
  const where = hang('      ', `${group.disposition}, ${spanText(group)}: ${systems}`);
  return [
    hang(`${String(group.count).padStart(5)} `, signatureText(group)),
    paintMatches(where, /^ *unexpected\b/, alarm),
  ].join('\n');
}
