import { buildHome } from '../../reports/home/build-home.js';
import { renderHomeHtml } from '../../reports/home/render-html.js';
import { printJson } from '../../reports/layout/outputs.js';
import { ADDRESSES } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageMaker, page, redirect } from '../page.js';

/** The first page. An id asked for in the old way, `/?oopsid=OOPS-2077A101`, leads to its page. */
export const homePage: PageMaker = {
  async make({ query, format, now }, context) {
    const oopsId = query.get('oopsid');
    if (oopsId) return redirect(ADDRESSES.oops(oopsId), true);
    const home = await buildHome(await context.reportContext(), now, context.remember);
    if (format === 'json') return page('json', printJson(home));
    const look = await frameReport(context, {
      ...{ address: ADDRESSES.home, place: 'home', formats: ['json'] },
      feed: { title: 'Outages', of: ADDRESSES.outages },
    });
    return page('html', renderHomeHtml(home, { ...ADDRESSES, frame: look.frame, timezone: look.timezone }));
  },
};
