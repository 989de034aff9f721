import { describe, expect, it } from 'vitest';
import type { DailyRequest } from '../../../src/evidence/day/day-findings.js';
import { extendRules } from '../../../src/oops/classes/rules.js';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { at, DAY, reportContextOf, WINDOW, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

describe('the daily report', () => {
  it('cuts Exceptions to the top 50 and lists every group of the other sections', async () => {
    const oopses = Array.from({ length: 60 }, (_, index) => [
      newOops(`OOPS-1A${index}`, { time: at('09:00:00'), type: 'KeyError', value: `key ${index}x` }),
      newOops(`OOPS-1B${index}`, { time: at('09:00:00'), type: 'Unauthorized', value: `page ${index}x` }),
    ]).flat();
    const twice = newOops('OOPS-1C1', { time: at('09:00:01'), type: 'KeyError', value: 'key 59x' });
    const { sections } = await reportDay(await reportContextOf([...oopses, twice], []), DAY);
    const [exceptions] = sections;
    expect(exceptions).toMatchObject({ count: 61, groupCount: 60 });
    expect(exceptions?.groups).toHaveLength(50);
    expect(exceptions?.groups.slice(0, 3).map(({ value }) => value)).toEqual([
      'key 59x',
      'key 0x',
      'key 10x',
    ]);
    expect(sections.find(({ id }) => id === 'unauthorized-errors')?.groups).toHaveLength(60);
  });

  it('keeps five URLs with ten ids each, those seen first among equals', async () => {
    const oopses = Array.from({ length: 12 }, (_, index) =>
      newOops(`OOPS-1A${index + 10}`, {
        time: at('09:00:00') + index,
        type: 'KeyError',
        url: 'https://launchpad.net/often',
      }),
    );
    const rare = [1, 2, 3, 4, 5, 6].map((index) =>
      newOops(`OOPS-1B${index}`, {
        time: at('08:00:00') - index,
        type: 'KeyError',
        url: `https://launchpad.net/${index}`,
      }),
    );
    const group = (await reportDay(await reportContextOf([...oopses, ...rare], []), DAY)).sections[0]
      ?.groups[0];
    expect(group?.urlCount).toBe(7);
    expect(group?.urls.map(({ url, count }) => [url.slice(22), count])).toEqual([
      ['often', 12],
      ['6', 1],
      ['5', 1],
      ['4', 1],
      ['3', 1],
    ]);
    expect(group?.urls[0]?.oopsIds).toEqual(oopses.slice(0, 10).map(({ oops }) => oops.id));
  });

  it('counts by the rules of the config', async () => {
    const oopses = [
      newOops('OOPS-1CH1', { time: at('09:00:00'), type: 'HgError', value: 'job 1' }),
      newOops('OOPS-1CH2', { time: at('09:00:01'), type: 'HgError', value: 'job 2' }),
    ];
    const rules = extendRules({
      classification: [{ class: 'user-generated-errors', types: ['HgError'] }],
      kindClassification: [
        { class: 'remote-errors', types: ['Hg*'], kinds: ['codehosting'], precedence: 'before' },
      ],
      signatures: [{ pattern: /job \d+/g, replacement: 'job $N' }],
    });
    const context = await reportContextOf(oopses, [], { rules });
    const groupsIn = async (summary: DailyRequest['summary'], id: string) =>
      (await reportDay(context, { ...DAY, summary })).sections
        .find((section) => section.id === id)
        ?.groups.map(({ value, count }) => [value, count]);
    expect(await groupsIn('webapp', 'user-generated-errors')).toEqual([['job $N', 2]]);
    expect(await groupsIn('codehosting', 'remote-errors')).toEqual([['job $N', 2]]);
    expect(await groupsIn('codehosting', 'exceptions')).toEqual([]);
  });

  it('gives a kind of summary its own sections and lists', async () => {
    const oopses = [
      newOops('OOPS-1CH1', {
        reporter: 'CH',
        time: at('09:00:00'),
        type: 'TimeoutError',
        totalMilliseconds: 5,
      }),
    ];
    const request: DailyRequest = { ...DAY, summary: 'codehosting', group: 'code', systems: ['CH'] };
    const report = await reportDay(await reportContextOf(oopses, []), request);
    expect(report.sections.map(({ id, count }) => [id, count])).toEqual([
      ['exceptions', 0],
      ['remote-errors', 1],
    ]);
    expect(report).toMatchObject({ topDurations: [], timeoutsByTopic: [] });
  });

  it('lists an outage of the day although nothing had to be left out for it', async () => {
    const { outages } = await reportDay(await reportContextOf([], [WINDOW]), DAY);
    expect(outages).toMatchObject([{ outage: 'fdt', suppressed: 0 }]);
  });

  it('lists no outage of other systems than those asked for', async () => {
    const window = { ...WINDOW, systems: ['B'] };
    expect(
      (await reportDay(await reportContextOf([], [window]), { ...DAY, systems: ['A'] })).outages,
    ).toEqual([]);
  });

  it('warns of a window that somebody forgot to close', async () => {
    const open = windowOf('2011-09-08T08:00:00Z', null);
    expect((await reportDay(await reportContextOf([], [open]), DAY)).remarks).toEqual([
      'Somebody forgot to close the downtime window of fdt that opened at 2011-09-08T08:00:00.000Z: nothing is attributed to it past 4 h. Record its end in the window log.',
    ]);
  });

  it('says which storms no window covers, with the line that would record each', async () => {
    const usual = newOops('OOPS-1A1', { reporter: 'A', time: at('00:00:00'), type: 'KeyError' });
    const storm = Array.from({ length: 5 }, (_, second) =>
      newOops(`OOPS-1A${second + 2}`, {
        reporter: 'A',
        time: at('12:00:00.500') + second * 1000,
        type: 'DisconnectionError',
      }),
    );
    const build = async (windows: Parameters<typeof reportContextOf>[1]) =>
      (await reportDay(await reportContextOf([usual, ...storm], windows), DAY)).unrecordedStorms;
    expect(await build([])).toEqual([
      {
        start: '2011-09-08T12:00:00.500Z',
        end: '2011-09-08T12:00:04.500Z',
        systems: ['A'],
        count: 5,
        line: 'storm-20110908T120000Z,downtime,A,2011-09-08T12:00:00Z,2011-09-08T12:00:05Z,Found in the reports,',
      },
    ]);
    expect(await build([windowOf('2011-09-08T12:00:00Z', '2011-09-08T12:00:10Z')])).toEqual([]);
  });

  it('takes the topic of a URL from the first OOPS that names one', async () => {
    const url = 'https://launchpad.net/';
    const oopses = [null, 'Root:+index', 'Other:+index'].map((topic, index) =>
      newOops(`OOPS-1A${index}`, { time: at('09:00:00') + index, type: 'KeyError', url, topic }),
    );
    const { sections } = await reportDay(await reportContextOf(oopses, []), DAY);
    expect(sections[0]?.groups[0]?.urls).toMatchObject([{ url, topic: 'Root:+index', count: 3 }]);
  });

  it('names the first of the OOPSes that took equally long', async () => {
    const oopses = [1, 2].map((index) =>
      newOops(`OOPS-1A${index}`, {
        time: at('09:00:00') + index,
        totalMilliseconds: 5000,
        statementsCount: 7,
      }),
    );
    const { topDurations, topStatementCounts } = await reportDay(await reportContextOf(oopses, []), DAY);
    expect([topDurations[0]?.oopsId, topStatementCounts[0]?.oopsId]).toEqual(['OOPS-1A1', 'OOPS-1A1']);
  });

  it('counts as background what may happen in any window', async () => {
    const oopses = [newOops('OOPS-1A1', { time: at('08:01:00'), type: 'KeyError' })];
    const tolerated = { toleratedFailures: [{ type: 'KeyError' }] };
    const { outages } = await reportDay(await reportContextOf(oopses, [WINDOW], tolerated), DAY);
    expect(outages).toMatchObject([{ expected: 0, background: 1, unexpected: 0 }]);
  });

  it('puts an OOPS whose time is only a day in no step and in no storm', async () => {
    const oopses = [1, 2, 3, 4, 5].map((index) =>
      newOops(
        `OOPS-1A${index}`,
        { time: at('00:00:00'), type: 'DisconnectionError' },
        { timeSource: 'directory' },
      ),
    );
    const report = await reportDay(await reportContextOf(oopses, []), DAY);
    expect(report).toMatchObject({ total: 5, inexactTime: 5, unrecordedStorms: [] });
    expect(report.timeline.reported).toEqual(new Array(24).fill(0));
  });

  it('counts by the hour what is reported and what is left out', async () => {
    const oopses = ['08:59:59.999', '09:00:00', '08:01:00'].map((clock, index) =>
      newOops(`OOPS-1A${index}`, { time: at(clock), type: 'KeyError' }),
    );
    const { timeline } = await reportDay(await reportContextOf(oopses, [WINDOW]), DAY);
    expect(timeline.secondsPerStep).toBe(3600);
    expect([timeline.reported.slice(8, 10), timeline.suppressed.slice(8, 10)]).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });
});
