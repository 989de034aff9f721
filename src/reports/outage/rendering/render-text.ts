import type { Verdict } from '../../../analysis/verdict.js';
import { formatDuration } from '../../../time/duration.js';
import { paintMatches, verdictColour } from '../../layout/colour.js';
import type { TextLook } from '../../layout/outputs.js';
import { type Prose, proseOf } from '../../layout/prose.js';
import { compileTemplate, type Template } from '../../layout/templates.js';
import { toLine } from '../../layout/text.js';
import { drawCourse } from '../charts/course-text.js';
import { drawStorm } from '../charts/storm-text.js';
import { ASCII, BLOCKS } from '../charts/text-rows.js';
import type { OutageReport } from '../outage-report.js';
import { closingLine, headlineOf } from '../reading/headline.js';
import { newGroups, sortSystems, unexpectedGroups } from '../reading/worst-first.js';
import { describeRunText } from '../run-words.js';
import { WORTH_A_LOOK_INTRO, worthALookTexts } from '../system-notes.js';
import { failureModeText, groupText, unexpectedText } from '../text/groups-text.js';
import { systemEvidence, systemTable } from '../text/systems-text.js';
import { clock, explainCommand, requestsText, stormText, suggestionWords, timeFacts } from '../words.js';
import { FAILURE_MODES_SHOWN, headFacts, headingText, otherKindsText } from './view.js';

/** What `templates/outage.text.hbs` shows; every text is ready, wrapped and harmless. */
interface OutageTextView {
  readonly heading: string;
  readonly verdict: string;
  /** By how much it was longer than its budget; empty where it was not. */
  readonly over: string;
  readonly facts: string;
  readonly remarks: readonly string[];
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
  readonly stormWords: string;
  readonly storm: readonly string[];
  readonly stormScale: string;
  /** How many OOPSes a request wrote; may be empty. */
  readonly requests: string;
  readonly failureModes: readonly string[];
  readonly otherKinds: string;
  readonly run: readonly string[];
  readonly times: string;
  readonly unknowns: readonly string[];
  /** Empty where there is nothing to suggest. */
  readonly suggestion: string;
  /** The verdict again, in a line. */
  readonly closing: string;
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
  const { secondsPerCount } = report.timeline;
  const suggestion = suggestionWords(report);
  const { verdict, word, text, over } = headlineOf(report);
  const systems = sortSystems(report.systems);
  const table = systemTable(systems, prose);
  return {
    heading: prose.bold(wrap(headingText(report))),
    verdict: paintVerdict(wrap(`${word.toUpperCase()} ${toLine(text)}`), verdict, prose),
    over: over === '' ? '' : prose.alarm(hang(' ! ', `${over}.`)),
    facts: paintMatches(layOutFacts(headFacts(report), prose), COUNT_OF_UNEXPECTED, prose.alarm),
    remarks: report.remarks.map((remark) => prose.doubt(hang(' ! ', toLine(remark)))),
    systemHeader: table.header,
    systems: table.lines,
    evidence: systemEvidence(systems, prose),
    explain: `Every question that was asked of a system:\n  ${explainCommand(report)}`,
    unexpected: unexpectedGroups(report).map((group) => unexpectedText(group, group.system, prose)),
    newSignatures: newGroups(report).map((group) =>
      groupText(group, `${group.system}, first at ${clock(group.firstTime)}`, prose),
    ),
    worthALook: worthALookTexts(report).map((look) => hang(' - ', toLine(look))),
    worthALookIntro: wrap(WORTH_A_LOOK_INTRO),
    stormWords: wrap(toLine(`${stormText(report)}.`)),
    storm: drawPictures(report, look),
    stormScale:
      secondsPerCount === 1 ? 'second by second' : `in steps of ${formatDuration(secondsPerCount * 1000)}`,
    requests: wrap(toLine(requestsText(report))),
    failureModes: report.failureModes
      .slice(0, FAILURE_MODES_SHOWN)
      .map((group) => failureModeText(group, prose)),
    otherKinds: otherKindsText(report),
    run: describeRunText(report, look.unicode ? ['█', '▒'] : ['#', '='], prose),
    times: layOutFacts(timeFacts(report), prose),
    unknowns: report.unknowns.map((unknown) => hang(' - ', toLine(unknown))),
    suggestion: suggestion
      ? [wrap(suggestion.before), `  ${suggestion.command}`, wrap(suggestion.behind)].join('\n')
      : '',
    closing: paintVerdict(wrap(toLine(closingLine(report))), verdict, prose),
  };
}

/** How many were unexpected, where any were. */
const COUNT_OF_UNEXPECTED = /\b[1-9]\d*\s+unexpected\b/g;

/** The words of a verdict at the start of its sentence. */
function paintVerdict(text: string, verdict: Verdict, prose: Prose): string {
  return paintMatches(text, /^(?:[A-Z ]+[.:]|ONGOING)/, (words) =>
    prose.bold(verdictColour(prose, verdict)(words)),
  );
}

/** The storm, and below it its course. */
function drawPictures(report: OutageReport, { width, unicode }: TextLook): string[] {
  const glyphs = unicode ? BLOCKS : ASCII;
  const [storm, course] = [drawStorm(report, width, glyphs), drawCourse(report, width, glyphs)];
  return storm.length > 0 && course.length > 0 ? [...storm, '', ...course] : [...storm, ...course];
}

function layOutFacts(facts: readonly (readonly [label: string, text: string])[], { hang }: Prose): string {
  return facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => hang(` ${label.padEnd(10)}`, toLine(text)))
    .join('\n');
}
