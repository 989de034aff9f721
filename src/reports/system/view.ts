import { listWords } from '../../text/list-words.js';
import { formatDuration } from '../../time/duration.js';
import { cutLine, plural, toLine } from '../layout/text.js';
import { dayAndClock } from '../outage/words.js';
import { type OutageRow, viewOutage } from './outage-row.js';
import type { SystemReport, SystemReporter, UsualRate } from './system-report.js';

/** What the page of a system shows: each text is one harmless line, not yet escaped. */
export interface SystemView {
  readonly heading: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** The failures that the config itself names. */
  readonly modes: readonly string[];
  readonly reporters: readonly {
    readonly reporter: string;
    readonly last: string;
    readonly lastDay: string;
    readonly count: string;
  }[];
  /** "and 12 more, heard longer ago"; empty where all are listed. */
  readonly moreReporters: string;
  /** What the rates are of. */
  readonly usualAbout: string;
  readonly usual: readonly UsualRow[];
  readonly daysAbout: string;
  readonly days: readonly { readonly date: string; readonly count: string }[];
  readonly outagesAbout: string;
  readonly outages: readonly OutageRow[];
}

interface UsualRow {
  /** Null: no exception type. */
  readonly type: string | null;
  readonly text: string;
  readonly note: string;
  readonly perHour: string;
  readonly perDay: string;
}

/** How many reporters are listed, those that were heard last, and how many types; the JSON has all. */
const REPORTERS_SHOWN = 50;
const TYPES_SHOWN = 50;

/** How much of a pattern or a type is shown, in characters. */
const TEXT_SHOWN = 150;

/** Puts what is known of a system into words. */
export function viewSystem(report: SystemReport): SystemView {
  const { system, reporters, usual, days, timezone, expectedFailures } = report;
  const latest = reporters.toSorted(compareReporters);
  const left = reporters.length - REPORTERS_SHOWN;
  return {
    heading: `System ${toLine(system)}`,
    facts: describeFacts(report),
    modes: expectedFailures.modes.map(({ type, value }) =>
      toLine(cutLine(value === null ? type : `${type} whose value matches ${value}`, TEXT_SHOWN)),
    ),
    reporters: latest.slice(0, REPORTERS_SHOWN).map(({ reporter, count, lastTime, lastDayCount }) => ({
      reporter: toLine(reporter),
      last: lastTime === null ? 'never' : dayAndClock(lastTime),
      lastDay: String(lastDayCount),
      count: String(count),
    })),
    moreReporters: left > 0 ? `and ${left} more, heard longer ago` : '',
    usualAbout: usualText(report),
    usual: usual.types.slice(0, TYPES_SHOWN).map(viewRate),
    daysAbout: `OOPSes a day, days of ${timezone}; outages of the system are shaded. Those of which only the day is known are left out.`,
    days: days.map(({ date, count }) => ({ date, count: String(count) })).reverse(),
    outagesAbout: outagesText(report),
    outages: report.outages.map(viewOutage),
  };
}

function compareReporters(a: SystemReporter, b: SystemReporter): number {
  if (a.lastTime === b.lastTime) return a.reporter < b.reporter ? -1 : 1;
  return (a.lastTime ?? '') > (b.lastTime ?? '') ? -1 : 1;
}

function describeFacts(report: SystemReport): SystemView['facts'] {
  const { isConfigured, reporters, observedUntil } = report;
  const heard = reporters.flatMap(({ lastTime }) => lastTime ?? []).sort();
  const last = heard.at(-1);
  const lastDay = reporters.reduce((sum, { lastDayCount }) => sum + lastDayCount, 0);
  return [
    { label: 'In an outage', text: duringText(report) },
    {
      label: 'Last heard',
      text:
        last === undefined
          ? 'never'
          : `${dayAndClock(last)} UTC; ${plural(lastDay, 'OOPS', 'OOPSes')} in the day before ${dayAndClock(observedUntil)} UTC`,
    },
    ...(isConfigured
      ? []
      : [{ label: 'Config', text: 'does not name it: it is a reporter that no system has' }]),
  ];
}

function duringText({ during, expectedFailures }: SystemReport): string {
  if (during === 'unaffected') return 'it goes on as usual: nothing that it depends on is away';
  const { isOwn, families, modes } = expectedFailures;
  const parts = [
    ...families.map((family) =>
      family === 'all' ? 'all families that are built in' : `the family ${family}`,
    ),
    ...(modes.length > 0
      ? [plural(modes.length, 'failure of its own words', 'failures of its own words')]
      : []),
  ];
  const whose = isOwn ? 'of it' : 'of every system';
  return `it fails, as the config expects ${whose}: ${parts.length === 0 ? 'in no way' : listWords(parts, 'and')}`;
}

function usualText({ usual, observedUntil }: SystemReport): string {
  const until = `${dayAndClock(observedUntil)} UTC`;
  if (usual.seconds === 0) return `Nothing before ${until} says how it usually fails.`;
  const length = formatDuration(usual.seconds * 1000);
  const about = `The baseline of an outage that would begin at ${until}: ${length} of normal service before it, without what outages and storms reach.`;
  return usual.count === 0 ? `${about} It had no OOPS in it.` : about;
}

function viewRate({ type, isOutageFailure, perHour, perDay }: UsualRate): UsualRow {
  return {
    type,
    text: type === null ? 'No exception type' : toLine(cutLine(type, TEXT_SHOWN)),
    note: isOutageFailure ? 'as expected in outages' : '',
    perHour: String(perHour),
    perDay: String(perDay),
  };
}

function outagesText({ outageCount, page, pageCount }: SystemReport): string {
  if (outageCount === 0) return 'No outage holds it.';
  const about = `${plural(outageCount, 'outage holds', 'outages hold')} it, the newest first.`;
  return pageCount === 1 ? about : `${about} Page ${page} of ${pageCount}.`;
}
