import { buildRegister } from '../../reports/register/build-register.js';
import { createJudge, type JudgedOutage, type JudgeOutage } from '../../reports/register/judge-briefly.js';
import { REGISTER_OUTPUTS } from '../../reports/register/outputs.js';
import type { OutageRegister } from '../../reports/register/register.js';
import { readPeriod } from '../../time/named-period.js';
import { ADDRESSES } from '../addresses.js';
import { renderOutageFeed } from '../feeds/feed.js';
import { frameReport } from '../frame-page.js';
import { type AskedPage, type PageContext, type PageMaker, page } from '../page.js';

/** The register of all outages, or of those of a period (`?from=2026-01-01&to=…`), with its trends; its feed has the last ones. */
export const registerPage: PageMaker = {
  async make(asked, context) {
    const register = await buildRegisterOf(asked, context);
    if (asked.format === 'json') return page('json', REGISTER_OUTPUTS.json(register));
    if (asked.format === 'atom') return page('atom', renderOutageFeed(register, context.site.url));
    const query = String(asked.query);
    const look = await frameReport(context, {
      address: `${ADDRESSES.outages}${query === '' ? '' : `?${query}`}`,
      place: 'outages',
      formats: ['json', 'atom'],
      feed: { title: 'Outages', of: ADDRESSES.outages },
      beside: [{ href: ADDRESSES.storms, text: 'Storms that nobody wrote down' }],
    });
    return page('html', REGISTER_OUTPUTS.html(register, look));
  },
};

async function buildRegisterOf({ query, now }: AskedPage, context: PageContext): Promise<OutageRegister> {
  const written = { from: query.get('from') || undefined, to: query.get('to') || undefined };
  const period = readPeriod(written, { now: () => now });
  return buildRegister(await context.reportContext(), period, await judgeOf(context));
}

/** Judges outages, each once for as long as neither data nor config change, whatever page asks for it. */
export async function judgeOf({ remember, reportContext }: PageContext): Promise<JudgeOutage> {
  const known = await remember('judged outages', async () => new Map<string, JudgedOutage>());
  return createJudge(await reportContext(), known);
}
