import { describe, expect, it } from 'vitest';
import { SENTRY } from '../../../../src/oops/events/sentry/sentry.js';
import type { DocumentObject, DocumentValue } from '../../../../src/oops/formats/document-value.js';
import { oopsFromReport } from '../../../../src/oops/oops-from-report.js';
import {
  EVENT_ID,
  NO_SETTINGS,
  reportOf,
  sentryEnvelope,
  sentryEvent,
} from '../../../support/read-sentry.js';

const SHOP = { ...NO_SETTINGS, projects: { '42': 'shop' } };
const at = (text: string) => Date.parse(text);

describe('the id of an event', () => {
  it.each<[string, DocumentValue, DocumentValue, string]>([
    ['the payload', EVENT_ID, undefined, `OOPS-${EVENT_ID}`],
    ['upper case', EVENT_ID.toUpperCase(), undefined, `OOPS-${EVENT_ID}`],
    ['a UUID with dashes', '8a412352-5012-7834-0127-03406f2e03bd', undefined, `OOPS-${EVENT_ID}`],
    ['the envelope, which wins', EVENT_ID, 'f'.repeat(32), `OOPS-${'f'.repeat(32)}`],
    ['the payload where the envelope has none', EVENT_ID, null, `OOPS-${EVENT_ID}`],
    ['the payload where the envelope has a broken one', EVENT_ID, 'none', `OOPS-${EVENT_ID}`],
    ['nothing', undefined, undefined, ''],
    ['nothing but zeros', '0'.repeat(32), undefined, ''],
    ['a number', 17, undefined, ''],
    ['text that is no id', 'first', undefined, ''],
  ])('is taken from %s', (_, event_id, inEnvelope, id) => {
    const envelope = sentryEnvelope({ event_id: inEnvelope });
    expect(reportOf({ timestamp: 1, event_id }, NO_SETTINGS, envelope).id).toBe(id);
  });

  it('is left to the content where there is none, the same whatever the order of the keys', () => {
    const [one] = SENTRY.read({ timestamp: 1, platform: 'go', tags: { a: 1, b: [2] } }, NO_SETTINGS);
    const [other] = SENTRY.read({ tags: { b: [2], a: 1 }, platform: 'go', timestamp: 1 }, NO_SETTINGS);
    const [another] = SENTRY.read({ tags: { b: [3], a: 1 }, platform: 'go', timestamp: 1 }, NO_SETTINGS);
    expect(one).toMatchObject({ kind: 'report', content: expect.stringContaining('"platform"') });
    expect(other).toMatchObject({ content: one?.kind === 'report' ? one.content : '' });
    expect(another).not.toMatchObject({ content: one?.kind === 'report' ? one.content : '' });
  });

  it('leaves the content aside where there is one', () => {
    expect(SENTRY.read(sentryEvent(), NO_SETTINGS)).toMatchObject([{ content: null }]);
  });
});

describe('the time of an event', () => {
  it.each<[string, DocumentObject, number]>([
    ['seconds', { timestamp: 1_587_246_240.206_155 }, 1_587_246_240_206],
    ['seconds as text', { timestamp: '1587246240.206' }, 1_587_246_240_206],
    [
      'a time with its zone',
      { timestamp: '2020-04-18T23:44:00.206155+02:00' },
      at('2020-04-18T21:44:00.206Z'),
    ],
    [
      'a time of nanoseconds',
      { timestamp: '2025-03-06T10:19:51.132514327Z' },
      at('2025-03-06T10:19:51.132Z'),
    ],
    ['a time without a zone, which is UTC', { timestamp: '2020-04-18T21:44:00' }, at('2020-04-18T21:44:00Z')],
    ['what Sentry calls it', { datetime: '2020-04-18T21:44:00Z' }, at('2020-04-18T21:44:00Z')],
    ['its reception', { received: 1_587_246_240 }, 1_587_246_240_000],
    ['its reception where the time cannot be read', { timestamp: 'soon', received: 7 }, 7000],
  ])('is taken from %s', (_, given, time) => {
    expect(reportOf({ event_id: EVENT_ID, ...given }).time).toBe(time);
  });

  it('is when the envelope was sent where the event says nothing, and before its reception', () => {
    const envelope = sentryEnvelope({ sent_at: '2020-04-18T21:44:01Z' });
    const event = { event_id: EVENT_ID, received: 7 };
    expect(reportOf(event, NO_SETTINGS, envelope).time).toBe(at('2020-04-18T21:44:01Z'));
  });

  it('is not moved by when the envelope was sent', () => {
    const envelope = sentryEnvelope({ sent_at: '2020-04-19T21:44:01Z' });
    expect(reportOf(sentryEvent({ timestamp: 7 }), NO_SETTINGS, envelope).time).toBe(7000);
  });

  it.each([[{}], [{ timestamp: null }], [{ timestamp: 'yesterday' }], [{ timestamp: 1e300 }]])(
    'is a reason to refuse an event that has none: %j',
    (given) => {
      const readings = SENTRY.read({ event_id: EVENT_ID, ...given }, NO_SETTINGS);
      expect(readings).toEqual([{ kind: 'refused', reason: 'no time' }]);
    },
  );
});

describe('the reporter of an event', () => {
  it.each<[string, DocumentObject, DocumentObject, string | null]>([
    ['the project of the address', {}, { dsn: 'https://key@sentry.example/7' }, '7'],
    ['its name', {}, { dsn: 'https://key@sentry.example/42' }, 'shop'],
    ['it under a path', {}, { dsn: 'https://key@example.org/sentry/42/' }, 'shop'],
    ['the address before the event', { project: 8 }, { dsn: 'https://key@sentry.example/42' }, 'shop'],
    ['the project of the event', { project: 42 }, {}, 'shop'],
    ['its id as text', { project: '42' }, {}, 'shop'],
    ['its slug', { project: 'Web-Shop' }, {}, 'Web-Shop'],
    ['all that Sentry knows of it', { project: { id: '42', slug: 'web' } }, {}, 'shop'],
    ['the event where the address is broken', { project: 8 }, { dsn: 'sentry' }, '8'],
    ['the project before the server', { project: 8, server_name: 'web-1' }, {}, '8'],
    ['the server', { server_name: 'Web-1' }, {}, 'Web-1'],
    ['the server as a tag', { tags: [['server_name', 'web-2']] }, {}, 'web-2'],
    ['nothing', {}, {}, null],
    ['a name that every object has', { project: 'constructor' }, {}, 'constructor'],
  ])('is %s', (_, given, header, reporter) => {
    expect(reportOf(sentryEvent(given), SHOP, sentryEnvelope(header)).reporter).toBe(reporter);
  });

  it.each<[DocumentValue, string]>([
    [undefined, 'shop'],
    [null, 'shop'],
    ['', 'shop'],
    ['production', 'shop'],
    ['Production', 'shop'],
    ['PROD', 'shop'],
    ['staging', 'shop@staging'],
    ['Development', 'shop@Development'],
    ['production-eu', 'shop@production-eu'],
    [3, 'shop@3'],
  ])('has the environment %j behind it as %s', (environment, reporter) => {
    expect(reportOf(sentryEvent({ project: 42, environment }), SHOP).reporter).toBe(reporter);
  });

  it('keeps an environment apart even where nobody is named', () => {
    expect(reportOf(sentryEvent({ environment: 'staging' })).reporter).toBe('UNKNOWN@staging');
  });

  it('is read beside the name of the server', () => {
    const report = reportOf(sentryEvent({ project: 42, server_name: 'web-1' }), SHOP);
    expect([report.reporter, report.hostname]).toEqual(['shop', 'web-1']);
  });
});

describe('an event', () => {
  it.each<[string, DocumentObject, boolean]>([
    ['no level', {}, false],
    ['no level that counts', { level: null }, false],
    ['error', { level: 'error' }, false],
    ['fatal', { level: 'Fatal' }, false],
    ['a level nobody knows', { level: 'severe' }, false],
    ['warning', { level: 'warning' }, true],
    ['info', { level: 'INFO' }, true],
    ['debug', { level: 'debug' }, true],
    ['the number of an error', { level: 40 }, false],
    ['the number of a warning', { level: 30 }, true],
    ['the number of a warning as text', { level: '30' }, true],
    ['a number past all levels', { level: 99 }, false],
  ])('with %s is informational or not', (_, given, informational) => {
    expect(reportOf(sentryEvent(given)).informational).toBe(informational);
  });

  it('is informational by the levels of the settings where they name some', () => {
    const settings = { ...NO_SETTINGS, errorLevels: ['warning', 'fatal'] };
    const levels = ['warning', 'error', 'fatal', undefined, 30];
    const informational = levels.map((level) => reportOf(sentryEvent({ level }), settings).informational);
    expect(informational).toEqual([false, true, false, true, false]);
  });

  it.each<[DocumentObject, string | null]>([
    [{ transaction: '/pay', culprit: 'shop.pay' }, '/pay'],
    [{ transaction: '', culprit: 'shop.pay' }, 'shop.pay'],
    [{ culprit: 'shop.pay' }, 'shop.pay'],
    [{}, null],
  ])('has of %j the topic %j', (given, topic) => {
    expect(reportOf(sentryEvent(given)).topic).toBe(topic);
  });

  it.each<[DocumentValue, string | null]>([
    [{ username: 'ada', email: 'ada@example.com', id: 7, ip_address: '10.0.0.1' }, 'ada'],
    [{ username: null, email: 'ada@example.com', id: 7 }, 'ada@example.com'],
    [{ id: 7, ip_address: '10.0.0.1' }, '7'],
    [{ ip_address: '10.0.0.1' }, '10.0.0.1'],
    [{ ip_address: '{{auto}}' }, null],
    [{}, null],
    [[], null],
    [null, null],
    ['ada', 'ada'],
  ])('has of the user %j the name %j', (user, username) => {
    expect(reportOf(sentryEvent({ user })).username).toBe(username);
  });

  it.each<[DocumentObject, string | null, string | null]>([
    [{ release: 'shop@1.2.3', dist: '41' }, 'shop@1.2.3', '41'],
    [{ release: 74, dist: null }, '74', null],
    [{ tags: { release: '1.2' } }, '1.2', null],
    [{}, null, null],
  ])('has of %j the revision %j and the branch %j', (given, revno, branchNick) => {
    expect(reportOf(sentryEvent(given))).toMatchObject({ revno, branchNick });
  });

  it.each<[DocumentValue, readonly string[] | null]>([
    [undefined, null],
    [[], null],
    [['{{ default }}'], null],
    [['{{default}}'], null],
    [
      ['celery', 123],
      ['celery', '123'],
    ],
    [
      ['{{ default }}', 'pay'],
      ['{{ default }}', 'pay'],
    ],
    [[null, 'pay'], ['pay']],
    ['pay', null],
    [{ pay: 1 }, null],
  ])('has of the fingerprint %j the parts %j', (fingerprint, parts) => {
    expect(reportOf(sentryEvent({ fingerprint })).fingerprint).toEqual(parts);
  });

  it('has its statements as a timeline before it, and how long it took is unknown', () => {
    const timestamp = '2026-11-27T08:00:10Z';
    const breadcrumbs = {
      values: [
        { category: 'query', message: 'SELECT 1', timestamp: '2026-11-27T08:00:08.250Z' },
        { category: 'http', message: 'GET /', timestamp: '2026-11-27T08:00:09Z' },
        { category: 'db.sql.query', message: 'SELECT 2' },
        { category: 'sql.active_record', data: { sql: 'SELECT 3' }, timestamp: 1_795_766_409 },
        { category: 'query', message: null },
        { type: 'query', message: 'SELECT 4', timestamp: 1_795_766_410 },
        { category: 'queryable', message: 'SELECT 5' },
      ],
    };
    const report = reportOf(sentryEvent({ timestamp, breadcrumbs }));
    expect(report.timeline).toEqual([
      { start: -1750, end: -1750, category: 'SQL-query', detail: 'SELECT 1' },
      { start: 0, end: 0, category: 'SQL-db.sql.query', detail: 'SELECT 2' },
      { start: -1000, end: -1000, category: 'SQL-sql.active_record', detail: 'SELECT 3' },
      { start: 0, end: 0, category: 'SQL-query', detail: 'SELECT 4' },
    ]);
    expect(report.extra.breadcrumbs).toEqual([1, 4, 6].map((place) => breadcrumbs.values[place]));
    expect(report.durationSeconds).toBeNull();
    expect(oopsFromReport(report)).toMatchObject({ totalMilliseconds: null, statementsCount: 4 });
  });

  it('keeps as they are what its report has no field for', () => {
    const given = {
      tags: { shop: 'x' },
      contexts: { trace: { trace_id: 'a' } },
      extra: { 'sys.argv': ['pay'] },
      modules: { django: '5' },
      level: 'error',
      odd: [1, null],
      culprit: 'shop.pay',
    };
    const taken = {
      transaction: '/pay',
      server_name: 'web-1',
      exception: [],
      threads: [],
      _meta: {},
      gone: null,
    };
    const kept = {
      user: { id: 7, plan: 'free' },
      request: { data: { sum: 3 } },
      logentry: { message: 'paying' },
    };
    const event = sentryEvent({
      ...given,
      ...taken,
      ...kept,
      exception: [{ type: 'KeyError' }],
      request: { url: '/pay', ...kept.request },
    });
    expect(reportOf(event).extra).toEqual({ ...given, ...kept });
  });

  it('is marked as an event of another kind', () => {
    expect(reportOf(sentryEvent())).toMatchObject({ isEvent: true, lastOops: null });
  });

  it.each(['transaction', 'feedback', 'generic', 'profile', 'replay_event'])(
    'of the type %s is no error',
    (type) => {
      expect(SENTRY.read(sentryEvent({ type }), NO_SETTINGS)).toEqual([{ kind: 'no-error' }]);
    },
  );

  it.each(['error', 'default', 'csp', null])('of the type %j is one', (type) => {
    expect(reportOf(sentryEvent({ type })).id).toBe(`OOPS-${EVENT_ID}`);
  });
});

describe('the clock of the sender', () => {
  it.each([
    ['2025-11-27T08:00:00Z', '2025-11-27T08:00:12.300Z', 12_300],
    ['2025-11-27T08:00:05Z', '2025-11-27T08:00:00Z', -5000],
    [undefined, '2025-11-27T08:00:00Z', null],
    ['2025-11-27T08:00:00Z', undefined, null],
    ['yesterday', '2025-11-27T08:00:00Z', null],
  ])(
    'that sent at %s what came in at %s is off by %s ms, and moves no time',
    (sent_at, received_at, offset) => {
      const header = Object.fromEntries(
        Object.entries({ sent_at, received_at }).filter(([, time]) => time !== undefined),
      );
      const report = reportOf(sentryEvent(), NO_SETTINGS, sentryEnvelope(header));
      expect(report).toMatchObject({ clockOffset: offset, time: reportOf(sentryEvent()).time });
    },
  );

  it('tells nothing of when an event happened but where nothing else does', () => {
    const envelope = sentryEnvelope({ received_at: '2025-11-27T08:00:00Z' });
    const { timestamp: _, ...timeless } = sentryEvent();
    expect(reportOf(timeless, NO_SETTINGS, envelope).time).toBe(Date.parse('2025-11-27T08:00:00Z'));
  });
});

describe('an item of an envelope', () => {
  it.each([
    'transaction',
    'session',
    'sessions',
    'check_in',
    'profile',
    'replay_event',
    'attachment',
    'feedback',
    'user_report',
    'log',
    'of the future',
  ])('of the type %s is no error', (type) => {
    const readings = SENTRY.read(sentryEvent(), NO_SETTINGS, sentryEnvelope({}, type));
    expect(readings).toEqual([{ kind: 'no-error' }]);
  });

  it('without a type is an event', () => {
    const envelope = { header: {}, item: {} };
    expect(SENTRY.read(sentryEvent(), NO_SETTINGS, envelope)).toMatchObject([{ kind: 'report' }]);
  });
});
