import { describe, expect, it } from 'vitest';
import { buildDailyReport, type DailyRequest } from '../../../src/reports/daily/build-daily-report.js';
import { newOops } from '../../store/sample-oops.js';
import { knowledgeOf, windowOf } from './knowledge-of.js';

const DAY: DailyRequest = {
  period: { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') },
  summary: 'webapp',
  group: null,
  systems: null,
};

const at = (clock: string, day = '2011-09-08') => Date.parse(`${day}T${clock}Z`);

/** A downtime from 08:00 to 08:05, recorded for all systems. */
const WINDOW = windowOf('2011-09-08T08:00:00Z', '2011-09-08T08:05:00Z', { title: 'Fast downtime' });

describe('the daily report of a day counted by hand', () => {
  const day = [
    newOops('OOPS-1A1', {
      reporter: 'A',
      time: at('12:00:00', '2011-09-07'),
      type: 'KeyError',
      value: "'old'",
    }),
    // Exceptions: two KeyErrors of one value, of which one is a robot's, and one IndexError.
    newOops('OOPS-1A2', {
      reporter: 'A',
      time: at('00:00:00'),
      type: 'KeyError',
      value: "'old'",
      url: 'https://launchpad.net/a',
      topic: 'A:+index',
      method: 'GET',
      userAgent: 'Googlebot/2.1',
    }),
    newOops('OOPS-1B3', {
      reporter: 'B',
      time: at('23:59:59.999'),
      type: 'KeyError',
      value: "'old'",
      url: 'https://launchpad.net/a',
      method: 'POST',
    }),
    newOops('OOPS-1A4', { reporter: 'A', time: at('09:00:00'), type: 'IndexError', value: 'new' }),
    newOops('OOPS-1A5', {
      reporter: 'A',
      time: at('00:00:00', '2011-09-09'),
      type: 'KeyError',
      value: "'tomorrow'",
    }),
    // Time-outs: two types with one statement are two groups; one without a statement is grouped by its value.
    newOops('OOPS-1A6', {
      reporter: 'A',
      time: at('10:00:00'),
      type: 'RequestExpired',
      value: '1',
      topic: 'A:+index',
      mostExpensiveStatement: 'SELECT $INT',
      totalMilliseconds: 12_000,
      durationSeconds: 12,
      statementsCount: 3,
    }),
    newOops('OOPS-1A7', {
      reporter: 'A',
      time: at('10:01:00'),
      type: 'RequestExpired',
      value: 'other',
      topic: 'A:+index',
      mostExpensiveStatement: 'SELECT $INT',
      totalMilliseconds: 9_000,
      statementsCount: 80,
    }),
    newOops('OOPS-1A8', {
      reporter: 'A',
      time: at('10:02:00'),
      type: 'TimeoutError',
      mostExpensiveStatement: 'SELECT $INT',
      topic: 'B:+edit',
      totalMilliseconds: 13_500,
      statementsCount: 1,
    }),
    newOops('OOPS-1A9', {
      reporter: 'A',
      time: at('10:03:00'),
      type: 'RequestExpired',
      value: 'no statement',
    }),
    newOops('OOPS-1A10', {
      reporter: 'A',
      time: at('10:04:00'),
      type: 'SoftRequestTimeout',
      topic: 'B:+edit',
      mostExpensiveStatement: 'SELECT $STRING',
    }),
    // Pages not found: one from our own page, two from elsewhere.
    newOops('OOPS-1A11', {
      reporter: 'A',
      time: at('11:00:00'),
      type: 'NotFound',
      value: 'x',
      referrer: 'https://launchpad.net/list',
    }),
    newOops('OOPS-1A12', {
      reporter: 'A',
      time: at('11:00:01'),
      type: 'NotFound',
      value: 'x',
      referrer: 'https://example.com/',
    }),
    newOops('OOPS-1A13', { reporter: 'A', time: at('11:00:02'), type: 'GoneError', value: 'y' }),
    // In the window: expected, unexpected, kept by neverSuppress; and one whose time is only the day.
    newOops('OOPS-1A14', {
      reporter: 'A',
      time: at('08:00:30'),
      type: 'DisconnectionError',
      value: 'gone',
      url: 'https://launchpad.net/a',
      username: 'eva',
    }),
    newOops('OOPS-1B15', {
      reporter: 'B',
      time: at('08:01:30'),
      type: 'DisconnectionError',
      value: 'gone',
      url: 'https://launchpad.net/b',
      username: 'eva',
    }),
    newOops('OOPS-1B16', { reporter: 'B', time: at('08:02:00'), type: 'ValueError', value: 'bad state' }),
    newOops('OOPS-1A17', { reporter: 'A', time: at('08:03:00'), type: 'SecurityError', value: 'intruder' }),
    newOops(
      'OOPS-1A18',
      { reporter: 'A', time: at('00:00:00'), type: 'DisconnectionError', value: 'gone' },
      { timeSource: 'directory' },
    ),
  ];
  const config = { neverSuppress: [{ type: 'SecurityError' }] };
  const report = buildDailyReport(knowledgeOf(day, [WINDOW], config), DAY);

  it('accounts for every OOPS', () => {
    expect(report).toMatchObject({
      kind: 'daily',
      from: '2011-09-08T00:00:00.000Z',
      to: '2011-09-09T00:00:00.000Z',
      observedUntil: '2011-09-09T06:00:00.000Z',
      total: 16,
      reported: 13,
      suppressed: 3,
      inexactTime: 1,
      kept: 1,
      otherNotFound: 2,
      observedSeconds: 86_400 - 300,
      firstTime: '2011-09-08T00:00:00.000Z',
      lastTime: '2011-09-08T23:59:59.999Z',
    });
    expect(report.sections.map(({ id, count, groupCount }) => [id, count, groupCount])).toEqual([
      ['exceptions', 5, 4],
      ['time-outs', 4, 3],
      ['soft-time-outs', 1, 1],
      ['informational-only-errors', 0, 0],
      ['user-generated-errors', 0, 0],
      ['unauthorized-errors', 0, 0],
      ['pages-not-found', 1, 1],
    ]);
  });

  it('says what was left out for the outage, and lists what the outage does not explain', () => {
    expect(report.outages).toEqual([
      {
        outage: 'fdt',
        title: 'Fast downtime',
        start: '2011-09-08T08:00:00.000Z',
        end: '2011-09-08T08:05:00.000Z',
        suppressed: 3,
        expected: 2,
        background: 0,
        unexpected: 1,
        kept: 1,
        userCount: 1,
        urlCount: 2,
        unexpectedGroups: [{ type: 'ValueError', value: 'bad state', count: 1, oopsIds: ['OOPS-1B16'] }],
      },
    ]);
  });

  it('groups exceptions by signature, the most frequent first, then by type', () => {
    expect(
      report.sections[0]?.groups.map(({ type, value, count, isNew }) => [type, value, count, isNew]),
    ).toEqual([
      ['KeyError', "'old'", 2, false],
      ['DisconnectionError', 'gone', 1, true],
      ['IndexError', 'new', 1, true],
      ['SecurityError', 'intruder', 1, true],
    ]);
    expect(report.sections[0]?.groups[0]).toEqual({
      type: 'KeyError',
      value: "'old'",
      count: 2,
      botCount: 1,
      localReferrerCount: 0,
      topLocalReferrer: null,
      urlCount: 1,
      methods: { GET: 1, POST: 1 },
      bug: null,
      isNew: false,
      trend: null,
      lastSeen: '2011-09-07T12:00:00.000Z',
      usual: null,
      urls: [
        { url: 'https://launchpad.net/a', topic: 'A:+index', count: 2, oopsIds: ['OOPS-1A2', 'OOPS-1B3'] },
      ],
    });
  });

  it('groups time-outs by type and most expensive statement, or by value where none is known', () => {
    const groups = report.sections[1]?.groups.map(({ type, value, count }) => [type, value, count]);
    expect(groups).toEqual([
      ['RequestExpired', 'SELECT $INT', 2],
      ['RequestExpired', 'no statement', 1],
      ['TimeoutError', 'SELECT $INT', 1],
    ]);
  });

  it('lists pages not found only where one of our own pages led to them', () => {
    expect(report.sections[6]?.groups).toMatchObject([
      {
        type: 'NotFound',
        count: 1,
        localReferrerCount: 1,
        topLocalReferrer: 'https://launchpad.net/list',
        urls: [{ url: '', topic: '', oopsIds: ['OOPS-1A11'] }],
      },
    ]);
  });

  it('lists the worst OOPS of each topic', () => {
    expect(report.topDurations).toEqual([
      { seconds: 13.5, oopsId: 'OOPS-1A8', topic: 'B:+edit', isEstimate: true },
      { seconds: 12, oopsId: 'OOPS-1A6', topic: 'A:+index', isEstimate: false },
    ]);
    expect(report.topStatementCounts).toEqual([
      { count: 80, oopsId: 'OOPS-1A7', topic: 'A:+index' },
      { count: 1, oopsId: 'OOPS-1A8', topic: 'B:+edit' },
    ]);
    expect(report.timeoutsByTopic).toEqual([
      { topic: 'A:+index', hard: 2, soft: 0 },
      { topic: 'B:+edit', hard: 1, soft: 1 },
      { topic: '', hard: 1, soft: 0 },
    ]);
  });

  it('counts what a slice holds by what the whole outage says of it', () => {
    const period = { start: at('08:01:00'), end: at('08:02:30') };
    const slice = buildDailyReport(knowledgeOf(day, [WINDOW], config), { ...DAY, period });
    expect(slice).toMatchObject({ total: 2, reported: 0, outages: [{ expected: 1, unexpected: 1 }] });
  });

  it('counts only the systems that are asked for, whatever their case', () => {
    const systems = buildDailyReport(knowledgeOf(day, [WINDOW], config), { ...DAY, systems: ['b'] });
    expect(systems).toMatchObject({ total: 3, reported: 1, suppressed: 2 });
  });

  it('knows nothing of what is later than the moment it is made for', () => {
    const early = buildDailyReport(knowledgeOf(day, [WINDOW], config, at('10:02:00')), DAY);
    expect(early).toMatchObject({ total: 9, observedUntil: '2011-09-08T10:02:00.000Z' });
  });
});

describe('the daily report', () => {
  it('cuts Exceptions to the top 50 and lists every group of the other sections', () => {
    const oopses = Array.from({ length: 60 }, (_, index) => [
      newOops(`OOPS-1A${index}`, { time: at('09:00:00'), type: 'KeyError', value: `key ${index}x` }),
      newOops(`OOPS-1B${index}`, { time: at('09:00:00'), type: 'Unauthorized', value: `page ${index}x` }),
    ]).flat();
    const twice = newOops('OOPS-1C1', { time: at('09:00:01'), type: 'KeyError', value: 'key 59x' });
    const { sections } = buildDailyReport(knowledgeOf([...oopses, twice], []), DAY);
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

  it('keeps five URLs with ten ids each, those seen first among equals', () => {
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
    const group = buildDailyReport(knowledgeOf([...oopses, ...rare], []), DAY).sections[0]?.groups[0];
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

  it('gives a kind of summary its own sections and lists', () => {
    const oopses = [
      newOops('OOPS-1CH1', {
        reporter: 'CH',
        time: at('09:00:00'),
        type: 'TimeoutError',
        totalMilliseconds: 5,
      }),
    ];
    const request: DailyRequest = { ...DAY, summary: 'codehosting', group: 'code', systems: ['CH'] };
    const report = buildDailyReport(knowledgeOf(oopses, []), request);
    expect(report.sections.map(({ id, count }) => [id, count])).toEqual([
      ['exceptions', 0],
      ['remote-errors', 1],
    ]);
    expect(report).toMatchObject({ topDurations: [], timeoutsByTopic: [] });
  });

  it('lists an outage of the day although nothing had to be left out for it', () => {
    const { outages } = buildDailyReport(knowledgeOf([], [WINDOW]), DAY);
    expect(outages).toMatchObject([{ outage: 'fdt', suppressed: 0 }]);
  });

  it('lists no outage of other systems than those asked for', () => {
    const window = { ...WINDOW, systems: ['B'] };
    expect(buildDailyReport(knowledgeOf([], [window]), { ...DAY, systems: ['A'] }).outages).toEqual([]);
  });

  it('warns of a window that somebody forgot to close', () => {
    const open = windowOf('2011-09-08T08:00:00Z', null);
    expect(buildDailyReport(knowledgeOf([], [open]), DAY).remarks).toEqual([
      'Somebody forgot to close the downtime window of fdt that opened at 2011-09-08T08:00:00.000Z: nothing is attributed to it past 4 h. Record its end in the window log.',
    ]);
  });

  it('says which storms no window covers, with the line that would record each', () => {
    const usual = newOops('OOPS-1A1', { reporter: 'A', time: at('00:00:00'), type: 'KeyError' });
    const storm = Array.from({ length: 5 }, (_, second) =>
      newOops(`OOPS-1A${second + 2}`, {
        reporter: 'A',
        time: at('12:00:00.500') + second * 1000,
        type: 'DisconnectionError',
      }),
    );
    const build = (windows: Parameters<typeof knowledgeOf>[1]) =>
      buildDailyReport(knowledgeOf([usual, ...storm], windows), DAY).unrecordedStorms;
    expect(build([])).toEqual([
      {
        start: '2011-09-08T12:00:00.500Z',
        end: '2011-09-08T12:00:04.500Z',
        systems: ['A'],
        count: 5,
        line: 'storm-20110908T120000Z,downtime,A,2011-09-08T12:00:00Z,2011-09-08T12:00:05Z,Found in the reports,',
      },
    ]);
    expect(build([windowOf('2011-09-08T12:00:00Z', '2011-09-08T12:00:10Z')])).toEqual([]);
  });

  it('tells what is new, what came back, what rises and falls, and what is gone', () => {
    let serial = 0;
    /** So many OOPSes of a value on a day, a minute apart from noon. */
    const seen = (value: string, day: string, count: number) =>
      Array.from({ length: count }, (_, index) => {
        serial += 1;
        return newOops(`OOPS-1A${serial}`, {
          time: at('12:00:00', day) + index * 60_000,
          type: 'KeyError',
          value,
        });
      });
    const oopses = [
      ...seen('first of the store', '2011-08-01', 1),
      ...seen('back', '2011-08-31', 1),
      ...seen('back', '2011-09-08', 1),
      ...seen('not yet back', '2011-09-02', 1),
      ...seen('not yet back', '2011-09-08', 1),
      ...seen('rising', '2011-09-01', 20),
      ...seen('rising', '2011-09-08', 40),
      ...seen('falling', '2011-09-01', 200),
      ...seen('falling', '2011-09-08', 10),
      ...seen('few', '2011-09-01', 1),
      ...seen('few', '2011-09-08', 3),
      ...seen('fresh', '2011-09-08', 1),
      ...seen('gone', '2011-09-07', 30),
      ...seen('gone by chance', '2011-09-07', 3),
    ];
    // The downtime of a week ago held a hundred more, which are no part of what is usual.
    const inWindow = seen('rising', '2011-09-01', 100).map((oops, index) => ({
      ...oops,
      time: at('02:00:00', '2011-09-01') + index,
    }));
    const window = windowOf('2011-09-01T02:00:00Z', '2011-09-01T02:05:00Z');
    const report = buildDailyReport(knowledgeOf([...oopses, ...inWindow], [window]), DAY);
    const groups = report.sections[0]?.groups.map(({ value, trend, usual }) => [value, trend, usual]);
    expect(groups).toEqual([
      ['rising', 'rising', 5.01],
      ['falling', 'falling', 50.1],
      ['few', null, null],
      ['back', 'returned', null],
      ['fresh', 'new', null],
      ['not yet back', null, null],
    ]);
    expect(report.gone).toEqual([{ type: 'KeyError', value: 'gone', count: 30 }]);
  });
});
