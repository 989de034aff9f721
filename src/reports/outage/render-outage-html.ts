import { compileTemplate, readTemplate } from '../templates.js';
import type { OutageReport } from './outage-report.js';
import { type OutageView, viewOutage } from './outage-view.js';
import { drawStepsSvg } from './steps-svg.js';
import { drawStormSvg } from './storm-svg.js';

/** What `templates/outage.html.hbs` shows: texts, which it escapes, and pictures and style, which are markup. */
interface OutagePage {
  readonly heading: string;
  readonly style: string;
  readonly reports: readonly (OutageView & { readonly stepsChart: string; readonly stormChart: string })[];
}

let template: ((page: OutagePage) => string) | undefined;

/** Lays outage reports out as one HTML file that needs nothing beside it: no script, no font, no picture. */
export function renderOutageHtml(reports: readonly OutageReport[]): string {
  template ??= compileTemplate<OutagePage>('outage', 'html');
  const views = reports.map((report) => ({
    ...viewOutage(report),
    stepsChart: drawStepsSvg(report),
    stormChart: drawStormSvg(report),
  }));
  return template({
    heading: views.map(({ heading }) => heading).join('; '),
    style: readTemplate('outage.css'),
    reports: views,
  });
}
