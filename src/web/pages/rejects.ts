import { REJECT_OUTPUTS } from '../../reports/rejects/outputs.js';
import { describeRejects, groupRejects } from '../../reports/rejects/rejects.js';
import { renderRejectsHtml } from '../../reports/rejects/render-html.js';
import { ADDRESSES } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageMaker, PageNotFound, page } from '../page.js';
import { readPageNumber } from './page-number.js';

/** So many rejects a page lists. */
const ON_A_PAGE = 100;

/** What could not be read: `/rejects?reason=empty file&page=2`. */
export const rejectsPage: PageMaker = {
  async make({ query, format }, context) {
    const all = describeRejects(await context.data.rejects());
    const reason = query.get('reason') || null;
    const groups = groupRejects(all);
    const listed = reason === null ? all : groups.find((group) => group.reason === reason)?.rejects;
    const number = readPageNumber(query);
    const first = (number - 1) * ON_A_PAGE;
    if (!listed || (first > 0 && first >= listed.length)) {
      throw new PageNotFound(listed ? `There is no page ${number} of rejects.` : `Nothing was rejected so.`, [
        { href: ADDRESSES.rejects, text: 'All that could not be read' },
      ]);
    }
    const look = await frameReport(context, {
      address: ADDRESSES.rejectsOf(reason),
      place: 'status',
      formats: ['json'],
      before: number > 1 ? { href: ADDRESSES.rejectsOf(reason, number - 1), text: 'Before these' } : null,
      after:
        first + ON_A_PAGE < listed.length
          ? { href: ADDRESSES.rejectsOf(reason, number + 1), text: 'After these' }
          : null,
      beside: [{ href: ADDRESSES.status, text: 'How the data stands' }],
    });
    if (format === 'json') return page('json', REJECT_OUTPUTS.json(listed));
    const view = {
      ...{ groups, reason, first: first + 1, total: listed.length, addressOf: ADDRESSES.rejectsOf },
      rejects: listed.slice(first, first + ON_A_PAGE),
    };
    return page('html', renderRejectsHtml(view, look));
  },
};
