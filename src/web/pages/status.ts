import { buildStatus } from '../../reports/status/build-status.js';
import { readMaxLag } from '../../reports/status/max-lag.js';
import { STATUS_OUTPUTS } from '../../reports/status/outputs.js';
import { renderStatusHtml } from '../../reports/status/render-html.js';
import { ADDRESSES } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageMaker, page } from '../page.js';

/** How the data stands; with `?max-lag=10m` whether that is late. */
export const statusPage: PageMaker = {
  async make({ query, format, now }, context) {
    const written = query.get('max-lag')?.trim() ?? '';
    const maxLag = written === '' ? null : readMaxLag(written);
    const status = await buildStatus(context.data, context.config, { now, maxLag });
    if (format === 'json') return page('json', STATUS_OUTPUTS.json(status));
    const look = await frameReport(context, {
      address: ADDRESSES.statusWithin(written),
      place: 'status',
      formats: ['json'],
      beside: [{ href: ADDRESSES.rejects, text: 'What could not be read' }],
    });
    return page('html', renderStatusHtml(status, written, ADDRESSES, look));
  },
};
