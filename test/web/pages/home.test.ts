import { describe, expect, it } from 'vitest';
import type { DailyReport } from '../../../src/reports/daily/daily-report.js';
import type { HomeReport } from '../../../src/reports/home/home-report.js';
import { END_OF_SAMPLE } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../support/site.js';

const AS_OF = ['--as-of', new Date(END_OF_SAMPLE).toISOString()];

async function homeOf(folder: string, now = END_OF_SAMPLE): Promise<HomeReport> {
  const answer = await pagesOf(folder)({ route: 'home', format: 'json', now });
  return JSON.parse(answer.kind === 'page' ? answer.body : '') as HomeReport;
}

async function htmlOf(folder: string, now = END_OF_SAMPLE): Promise<string> {
  const answer = await pagesOf(folder)({ route: 'home', now });
  return answer.kind === 'page' ? answer.body : '';
}

describe('the first page', () => {
  it('counts each day and group as the daily summary does', async () => {
    const folder = makeIncidentFolder();
    const { days } = await homeOf(folder);
    expect(days.map(({ date }) => date)).toEqual(['2011-09-07', '2011-09-08']);
    for (const { date, groups } of days) {
      for (const { group, ...counts } of groups) {
        const ofGroup = group === null ? [] : ['--group', group];
        const { stdout } = await run(folder, ['daily', date, ...ofGroup, ...AS_OF, '--format', 'json']);
        const { total, reported, suppressed } = JSON.parse(stdout) as DailyReport;
        expect({ date, group, ...counts }).toEqual({ date, group, total, reported, suppressed });
      }
    }
    expect(days[1]?.groups[0]).toEqual({ group: null, total: 468, reported: 114, suppressed: 354 });
  });

  it('tells how the last outages went, and how fresh the data are', async () => {
    const home = await homeOf(makeIncidentFolder());
    expect(home).toMatchObject({
      observedUntil: '2011-09-08T10:55:00.000Z',
      lagSeconds: 0,
      unrecordedStorms: [],
      outages: [{ outage: 'fdt-2011-09-08', verdict: 'not-as-expected' }],
    });
    const html = await htmlOf(makeIncidentFolder());
    expect(html).toContain('<a href="/outages/fdt-2011-09-08">fdt-2011-09-08: Fast downtime trial run</a>');
    expect(html).toContain('<strong class="not-as-expected">NOT as expected</strong>');
  });

  it('names a storm that nobody wrote down, and an outage that lasts', async () => {
    const folder = makeIncidentFolder();
    await run(folder, ['windows', 'remove', 'fdt-2011-09-08']);
    const html = await htmlOf(folder);
    expect(html).toContain('Outages that nobody wrote down?');
    expect(html).toContain('<a href="/storms">');
    await run(folder, ['windows', 'add', '--outage', 'fdt-9', '--start', '2011-09-08T10:50Z']);
    expect(await htmlOf(folder)).toMatch(
      /<a href="\/outages\/fdt-9">fdt-9<\/a><\/strong>: open since 2011-09-08 10:50:00 UTC\./,
    );
  });

  it('has words for a database without anything', async () => {
    const folder = makeIncidentFolder();
    await run(folder, ['--db', 'empty.db', 'windows', 'list']);
    const answer = await pagesOf(folder, { database: 'empty.db' })({ route: 'home' });
    const html = answer.kind === 'page' ? answer.body : '';
    expect(html).toContain('There is no OOPS yet.');
    expect(html).toContain('The window log has no outage.');
    expect(html).toContain('Nothing has been loaded yet.');
  });

  it('leads from the old address of an OOPS to its page', async () => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'home', query: 'oopsid=OOPS-2077A101' });
    expect(answer).toEqual({ kind: 'redirect', to: '/oops/OOPS-2077A101', isPermanent: true });
  });
});
