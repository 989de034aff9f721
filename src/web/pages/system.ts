import type { ReportContext } from '../../evidence/report-context.js';
import { printJson } from '../../reports/layout/outputs.js';
import { buildSystemReport } from '../../reports/system/build-system-report.js';
import { knownSystems } from '../../reports/system/known-systems.js';
import { listSystems } from '../../reports/system/list-systems.js';
import { renderSystemHtml } from '../../reports/system/render-html.js';
import { renderSystemListHtml } from '../../reports/system/render-list-html.js';
import { nearestNames } from '../../text/nearest-names.js';
import { toLine } from '../../text/printable.js';
import { ADDRESSES, asAsked } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageMaker, PageNotFound, page, redirect } from '../page.js';
import { addressOfPage, readPageNumber, turnPages } from './page-number.js';
import { judgeOf } from './register.js';

/** All systems, of the config and heard. */
export const systemsPage: PageMaker = {
  async make({ format }, context) {
    const list = await listSystems(await context.reportContext(), await judgeOf(context));
    if (format === 'json') return page('json', printJson(list));
    const look = await frameReport(context, {
      ...{ address: ADDRESSES.systems, place: 'systems', formats: ['json'] },
    });
    return page('html', renderSystemListHtml(list, look, ADDRESSES));
  },
};

/** One system. A name in another case leads to the page of the name as it is written. */
export const systemPage: PageMaker = {
  async make({ params: { system: named = '' }, query, format }, context) {
    const reportContext = await context.reportContext();
    const system = findSystemOf(reportContext, named);
    const address = ADDRESSES.system(system);
    if (system !== named) return redirect(asAsked(address, format));
    const judge = await judgeOf(context);
    const report = await buildSystemReport(reportContext, { system, page: readPageNumber(query), judge });
    if (format === 'json') return page('json', printJson(report));
    const look = await frameReport(context, {
      ...{ address: addressOfPage(address, report.page), place: 'systems', formats: ['json'] },
      ...turnPages(address, report, 'Outages, page'),
      beside: [{ href: ADDRESSES.asked([['system', system]]), text: 'Its OOPSes' }],
    });
    return page('html', renderSystemHtml(report, look, ADDRESSES));
  },
};

/** The system of a name as the config or its reporter writes it. Throws a PageNotFound where there is none. */
function findSystemOf(context: ReportContext, named: string): string {
  const systems = knownSystems(context);
  const wanted = named.toUpperCase();
  const found =
    systems.find((name) => name === named) ?? systems.find((name) => name.toUpperCase() === wanted);
  if (found !== undefined) return found;
  const all = { href: ADDRESSES.systems, text: 'All systems' };
  const linkTo = (name: string) => ({ href: ADDRESSES.system(name), text: toLine(name) });
  const reporter = context.reporters.find(({ name }) => name.toUpperCase() === wanted);
  if (reporter) {
    const system = context.systemOf(reporter.name);
    throw new PageNotFound(`${named} is no system, but a reporter of ${system}.`, [linkTo(system), all]);
  }
  throw new PageNotFound(`There is no system ${named}.`, [...nearestNames(named, systems).map(linkTo), all]);
}
