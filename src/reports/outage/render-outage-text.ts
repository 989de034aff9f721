import { formatDuration } from '../../time/duration.js';
import { compileTemplate } from '../templates.js';
import { cutLine, hangLine, plural, TEXT_WIDTH, toLine, wrapLine } from '../text-layout.js';
import type { FailureModeGroup, OutageReport, ReportedSystem, SignatureGroup } from './outage-report.js';
import { describeRunText } from './run-text.js';
import { ASCII, BLOCKS, drawStorm } from './text-storm.js';
import { FAILURE_WORDS, RECOVERY_WORDS, VERDICT_WORDS } from './verdict-words.js';

/** How many failure modes are listed, and how much of a value; JSON has all. */
const FAILURE_MODES_SHOWN = 12;
const VALUE_SHOWN = 150;

/** How a text report is to look. */
export interface TextLook {
  /** Columns; the storm is drawn as wide as that. */
  readonly width: number;
  /** False where the terminal shows plain ASCII only. */
  readonly unicode: boolean;
}

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
  readonly failureModes: readonly string[];
  readonly storm: readonly string[];
  readonly stormScale: string;
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
  return {
    heading: wrap(
      `Outage ${toLine(report.outage)}${report.title === null ? '' : `: ${toLine(report.title)}`}`,
    ),
    verdict: wrap(`${VERDICT_WORDS[report.verdict].toUpperCase()}. ${toLine(report.summary)}`),
    facts: factLines(report),
    remarks: report.remarks.map((remark) => hangLine(' ! ', toLine(remark))),
    run: describeRunText(report),
    systemHeader: systemLine('SYSTEM', 'VERDICT', 'FAILURE', 'RECOVERY', widths),
    systems: report.systems.map((system) => describeSystem(system, widths)),
    unexpected: report.systems.flatMap((system) =>
      system.unexpected.map((group) => groupText(group, system.system)),
    ),
    newSignatures: report.systems.flatMap(({ system, newSignatures }) =>
      newSignatures.map((group) => groupText(group, `${system}, first at ${clock(group.firstTime)}`)),
    ),
    failureModes: failureModeLines(report.failureModes),
    storm: drawStorm(report, look.width, look.unicode ? BLOCKS : ASCII),
    stormScale:
      secondsPerCount === 1 ? 'second by second' : `in steps of ${formatDuration(secondsPerCount * 1000)}`,
  };
}

function factLines({
  start,
  end,
  budget,
  counts,
  storm,
  observedUntil,
  windows,
  planned,
}: OutageReport): string {
  const day = start.slice(0, 10);
  const until = end === null ? 'still open' : end.startsWith(day) ? clock(end) : dayAndClock(end);
  const lines: [string, string][] = [
    ['When', `${dayAndClock(start)} - ${until} UTC${durationText(budget)}`],
    ['Windows', windows.map(windowText).join('; ')],
    ...(planned.length > 0 ? [['Planned', planned.map(windowText).join('; ')] as [string, string]] : []),
    [
      'OOPSes',
      `${plural(counts.attributed, 'OOPS', 'OOPSes')} in its windows: ${counts.expected} expected, ${counts.background} background, ${counts.unexpected} unexpected (${counts.during} during, ${counts.recovery} just after)`,
    ],
    ['Storm', stormText(storm)],
    ['Observed', Date.parse(observedUntil) > 0 ? `until ${dayAndClock(observedUntil)} UTC` : 'nothing yet'],
  ];
  return lines.map(([label, text]) => hangLine(` ${label.padEnd(10)}`, toLine(text))).join('\n');
}

function durationText({ durationSeconds, budgetSeconds, overSeconds }: OutageReport['budget']): string {
  if (durationSeconds === null || overSeconds === null) return '';
  const took = formatDuration(durationSeconds * 1000);
  const budget = formatDuration(budgetSeconds * 1000);
  if (overSeconds > 0) return `, ${took}: ${formatDuration(overSeconds * 1000)} over its budget of ${budget}`;
  return `, ${took}, within its budget of ${budget}`;
}

function windowText({ phase, systems, start, end }: OutageReport['windows'][number]): string {
  const scope = systems.includes('*') ? 'all systems' : systems.join(', ');
  return `${phase} of ${scope} ${clock(start)} - ${end === null ? 'open' : clock(end)}`;
}

function stormText(storm: OutageReport['storm']): string {
  if (!storm) return 'none: the outage failures were too few, or usual';
  const { startOffsetSeconds, endOffsetSeconds, isOff } = storm;
  const begins = `it begins ${offsetText(startOffsetSeconds)} the log's start`;
  const ends = endOffsetSeconds === null ? '' : ` and ends ${offsetText(endOffsetSeconds)} its end`;
  const doubt = isOff ? ', more than 5 s off: late failures, a clock, or the log' : '';
  return `${plural(storm.count, 'failure')} from ${clock(storm.start)} to ${clock(storm.end)}; ${begins}${ends}${doubt}`;
}

function offsetText(seconds: number): string {
  return `${formatDuration(Math.abs(seconds) * 1000)} ${seconds < 0 ? 'before' : 'after'}`;
}

type Widths = readonly [number, number, number];

function columnWidths(systems: readonly ReportedSystem[]): Widths {
  const widest = (texts: readonly string[], least: number) =>
    Math.max(least, ...texts.map((text) => text.length));
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
    ].join('\n'),
  };
}

function idsText(oopsIds: readonly string[]): string {
  return oopsIds.length > 0 ? ` See ${oopsIds.slice(0, 2).join(', ')}.` : '';
}

function groupText(group: SignatureGroup, where: string): string {
  return [
    hangLine(`${String(group.count).padStart(5)} `, `${signatureText(group)} (${toLine(where)})`),
    hangLine('      ', group.oopsIds.slice(0, 5).join(', ')),
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
  const [from, to] = [clock(group.firstTime), clock(group.lastTime)];
  const when = from === to ? from : `${from} - ${to}`;
  const systems = group.systems.map(toLine).join(', ');
  return [
    hangLine(`${String(group.count).padStart(5)} `, signatureText(group)),
    hangLine('      ', `${group.disposition}, ${when}: ${systems}`),
  ].join('\n');
}

function signatureText({ type, value }: SignatureGroup): string {
  const name = toLine(type) || 'Unknown';
  const short = toLine(cutLine(value, VALUE_SHOWN));
  return short === '' ? name : `${name}: ${short}`;
}

function wrap(line: string): string {
  return wrapLine(line, TEXT_WIDTH).join('\n');
}

function clock(time: string): string {
  return time.slice(11, 19);
}

function dayAndClock(time: string): string {
  return `${time.slice(0, 10)} ${clock(time)}`;
}
