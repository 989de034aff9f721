import { printJson } from '../../../reports/layout/outputs.js';
import { checkWindows } from '../../../reports/window-check/check-windows.js';
import { renderFindings } from '../../../reports/window-check/render-findings.js';
import { ADDRESSES } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type PageMaker, page } from '../../page.js';
import { readAskedPeriod } from './period.js';

/** What is wrong with the window log, of all times or of a period. */
export const windowCheckPage: PageMaker = {
  async make(asked, context) {
    const { interval, from, to, address } = readAskedPeriod(ADDRESSES.windowCheck, asked);
    const findings = await checkWindows(await context.reportContext(), interval);
    if (asked.format === 'json') return page('json', printJson(findings));
    const look = await frameReport(context, {
      ...{ address, place: 'windows', formats: ['json'] },
      beside: [{ href: ADDRESSES.windows, text: 'The window log' }],
    });
    const links = {
      outage: ADDRESSES.outage,
      storms: ADDRESSES.storms,
      end: context.site.allowsEdit ? ADDRESSES.endWindows : null,
    };
    return page('html', renderFindings({ findings, from, to }, links, look));
  },
};
