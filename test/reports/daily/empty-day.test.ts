import { describe, expect, it } from 'vitest';
import { describeEmptiness } from '../../../src/reports/daily/account.js';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { renderDailyMail } from '../../../src/reports/daily/mail/render-mail.js';
import { renderDailyHtml } from '../../../src/reports/daily/render-html.js';
import { renderDailyMarkdown } from '../../../src/reports/daily/render-markdown.js';
import { renderDailyText } from '../../../src/reports/daily/render-text.js';
import { at, DAY, reportContextOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const LINKS = { bugUrl: 'https://bugs.launchpad.net/bugs/{id}', oopsUrl: null };

const on = (day: string, reporter = 'A') =>
  newOops(`OOPS-1${reporter}${day}`, { reporter, time: at('09:00:00', day), type: 'KeyError' });

describe('the report of a day without OOPSes', () => {
  it.each([
    [
      ['2011-09-01', '2011-09-06', '2011-09-09', '2011-09-20'],
      null,
      'No OOPS was written in this period. The nearest days with OOPSes: 2011-09-06 before it and 2011-09-09 after it. The first are of 2011-09-01, the last of 2011-09-20.',
    ],
    [
      ['2011-09-01', '2011-09-06'],
      null,
      'No OOPS was written in this period. The nearest day with OOPSes: 2011-09-06 before it. The first are of 2011-09-01, the last of 2011-09-06.',
    ],
    [
      ['2011-09-10'],
      null,
      'No OOPS was written in this period. The nearest day with OOPSes: 2011-09-10 after it.',
    ],
    [
      ['2011-09-01', '2011-09-10'],
      ['A'],
      'No OOPS was written in this period. The nearest days with OOPSes of these systems: 2011-09-01 before it and 2011-09-10 after it. The first of these systems are of 2011-09-01, the last of 2011-09-10.',
    ],
    [['2011-09-01'], ['B'], 'No OOPS was written in this period. None of these systems is known at all.'],
    [[], null, 'The database is empty: load reports with oops-report ingest PATH.'],
  ])('says on which days there are some: %j of A, asked for %j', async (days, systems, text) => {
    const context = await reportContextOf(
      days.map((day) => on(day)),
      [],
    );
    expect(describeEmptiness(await reportDay(context, { ...DAY, systems }))).toBe(text);
  });

  it('knows nothing of what is later than the moment as of which it is made', async () => {
    const days = ['2011-09-01', '2011-09-06', '2011-09-10', '2011-09-20'].map((day) => on(day));
    const elsewhereAsOf = async (asOf: string) =>
      (await reportDay(await reportContextOf(days, [], {}, Date.parse(asOf)), DAY)).elsewhere;
    expect(await elsewhereAsOf('2011-09-12T00:00Z')).toEqual({
      first: '2011-09-01T09:00:00.000Z',
      before: '2011-09-06T09:00:00.000Z',
      after: '2011-09-10T09:00:00.000Z',
      last: '2011-09-10T09:00:00.000Z',
    });
    expect(await elsewhereAsOf('2011-09-05T00:00Z')).toEqual({
      first: '2011-09-01T09:00:00.000Z',
      before: '2011-09-01T09:00:00.000Z',
      after: null,
      last: '2011-09-01T09:00:00.000Z',
    });
    expect(await elsewhereAsOf('2011-08-01T00:00Z')).toEqual({
      ...{ first: null, before: null, after: null, last: null },
    });
  });

  it('says so in every format', async () => {
    const report = await reportDay(await reportContextOf([on('2011-09-06')], []), DAY);
    const words = 'The nearest day with OOPSes: 2011-09-06 before it.';
    for (const render of [renderDailyText, renderDailyHtml, renderDailyMarkdown, renderDailyMail]) {
      expect(render(report, LINKS).replace(/\s+/g, ' ')).toContain(words);
      expect(render(report, LINKS)).not.toContain('What changed');
    }
  });

  it('is said only of a day that has none', async () => {
    expect(await reportDay(await reportContextOf([on('2011-09-08')], []), DAY)).not.toHaveProperty(
      'elsewhere',
    );
  });
});
