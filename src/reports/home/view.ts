import type { Verdict } from '../../analysis/verdict.js';
import { listWords } from '../../text/list-words.js';
import { formatAbout, formatDuration } from '../../time/duration.js';
import { besideUtc } from '../layout/beside-utc.js';
import { plural, toLine } from '../layout/text.js';
import { dayAndClock, VERDICT_WORDS } from '../outage/words.js';
import type { HomeDay, HomeReport, LatestOutage } from './home-report.js';

/** What the first page shows: each text is one harmless line, not yet escaped. */
export interface HomeView {
  /** How fresh the data are. */
  readonly freshness: string;
  /** They are so far behind that somebody should look after them. */
  readonly isBehind: boolean;
  /** "3 files or lines could not be read"; empty where there are none. */
  readonly rejects: string;
  readonly isEmpty: boolean;
  readonly open: readonly OpenOutageView[];
  readonly storms: readonly string[];
  readonly days: readonly string[];
  readonly groups: readonly GroupRow[];
  readonly outages: readonly OutageLine[];
  readonly planned: readonly { readonly outage: string; readonly text: string }[];
}

export interface OpenOutageView {
  readonly outage: string;
  readonly text: string;
}

/** A group, with what each of the days has of it. */
export interface GroupRow {
  /** Null: all systems. */
  readonly group: string | null;
  readonly name: string;
  readonly cells: readonly {
    readonly date: string;
    readonly reported: string;
    /** "250 left out"; empty where nothing was. */
    readonly leftOut: string;
  }[];
}

export interface OutageLine {
  readonly outage: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly verdictText: string;
  readonly when: string;
  readonly summary: string;
}

/** What is known longer ago than this, in seconds, does not serve for the morning. */
const LATE_SECONDS = 24 * 3600;

/** Puts into words what somebody wants to know first. */
export function viewHome(home: HomeReport, timezone?: string): HomeView {
  const { oopses, rejects, days, outages, unrecordedStorms } = home;
  const [first] = days;
  return {
    freshness: freshnessText(home),
    isBehind: home.lagSeconds !== null && home.lagSeconds > LATE_SECONDS,
    rejects: rejects === 0 ? '' : `${plural(rejects, 'file or line', 'files or lines')} could not be read`,
    isEmpty: oopses === 0,
    open: home.openOutages.map(({ outage, start, isForgotten }) => ({
      outage,
      text: isForgotten
        ? `open since ${dayAndClock(start)} UTC, for so long that nothing more is attributed to it: somebody must have forgotten to end it`
        : `open since ${dayAndClock(start)} UTC`,
    })),
    storms: unrecordedStorms.map(({ start, end, systems, count }) =>
      toLine(
        `${plural(count, 'outage failure')} of ${listWords(systems, 'and')} from ${dayAndClock(start)} to ${dayAndClock(end)} UTC`,
      ),
    ),
    days: days.map(({ date }) => date),
    groups: (first?.groups ?? []).map(({ group }, place) => ({
      group,
      name: group === null ? 'All systems' : toLine(group),
      cells: days.map((day) => viewCell(day, place)),
    })),
    outages: outages.map((outage) => viewOutage(outage, timezone)),
    planned: home.plannedOutages.map(({ outage, title, start }) => ({
      outage,
      text: toLine(`${outage}${title === null ? '' : `: ${title}`}, planned for ${dayAndClock(start)} UTC`),
    })),
  };
}

function freshnessText({ oopses, observedUntil, lagSeconds }: HomeReport): string {
  if (observedUntil === null || lagSeconds === null) {
    return oopses === 0
      ? 'Nothing has been loaded yet.'
      : 'Nothing has been read in full yet, so that nothing can be concluded from what was not seen.';
  }
  return `All is known until ${dayAndClock(observedUntil)} UTC, ${formatAbout(Math.max(0, lagSeconds) * 1000)} ago.`;
}

function viewCell({ date, groups }: HomeDay, place: number): GroupRow['cells'][number] {
  const { reported = 0, suppressed = 0 } = groups[place] ?? {};
  return {
    date,
    reported: String(reported),
    leftOut: suppressed === 0 ? '' : `${suppressed} left out`,
  };
}

function viewOutage(
  { outage, title, start, end, verdict, summary }: LatestOutage,
  timezone: string | undefined,
): OutageLine {
  const length = end === null ? 'ongoing' : formatDuration(Date.parse(end) - Date.parse(start));
  return {
    outage,
    name: toLine(title === null ? outage : `${outage}: ${title}`),
    verdict,
    verdictText: VERDICT_WORDS[verdict],
    when: `${dayAndClock(start)} UTC${besideUtc(start, timezone)}, ${length}`,
    summary: toLine(summary),
  };
}
