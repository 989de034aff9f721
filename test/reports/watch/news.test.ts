import { expect, it } from 'vitest';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import { newsLine } from '../../../src/reports/watch/lines.js';
import { listNews } from '../../../src/reports/watch/news.js';

const group = (type: string, clock: string, oopsIds: readonly string[], count = oopsIds.length) => ({
  ...{ type, value: '', count, root: null, oopsIds },
  firstTime: `2026-11-18T${clock}.000Z`,
});

/** A report of which only what is new is told. */
function reportOf(
  unexpected: readonly ReturnType<typeof group>[],
  fresh: Readonly<Record<string, readonly ReturnType<typeof group>[]>>,
): OutageReport {
  const failureModes = unexpected.map((one) => ({
    ...one,
    ...{ disposition: 'unexpected', systems: ['api'], lastTime: one.firstTime },
  }));
  const systems = Object.entries(fresh).map(([system, newSignatures]) => ({ system, newSignatures }));
  return { failureModes, systems } as unknown as OutageReport;
}

it('has the latest to appear first, and each signature once, as unexpected where it is', () => {
  const news = listNews(
    reportOf([group('LostPayment', '09:00:09', ['OOPS-1', 'OOPS-2'])], {
      api: [group('LostPayment', '09:00:09', ['OOPS-1']), group('KeyError', '09:03:20', ['OOPS-4'])],
      web: [group('KeyError', '09:03:10', ['OOPS-3'], 30), group('TypeError', '09:02:00', ['OOPS-5'])],
    }),
  );
  expect(news.map(newsLine)).toEqual([
    '09:03:10 new: KeyError (api, web), OOPS-3 and 30 more',
    '09:02:00 new: TypeError (web), OOPS-5',
    '09:00:09 unexpected: LostPayment (api), OOPS-1, OOPS-2',
  ]);
});

it('is harmless whatever strangers wrote', () => {
  const [news] = listNews(reportOf([group('\u001b[2J', '09:00:09', ['OOPS-\u001b1'])], {}));
  expect(news && newsLine(news)).toBe('09:00:09 unexpected: \\x1b[2J (api), OOPS-\\x1b1');
});
