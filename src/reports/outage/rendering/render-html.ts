import { clocksOfStretch } from '../../layout/beside-utc.js';
import { dressPage, type PageDress } from '../../layout/dress-page.js';
import { oopsLink, type SectionLink } from '../../layout/links.js';
import type { Look } from '../../layout/outputs.js';
import { compileTemplate } from '../../layout/templates.js';
import { drawOutagePicture } from '../charts/picture-svg.js';
import { drawStepsSvg } from '../charts/steps-svg.js';
import type { OutageReport } from '../outage-report.js';
import { type CheckView, type GroupView, type OutageView, type SystemView, viewOutage } from './view.js';

/** What `templates/outage.html.hbs` shows: texts, which it escapes, and pictures and style, which are markup. */
interface OutagePage extends PageDress {
  readonly heading: string;
  readonly reports: readonly OutageArticle[];
}

interface OutageArticle extends ReturnType<typeof linkView> {
  readonly stepsChart: string;
  readonly stormChart: string;
  readonly sections: readonly SectionLink[];
  /** Behind the ids of its sections, so that those of several outages are told apart. */
  readonly suffix: string;
}

/** Where an outage's report leads to, and what stands around it. */
type OutageLinks = Pick<Look, 'oopsUrl' | 'imprint' | 'frame' | 'pages' | 'timezone'>;

let template: ((page: OutagePage) => string) | undefined;

/** Lays outage reports out as one HTML file that needs nothing beside it: no script, no font, no picture. */
export function renderOutageHtml(reports: readonly OutageReport[], links: OutageLinks): string {
  template ??= compileTemplate<OutagePage>('outage', 'html');
  const views = reports.map((report, index): OutageArticle => {
    const view = viewOutage(report);
    const suffix = index === 0 ? '' : `-${index + 1}`;
    return {
      ...linkView(view, report, links),
      stepsChart: drawStepsSvg(report),
      stormChart: drawOutagePicture(report),
      sections: listSections(view, suffix),
      suffix,
    };
  });
  return template({
    heading: views.map(({ heading }) => heading).join('; '),
    ...dressPage(links),
    reports: views,
  });
}

function listSections(view: OutageView, suffix: string): SectionLink[] {
  const listed: readonly (readonly [id: string, title: string, count: number | null])[] = [
    ['systems', 'Systems', view.systems.length + view.calm.length],
    ['unexpected', 'What should not have been there', view.unexpected.length],
    ['new', 'New since', view.newSignatures.length],
    ...(view.worthALook.length > 0 ? [['look', 'Worth a look', view.worthALook.length] as const] : []),
    ['modes', 'How it failed', null],
    ...(view.run.length > 0 ? [['deployment', 'The deployment', null] as const] : []),
    ['times', 'Planned, actual, observed', null],
    ['unknown', 'What this report does not know', view.unknowns.length],
  ];
  return listed.map(([id, title, count]) => ({ id: id + suffix, title, count: count ? String(count) : '' }));
}

/** The view with the pages of its OOPSes. */
function linkView(view: OutageView, report: OutageReport, links: OutageLinks) {
  const { pages } = links;
  const linkIds = (ids: readonly string[]) => ids.map((id) => ({ id, href: oopsLink(links, id) }));
  const linkCheck = (check: CheckView) => ({ ...check, see: linkIds(check.see) });
  const linkGroup = (group: GroupView) => ({
    ...group,
    ids: linkIds(group.ids),
    href: pages?.signature(group.signature) ?? null,
  });
  const linkSystem = (system: SystemView) => ({
    ...system,
    href: pages?.explanation(report.outage, system.name) ?? null,
    failure: linkCheck(system.failure),
    recovery: linkCheck(system.recovery),
  });
  const there = clocksOfStretch(report.start, report.end, links.timezone);
  const [when, ...facts] = view.facts;
  return {
    ...view,
    // The first fact says when it was.
    facts: [
      ...(when ? [when] : []),
      ...(there === null ? [] : [{ label: links.timezone ?? '', text: there }]),
      ...facts,
    ],
    systems: view.systems.map(linkSystem),
    calm: view.calm.map(linkSystem),
    unexpected: view.unexpected.map(linkGroup),
    newSignatures: view.newSignatures.map(linkGroup),
    failureModes: view.failureModes.map(linkGroup),
  };
}
