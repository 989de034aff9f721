import type { Storm } from '../../../analysis/storms.js';
import type { ReportContext } from '../../../evidence/report-context.js';
import { findUnrecordedStorms } from '../../../evidence/storms.js';
import { printWindowText } from '../../../outages/window-log/text.js';
import { printJson } from '../../../reports/layout/outputs.js';
import { recordingLines, windowOfStorm } from '../../../reports/window-check/check-storms.js';
import { describeStorm } from '../../../reports/window-check/detected-storm.js';
import { type RecordableStorm, renderStorms } from '../../../reports/window-check/render-storms.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import { ADDRESSES } from '../../addresses.js';
import { renderStormFeed } from '../../feeds/feed.js';
import { frameReport } from '../../frame-page.js';
import { type PageMaker, page } from '../../page.js';
import { readAskedPeriod } from './period.js';

/** How far back is looked where nobody says otherwise, in milliseconds. */
const LOOKED_BACK = 30 * millisecondsInDay;

/** The storms that no window covers, of the last thirty days or of a period; its feed has the last ones. */
export const stormsPage: PageMaker = {
  async make(asked, context) {
    const { now, format } = asked;
    const lately = { start: now - LOOKED_BACK, end: now };
    const { interval, from, to, address } = readAskedPeriod(ADDRESSES.storms, asked, lately);
    const reportContext = await context.reportContext();
    const storms = await findUnrecordedStorms(reportContext, interval);
    if (format === 'json') return page('json', printJson(storms.map(describeStorm)));
    if (format === 'atom') {
      return page('atom', renderStormFeed(storms.map(describeStorm), context.site.url));
    }
    const look = await frameReport(context, {
      ...{
        address,
        place: 'windows',
        formats: ['json', 'atom'],
        feed: { title: 'Storms that nobody wrote down', of: ADDRESSES.storms },
      },
      beside: [{ href: ADDRESSES.windows, text: 'The window log' }],
    });
    const [columns = '', ...lines] = recordingLines(reportContext, storms).split('\n');
    const recordable = storms.map(
      (storm, place): RecordableStorm => ({
        ...describeStorm(storm),
        line: lines[place] ?? '',
        form: context.site.allowsEdit ? formOf(reportContext, storm) : null,
      }),
    );
    return page('html', renderStorms({ storms: recordable, columns, from, to }, look));
  },
};

/** The form that records a storm, filled in with it. */
function formOf(context: ReportContext, storm: Storm): string {
  return ADDRESSES.recordWindow(printWindowText(windowOfStorm(context, storm)));
}
