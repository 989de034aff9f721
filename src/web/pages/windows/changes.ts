import { printJson } from '../../../reports/layout/outputs.js';
import { readChanges } from '../../../reports/window-log/changes.js';
import { renderChanges } from '../../../reports/window-log/render-changes.js';
import { UserError } from '../../../user-error.js';
import { ADDRESSES } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type PageMaker, PageNotFound, page } from '../../page.js';

/** Every change of an outage's windows: who, when, and what they said before. */
export const changesPage: PageMaker = {
  async make({ params: { outage = '' }, format }, context) {
    const changes = await readChanges(context.data, outage).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      throw new PageNotFound(error.message, [{ href: ADDRESSES.windows, text: 'The window log' }]);
    });
    if (format === 'json') return page('json', printJson(changes));
    const { outages } = await context.reportContext();
    const hasReport = outages.some(({ id }) => id === outage);
    const look = await frameReport(context, {
      address: ADDRESSES.changes(outage),
      place: 'windows',
      formats: ['json'],
      beside: hasReport ? [{ href: ADDRESSES.outage(outage), text: `Report of outage ${outage}` }] : [],
    });
    return page('html', renderChanges(outage, changes, look));
  },
};
