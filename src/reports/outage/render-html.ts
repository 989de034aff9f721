import { oopsLink, type ReportLinks } from '../layout/links.js';
import { compileTemplate, pageStyle } from '../layout/templates.js';
import { drawOutagePicture } from './charts/picture-svg.js';
import { drawStepsSvg } from './charts/steps-svg.js';
import type { OutageReport } from './outage-report.js';
import { type CheckView, type GroupView, type OutageView, viewOutage } from './view.js';

/** What `templates/outage.html.hbs` shows: texts, which it escapes, and pictures and style, which are markup. */
interface OutagePage {
  readonly heading: string;
  readonly style: string;
  readonly reports: readonly (LinkedView & { readonly stepsChart: string; readonly stormChart: string })[];
}

/** The view with the pages of its OOPSes. */
type LinkedView = ReturnType<typeof linkView>;

let template: ((page: OutagePage) => string) | undefined;

/** Lays outage reports out as one HTML file that needs nothing beside it: no script, no font, no picture. */
export function renderOutageHtml(
  reports: readonly OutageReport[],
  links: Pick<ReportLinks, 'oopsUrl'>,
): string {
  template ??= compileTemplate<OutagePage>('outage', 'html');
  const views = reports.map((report) => ({
    ...linkView(viewOutage(report), links),
    stepsChart: drawStepsSvg(report),
    stormChart: drawOutagePicture(report),
  }));
  return template({
    heading: views.map(({ heading }) => heading).join('; '),
    style: pageStyle('outage'),
    reports: views,
  });
}

function linkView(view: OutageView, links: Pick<ReportLinks, 'oopsUrl'>) {
  const linkIds = (ids: readonly string[]) => ids.map((id) => ({ id, href: oopsLink(links, id) }));
  const linkCheck = (check: CheckView) => ({ ...check, see: linkIds(check.see) });
  const linkGroup = (group: GroupView) => ({ ...group, ids: linkIds(group.ids) });
  return {
    ...view,
    systems: view.systems.map((system) => ({
      ...system,
      failure: linkCheck(system.failure),
      recovery: linkCheck(system.recovery),
    })),
    unexpected: view.unexpected.map(linkGroup),
    newSignatures: view.newSignatures.map(linkGroup),
    failureModes: view.failureModes.map(linkGroup),
  };
}
