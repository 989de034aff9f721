import type { Config } from '../../config/config.js';
import type { DailyRequest } from '../../evidence/day/day-findings.js';
import { reportDay } from '../../reports/daily/build-daily-report.js';
import type { DailyReport } from '../../reports/daily/daily-report.js';
import { DAILY_OUTPUTS } from '../../reports/daily/outputs.js';
import { requestForGroup } from '../../reports/daily/request.js';
import type { PageLink } from '../../reports/layout/frame.js';
import type { Interval } from '../../time/interval.js';
import { readNamedDay } from '../../time/named-moment.js';
import { dateAt } from '../../time/zone.js';
import { ADDRESSES, asAsked } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageContext, type PageMaker, PageNotFound, page, redirect } from '../page.js';

/** The summary of a day, of all systems or of a group of the config. */
export const dayPage: PageMaker = {
  async make({ params: { day = '', group }, format, now }, context) {
    const period = readDate(day, context.config, now);
    const report = await reportOneDay(context, period, group ?? null);
    if (format === 'json') return page('json', DAILY_OUTPUTS.json([report]));
    const { timezone } = context.config;
    const neighbour = (at: number): PageLink => {
      const date = dateAt(at, timezone);
      return { href: ADDRESSES.day(date, group), text: date };
    };
    const look = await frameReport(context, {
      address: ADDRESSES.day(day, group),
      place: 'days',
      formats: ['json'],
      before: neighbour(period.start - 1),
      after: period.end <= now ? neighbour(period.end) : null,
      beside: groupLinks(context.config, day, group),
    });
    return page('html', DAILY_OUTPUTS.html([report], look));
  },
};

/** `/yesterday` and `/today` lead to the day that it is. */
export function namedDayPage(word: 'today' | 'yesterday'): PageMaker {
  return {
    async make({ now, format }, { config: { timezone } }) {
      const { start } = readNamedDay(word, { now, zone: timezone });
      const address = ADDRESSES.day(dateAt(start, timezone));
      return redirect(asAsked(address, format));
    },
  };
}

/** The report of a day, of all systems or of a group. */
function reportOneDay(context: PageContext, period: Interval, group: string | null): Promise<DailyReport> {
  const { config, remember } = context;
  return remember(`day ${period.start} ${JSON.stringify(group)}`, async () =>
    reportDay(await context.reportContext(), {
      ...requestFor(config, period, group),
      timezone: config.timezone,
    }),
  );
}

function requestFor(config: Config, period: Interval, group: string | null): DailyRequest {
  if (group === null) return { period, summary: 'webapp', isBySystem: true, group: null, systems: null };
  if (!config.groups.some(({ name }) => name === group)) {
    throw new PageNotFound(
      `There is no group ${group}.`,
      config.groups.map(({ name }) => ({ href: `/yesterday`, text: name })),
    );
  }
  return requestForGroup(config, period, group);
}

function readDate(date: string, { timezone }: Config, now: number): Interval {
  try {
    return readNamedDay(date, { now, zone: timezone });
  } catch {
    throw new PageNotFound(`${date} is no day. Days are written as 2011-09-08.`, [
      { href: '/yesterday', text: 'Yesterday' },
    ]);
  }
}

/** The same day of all systems, and of each group. */
function groupLinks({ groups }: Config, day: string, group: string | undefined): PageLink[] {
  return [
    ...(group === undefined ? [] : [{ href: ADDRESSES.day(day), text: 'All systems' }]),
    ...groups
      .filter(({ name }) => name !== group)
      .map(({ name }) => ({ href: ADDRESSES.day(day, name), text: `Group ${name}` })),
  ];
}
