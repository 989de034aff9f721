import { printJson } from '../../../reports/layout/outputs.js';
import { describeRefusedRun } from '../../../reports/window-log/refused-runs.js';
import { renderWindowLog, sortForPage, type WindowLogLinks } from '../../../reports/window-log/render-log.js';
import { listWindows } from '../../../reports/window-log/window-list.js';
import { ADDRESSES } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type PageMaker, PageNotFound, page, type SiteSettings } from '../../page.js';
import { addressOfPage, readPageNumber } from '../page-number.js';

/** How many windows stand on one page. */
const WINDOWS_A_PAGE = 100;

/** The window log, the newest first, page by page (`?page=2`). As JSON it is all of it, as `windows list` prints it. */
export const windowLogPage: PageMaker = {
  async make({ query, format, now }, context) {
    const { data, config, site } = context;
    const windows = listWindows(await data.windows(), config.attribution.openWindowCap);
    if (format === 'json') return page('json', printJson(windows));
    const sorted = sortForPage(windows, now);
    const pages = Math.max(1, Math.ceil(sorted.length / WINDOWS_A_PAGE));
    const number = readPageOf(query, pages);
    const newer =
      number > 1 ? { href: addressOfPage(ADDRESSES.windows, number - 1), text: 'Newer windows' } : null;
    const older =
      number < pages ? { href: addressOfPage(ADDRESSES.windows, number + 1), text: 'Older windows' } : null;
    const look = await frameReport(context, {
      ...{ address: ADDRESSES.windows, place: 'windows', formats: ['json'] },
      ...{ before: newer, after: older },
    });
    const shown = sorted.slice((number - 1) * WINDOWS_A_PAGE, number * WINDOWS_A_PAGE);
    const refusedRuns = number === 1 ? (await data.refusedRuns()).map(describeRefusedRun) : [];
    const log = { windows, shown, page: number, pages, refusedRuns, now };
    return page('html', renderWindowLog(log, { ...linksOf(site), older }, look));
  },
};

function linksOf({ allowsEdit }: SiteSettings): Omit<WindowLogLinks, 'older'> {
  return {
    outage: ADDRESSES.outage,
    changes: ADDRESSES.changes,
    end: allowsEdit ? ADDRESSES.endWindows : null,
    beside: [
      ...(allowsEdit ? [{ href: ADDRESSES.recordWindow(), text: 'Record a window' }] : []),
      { href: ADDRESSES.windowCheck, text: 'Check the log' },
      { href: ADDRESSES.storms, text: 'Storms that nobody wrote down' },
      ...(allowsEdit ? [{ href: ADDRESSES.session, text: 'Sign in or out' }] : []),
    ],
  };
}

/** Which page is asked for, from 1. Throws a PageNotFound where the log has fewer. */
function readPageOf(query: URLSearchParams, pages: number): number {
  const number = readPageNumber(query);
  if (number <= pages) return number;
  throw new PageNotFound(`The window log has no page ${number}.`, [
    {
      href: addressOfPage(ADDRESSES.windows, pages),
      text: pages === 1 ? 'The window log' : `Its last page, ${pages}`,
    },
  ]);
}
