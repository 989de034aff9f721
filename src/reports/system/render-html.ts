import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { SectionLink } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { drawDays } from './days-svg.js';
import type { SystemPages } from './pages.js';
import type { SystemReport } from './system-report.js';
import { viewSystem } from './view.js';

/** What `templates/pages/system.html.hbs` shows: texts, which it escapes, and chart and style, which are markup. */
interface SystemPage extends PageDress, ReturnType<typeof linkView> {
  readonly chart: string;
  readonly sections: readonly SectionLink[];
}

/** Lays out the page of a system. */
export function renderSystemHtml(
  report: SystemReport,
  look: Pick<Look, 'frame'>,
  pages: SystemPages,
): string {
  const count = (of: number) => (of === 0 ? '' : String(of));
  return compileTemplate<SystemPage>(
    'pages/system',
    'html',
  )({
    ...dressPage(look),
    ...linkView(report, pages),
    chart: drawDays(report),
    sections: [
      { id: 'outages', title: 'In outages', count: count(report.outageCount) },
      { id: 'usual', title: 'How it usually fails', count: count(report.usual.types.length) },
      { id: 'days', title: 'The last days', count: '' },
      { id: 'reporters', title: 'Reporters', count: count(report.reporters.length) },
    ],
  });
}

function linkView(report: SystemReport, pages: SystemPages) {
  const view = viewSystem(report);
  return {
    ...view,
    usual: view.usual.map((row) => ({ ...row, href: pages.type(row.type ?? '') })),
    days: view.days.map((row) => ({ ...row, href: pages.day(row.date) })),
    outages: view.outages.map((row) => ({
      ...row,
      href: row.verdict === null ? pages.outage(row.outage) : pages.explanation(row.outage, report.system),
    })),
  };
}
