import { describe, expect, it } from 'vitest';
import { SENTRY } from '../../../../src/oops/events/sentry/sentry.js';
import type { DocumentObject, DocumentValue } from '../../../../src/oops/formats/document-value.js';
import { NO_SETTINGS, sentryEnvelope } from '../../../support/read-sentry.js';

const SHOP = { ...NO_SETTINGS, projects: { '42': 'shop' } };
const DSN = 'https://key@sentry.example/42';
const LOST = { reason: 'ratelimit_backoff', category: 'error', quantity: 7 };

function read(report: DocumentObject, header: DocumentObject = { dsn: DSN }) {
  return SENTRY.read(report, SHOP, sentryEnvelope(header, 'client_report'));
}

describe('a report of a client on what it threw away', () => {
  it('tells the project, the reason, the time and how many', () => {
    expect(read({ timestamp: 1_764_230_400.5, discarded_events: [LOST] })).toEqual([
      {
        kind: 'discards',
        discards: [{ reporter: 'shop', reason: 'ratelimit_backoff', time: 1_764_230_400_500, count: 7 }],
      },
    ]);
  });

  it('counts errors, and what the client does not say it is, but nothing else', () => {
    const categories = ['error', 'default', 'transaction', 'session', 'security', 'span', null];
    const discarded_events = categories.map((category, at) => ({ ...LOST, category, quantity: at + 1 }));
    expect(read({ discarded_events })).toMatchObject([{ discards: [{ count: 1 }, { count: 2 }] }]);
  });

  it.each<[DocumentValue, number[]]>([
    ['3', [3]],
    [undefined, [1]],
    [null, [1]],
    [0, []],
    [-4, []],
    [1e300, [Number.MAX_SAFE_INTEGER]],
  ])('counts of the quantity %j the events %j', (quantity, counts) => {
    const readings = read({ discarded_events: [LOST, { ...LOST, quantity }] });
    expect(readings).toMatchObject([{ discards: [{ count: 7 }, ...counts.map((count) => ({ count }))] }]);
  });

  it.each<[string, DocumentObject, DocumentObject, object]>([
    [
      'the time of sending',
      {},
      { sent_at: '2026-11-27T08:00:00Z' },
      { time: Date.parse('2026-11-27T08:00:00Z') },
    ],
    ['no time', {}, {}, { time: null }],
    ['its own time', { timestamp: '1970-01-01T00:01:00Z' }, { sent_at: 0 }, { time: 60_000 }],
    ['no project', {}, {}, { reporter: null }],
    ['an environment', {}, { dsn: DSN, trace: { environment: 'staging' } }, { reporter: 'shop@staging' }],
  ])('is read with %s', (_, given, header, expected) => {
    expect(read({ ...given, discarded_events: [LOST] }, header)).toMatchObject([{ discards: [expected] }]);
  });

  it('has a reason in any case', () => {
    expect(read({ discarded_events: { ...LOST, reason: null } })).toMatchObject([
      { discards: [{ reason: 'unknown' }] },
    ]);
  });

  it.each<[DocumentValue]>([
    [undefined],
    [null],
    [[]],
    [[null, 7]],
    ['error'],
    [[{ ...LOST, category: 'span' }]],
  ])('that threw away no errors is no error: %j', (discarded_events) => {
    expect(read({ discarded_events })).toEqual([{ kind: 'no-error' }]);
  });
});
