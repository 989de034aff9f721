import { formatInstant } from '../../time/instant.js';
import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { plural, toLine } from '../layout/text.js';
import { clockAfter, dayAndClock } from '../outage/words.js';
import type { RefusedRun } from './refused-runs.js';
import { type ListedWindow, OPEN_STATES, stateOf, type WindowState } from './window-list.js';

/** A page of the window log. */
export interface WindowLogPage {
  /** All windows. */
  readonly windows: readonly ListedWindow[];
  /** Those of this page: see `sortForPage`. */
  readonly shown: readonly ListedWindow[];
  /** Which page it is, from 1, of how many. */
  readonly page: number;
  readonly pages: number;
  readonly refusedRuns: readonly RefusedRun[];
  /** As of when, in milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Where the page leads to. */
export interface WindowLogLinks {
  readonly outage: (id: string) => string;
  /** Every change of an outage's windows. */
  readonly changes: (id: string) => string;
  /** Where what is open of an outage is ended; null: it cannot be, from here. */
  readonly end: ((id: string) => string) | null;
  /** The next page; null: it is the last. */
  readonly older: PageLink | null;
  /** What else can be done with the log. */
  readonly beside: readonly PageLink[];
}

/** What `templates/pages/window-log.html.hbs` shows. */
interface WindowLogView extends PageDress {
  readonly heading: string;
  readonly summary: string;
  readonly links: readonly PageLink[];
  readonly windows: readonly WindowRow[];
  readonly refusedRuns: readonly {
    readonly when: string;
    readonly source: string;
    readonly reasons: string;
  }[];
  /** What of the refused runs is not shown; empty: nothing. */
  readonly moreRuns: string;
  /** The next page; null: it is the last. */
  readonly older: PageLink | null;
}

interface WindowRow {
  readonly outage: PageLink;
  readonly state: WindowState;
  readonly isOpen: boolean;
  /** Where it is ended; null: nowhere. */
  readonly end: { readonly href: string } | null;
  /** The outage that a plan became, where that is another one; null: none. */
  readonly became: PageLink | null;
  /** `downtime`, or `planned downtime`. */
  readonly phase: string;
  readonly start: string;
  readonly until: string;
  readonly systems: string;
  readonly title: string;
}

/** How many of the refused runs are shown; the command has all. */
const RUNS_SHOWN = 50;

/** The windows as a page has them: what is open or ongoing first, then the one that began last. */
export function sortForPage(windows: readonly ListedWindow[], now: number): ListedWindow[] {
  const isOpen = (window: ListedWindow) => OPEN_STATES.has(stateOf(window, now));
  const newestFirst = windows.toReversed();
  return [...newestFirst.filter(isOpen), ...newestFirst.filter((window) => !isOpen(window))];
}

/** Lays a page of the window log out. */
export function renderWindowLog(
  page: WindowLogPage,
  links: WindowLogLinks,
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  const { shown, refusedRuns, now } = page;
  const hidden = refusedRuns.length - RUNS_SHOWN;
  return compileTemplate<WindowLogView>(
    'pages/window-log',
    'html',
  )({
    ...dressPage(look),
    heading: page.page === 1 ? 'Window log' : `Window log, page ${page.page} of ${page.pages}`,
    summary: summarise(page),
    links: links.beside,
    older: links.older,
    windows: shown.map((window) => viewWindow(window, links, now)),
    refusedRuns: refusedRuns
      .toReversed()
      .slice(0, RUNS_SHOWN)
      .map(({ startedAt, source, reasons }) => ({
        when: dayAndClock(startedAt),
        source: toLine(source),
        reasons: toLine(reasons.join('; ')),
      })),
    moreRuns: hidden > 0 ? `${plural(hidden, 'earlier one')}: see oops-report windows list --refused.` : '',
  });
}

function summarise({ windows, page, pages, now }: WindowLogPage): string {
  if (windows.length === 0) return 'The window log is empty.';
  const outages = new Set(windows.map(({ outage }) => outage)).size;
  const open = windows.filter((window) => stateOf(window, now) === 'open').length;
  return [
    `${plural(windows.length, 'window')} of ${plural(outages, 'outage')}, ${open === 0 ? 'none' : open} of them open,`,
    `as of ${dayAndClock(formatInstant(now))} UTC; what is open or ongoing first, then the newest.`,
    ...(pages > 1 ? [`Page ${page} of ${pages}.`] : []),
  ].join(' ');
}

function viewWindow(window: ListedWindow, { outage, changes, end }: WindowLogLinks, now: number): WindowRow {
  const { phase, systems, start, title, isPlanned, tookPlaceAs } = window;
  const state = stateOf(window, now);
  const name = toLine(window.outage);
  const isElsewhere = tookPlaceAs !== undefined && tookPlaceAs !== window.outage;
  return {
    // A plan that became another outage has no report of its own.
    outage: { text: name, href: (isElsewhere ? changes : outage)(window.outage) },
    state,
    isOpen: OPEN_STATES.has(state),
    end: end && window.end === null ? { href: end(window.outage) } : null,
    became: isElsewhere ? { text: toLine(tookPlaceAs), href: outage(tookPlaceAs) } : null,
    phase: isPlanned ? `planned ${phase}` : phase,
    start: dayAndClock(start),
    until: window.end === null ? 'open' : clockAfter(start, window.end),
    systems: systems.includes('*') ? 'all' : toLine(systems.join(', ')),
    title: title === null ? '' : toLine(title),
  };
}
