import { formatDuration } from '../../time/duration.js';
import { formatInstant } from '../../time/instant.js';
import { besideUtc } from '../layout/beside-utc.js';
import { plural, toLine } from '../layout/text.js';
import { DISPOSITION_WORDS, dayAndClock } from '../outage/words.js';
import type {
  SignatureOops,
  SignatureOutage,
  SignatureReport,
  SignatureSystem,
  SignatureTimeline,
} from './signature-report.js';
import { shortSignature } from './signature-words.js';
import { stepText } from './timeline-svg.js';
import { nameUnknown, type TopListView, viewTopLists } from './top-lists.js';

/** What the page of a signature shows: each text is one harmless line, not yet escaped. */
export interface SignatureView {
  readonly heading: string;
  /** All of it where the heading is cut; else empty. */
  readonly whole: string;
  readonly isEmpty: boolean;
  /** "392 OOPSes, of which 300 belong to no outage and 80 are left out of the normal reports". */
  readonly counts: string;
  readonly first: string;
  readonly last: string;
  /** What it was raised from, the nearest first; empty where it is no single chain. */
  readonly causes: readonly string[];
  /** What the chart shows; empty without one. */
  readonly legend: string;
  readonly stepRows: readonly StepRow[];
  readonly inexact: string;
  readonly systems: readonly SystemRow[];
  readonly outages: readonly OutageRow[];
  /** "and 12 more before them"; empty where there are none. */
  readonly outagesMore: string;
  /** Those of its lists that hold anything. */
  readonly lists: readonly TopListView[];
  /** "No OOPS of it names a URL or a user."; empty where all lists hold something. */
  readonly unknown: string;
  readonly oopses: readonly OopsRow[];
}

interface StepRow {
  readonly when: string;
  /** The day that it is; null for another step. */
  readonly date: string | null;
  readonly reported: string;
  readonly leftOut: string;
}

interface SystemRow {
  readonly system: string;
  readonly name: string;
  readonly count: string;
  readonly reporters: string;
}

interface OutageRow {
  readonly outage: string;
  readonly name: string;
  readonly when: string;
  readonly count: string;
  readonly dispositions: string;
}

interface OopsRow {
  readonly id: string;
  readonly when: string;
  readonly about: string;
}

/** How many reporters of a system are named; the JSON has all. */
const REPORTERS_SHOWN = 10;

/** How many outages are listed, the last ones; the JSON has all. */
const OUTAGES_SHOWN = 50;

/** Puts what is known of a signature into words. */
export function viewSignature(report: SignatureReport, timezone?: string): SignatureView {
  const { count, firstTime, lastTime, causes, timeline, inexactTime, oopses } = report;
  const heading = shortSignature(report);
  const lists = count === 0 ? [] : viewTopLists(report);
  const whole = toLine(report.value === '' ? report.type : `${report.type || 'Unknown'}: ${report.value}`);
  return {
    heading,
    whole: whole.length <= heading.length ? '' : whole,
    isEmpty: count === 0,
    counts: countsText(report),
    first: firstTime === null ? '' : `${dayAndClock(firstTime)} UTC${besideUtc(firstTime, timezone)}`,
    last: lastTime === null ? '' : `${dayAndClock(lastTime)} UTC${besideUtc(lastTime, timezone)}`,
    causes: (causes ?? []).map(({ type, value }) => shortSignature({ type: type ?? '', value: value ?? '' })),
    legend: timeline ? legendText(report, timeline) : '',
    stepRows: viewSteps(report),
    inexact:
      inexactTime === 0
        ? ''
        : `Of ${plural(inexactTime, 'OOPS', 'OOPSes')} only the day is known: they are in no step.`,
    systems: report.systems.map(viewSystem),
    outages: report.outages.slice(0, OUTAGES_SHOWN).map(viewOutage),
    outagesMore:
      report.outages.length > OUTAGES_SHOWN
        ? `and ${plural(report.outages.length - OUTAGES_SHOWN, 'outage')} more before them`
        : '',
    lists: lists.filter(({ rows }) => rows.length > 0),
    unknown: nameUnknown(lists.filter(({ rows }) => rows.length === 0)),
    oopses: oopses.map(viewOops),
  };
}

function countsText({ count, outsideOutages, suppressed }: SignatureReport): string {
  const all = plural(count, 'OOPS', 'OOPSes');
  const inOutages = count - outsideOutages;
  if (inOutages === 0) return `${all}, none of them in an outage`;
  return `${all}: ${outsideOutages} outside outages, ${inOutages} in outages; the normal reports leave ${suppressed} out`;
}

function legendText({ suppressed }: SignatureReport, { secondsPerStep }: SignatureTimeline): string {
  const steps = `In steps of ${formatDuration(secondsPerStep * 1000)}`;
  const shaded = 'outages of its systems are shaded.';
  if (suppressed === 0) return `${steps}; ${shaded}`;
  return `${steps}: above what normal reports have, below what they leave out, each on its own scale; ${shaded}`;
}

/** The steps that have any, the newest first. */
function viewSteps({ timeline }: SignatureReport): StepRow[] {
  if (!timeline) return [];
  const { timezone, secondsPerStep } = timeline;
  return timeline.steps
    .filter(({ count }) => count > 0)
    .map(({ start, end, count, suppressed }) => {
      const when = stepText({ start: Date.parse(start), end: Date.parse(end) }, timezone);
      return {
        when,
        date: secondsPerStep === 86_400 ? when : null,
        reported: String(count - suppressed),
        leftOut: String(suppressed),
      };
    })
    .reverse();
}

function viewSystem({ system, count, reporters }: SignatureSystem): SystemRow {
  const [only] = reporters;
  const isItsName = reporters.length === 1 && only?.reporter.toUpperCase() === system.toUpperCase();
  const shown = reporters.slice(0, REPORTERS_SHOWN).map((one) => `${one.reporter} ${one.count}`);
  const left = reporters.length - shown.length;
  return {
    system,
    name: toLine(system),
    count: String(count),
    reporters: isItsName ? '' : toLine([...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(', ')),
  };
}

function viewOutage({ outage, title, start, end, count, ...own }: SignatureOutage): OutageRow {
  const dispositions = (['expected', 'background', 'unexpected'] as const)
    .filter((disposition) => own[disposition] > 0)
    .map((disposition) => `${own[disposition]} ${DISPOSITION_WORDS[disposition]}`);
  return {
    outage,
    name: toLine(title === null ? outage : `${outage}: ${title}`),
    when: start === null ? '' : `${dayAndClock(start)} UTC, ${lengthText(start, end)}`,
    count: String(count),
    dispositions: dispositions.join(', '),
  };
}

function lengthText(start: string, end: string | null): string {
  return end === null ? 'ongoing' : formatDuration(Date.parse(end) - Date.parse(start));
}

function viewOops({ id, time, system, topic, url, outage, disposition }: SignatureOops): OopsRow {
  const where = topic ?? url;
  const about = [
    system,
    ...(where === null || where === '' ? [] : [where]),
    ...(outage === null ? [] : [`${dispositionText(disposition)} in ${outage}`]),
  ];
  return { id, when: dayAndClock(formatInstant(Date.parse(time))), about: toLine(about.join(', ')) };
}

function dispositionText(disposition: SignatureOops['disposition']): string {
  return disposition === null ? '' : DISPOSITION_WORDS[disposition];
}
