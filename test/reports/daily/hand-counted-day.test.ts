import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { at, DAY, reportContextOf, WINDOW } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

describe('the daily report of a day counted by hand', async () => {
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
  const report = await reportDay(await reportContextOf(day, [WINDOW], config), DAY);

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

  it('counts what a slice holds by what the whole outage says of it', async () => {
    const period = { start: at('08:01:00'), end: at('08:02:30') };
    const slice = await reportDay(await reportContextOf(day, [WINDOW], config), { ...DAY, period });
    expect(slice).toMatchObject({ total: 2, reported: 0, outages: [{ expected: 1, unexpected: 1 }] });
  });

  it('counts only the systems that are asked for, whatever their case', async () => {
    const systems = await reportDay(await reportContextOf(day, [WINDOW], config), { ...DAY, systems: ['b'] });
    expect(systems).toMatchObject({ total: 3, reported: 1, suppressed: 2 });
  });

  it('knows nothing of what is later than the moment it is made for', async () => {
    const early = await reportDay(await reportContextOf(day, [WINDOW], config, at('10:02:00')), DAY);
    expect(early).toMatchObject({ total: 9, observedUntil: '2011-09-08T10:02:00.000Z' });
  });
});
