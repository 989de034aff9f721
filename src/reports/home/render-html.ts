import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import type { HomeReport } from './home-report.js';
import { viewHome } from './view.js';

/** What `templates/pages/home.html.hbs` shows. */
interface HomePage extends PageDress, ReturnType<typeof linkHome> {
  readonly heading: string;
}

/** Where the first page leads to. */
export interface HomeLinks extends Pick<Look, 'frame' | 'timezone'> {
  readonly outage: (id: string) => string;
  readonly day: (date: string, group?: string) => string;
  readonly storms: string;
  readonly rejects: string;
  readonly status: string;
  readonly outages: string;
}

/** Lays out the first page of the site. */
export function renderHomeHtml(home: HomeReport, links: HomeLinks): string {
  const heading = 'OOPSes and outages';
  return compileTemplate<HomePage>(
    'pages/home',
    'html',
  )({ ...dressPage(links), heading, ...linkHome(home, links) });
}

/** The view with the pages that it leads to. */
function linkHome(home: HomeReport, links: HomeLinks) {
  const view = viewHome(home, links.timezone);
  const linkOutage = <T extends { readonly outage: string }>(one: T) => ({
    ...one,
    href: links.outage(one.outage),
  });
  return {
    ...view,
    open: view.open.map(linkOutage),
    outages: view.outages.map(linkOutage),
    planned: view.planned.map(linkOutage),
    days: view.days.map((date, place) => ({
      date,
      href: links.day(date),
      name: place === view.days.length - 1 ? 'Today' : 'Yesterday',
    })),
    groups: view.groups.map(({ group, name, cells }) => ({
      name,
      cells: cells.map((cell) => ({ ...cell, href: links.day(cell.date, group ?? undefined) })),
    })),
    pages: {
      storms: links.storms,
      rejects: links.rejects,
      status: links.status,
      outages: links.outages,
    },
  };
}
