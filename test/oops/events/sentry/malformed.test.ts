import * as fc from 'fast-check';
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

/** The keys of events, so that what is made up meets the code that reads them. */
const KEYS = [
  ...[
    'event_id',
    'eventID',
    'id',
    'timestamp',
    'datetime',
    'dateCreated',
    'received',
    'platform',
    'level',
    'type',
  ],
  ...[
    'exception',
    'sentry.interfaces.Exception',
    'values',
    'value',
    'module',
    'mechanism',
    'synthetic',
    'source',
  ],
  ...[
    'exception_id',
    'parent_id',
    'stacktrace',
    'frames',
    'function',
    'filename',
    'lineno',
    'in_app',
    'context',
  ],
  ...[
    'logentry',
    'message',
    'formatted',
    'params',
    'logger',
    'request',
    'url',
    'headers',
    'cookies',
    'env',
    'method',
  ],
  ...[
    'query_string',
    'user',
    'username',
    'email',
    'tags',
    'key',
    'environment',
    'release',
    'version',
    'dist',
  ],
  ...[
    'server_name',
    'project',
    'slug',
    'fingerprint',
    'breadcrumbs',
    'category',
    'data',
    'threads',
    'crashed',
  ],
  ...['entries', 'metadata', 'title', 'discarded_events', 'reason', 'quantity', '__proto__', 'constructor'],
];
const leaf = fc.oneof(
  fc.constantFrom<DocumentValue[]>(
    null,
    true,
    '',
    'error',
    'query',
    'exception',
    0,
    1,
    40,
    EVENT_ID,
    'a\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  // JSON writes -0 as 0.
  fc.double().map((number) => number + 0),
);
const { document } = fc.letrec<{ value: DocumentValue; document: DocumentObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('document'),
  ),
  document: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6 }),
}));
const envelope = fc.record({
  header: document,
  item: fc.constantFrom({}, { type: 'event' }, { type: 'client_report' }),
});

/** The same document with the keys of every dictionary turned around. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]) => [key, turnedAround(child)])
      .reverse(),
  );
}

describe('any object at all', () => {
  it('is read without a throw, to one reading that the database can keep', () => {
    fc.assert(
      fc.property(document, fc.option(envelope, { nil: undefined }), (any, around) => {
        SENTRY.recognises(any);
        const [reading, ...others] = SENTRY.read(any, NO_SETTINGS, around);
        expect(others).toEqual([]);
        if (reading?.kind === 'report') {
          expect(reading.report.id).toMatch(/^(OOPS-[0-9a-f]{32})?$/);
          expect(reading.content === null).toBe(reading.report.id !== '');
          expect(Number.isInteger(reading.report.time)).toBe(true);
          expect(reading.report.type).toEqual(expect.stringMatching(/\S/));
          expect(JSON.parse(JSON.stringify(reading.report.extra))).toEqual(reading.report.extra);
          expect(() => oopsFromReport(reading.report)).not.toThrow();
        } else {
          expect(['refused', 'no-error', 'discards']).toContain(reading?.kind);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same event in whatever order its keys are', () => {
    fc.assert(
      fc.property(document, (any) => {
        const [one] = SENTRY.read({ timestamp: 7, ...any }, NO_SETTINGS);
        const [other] = SENTRY.read(turnedAround({ timestamp: 7, ...any }) as DocumentObject, NO_SETTINGS);
        const idOf = (reading: typeof one) =>
          reading?.kind === 'report' ? [reading.report.id, reading.content] : reading?.kind;
        expect(idOf(other)).toEqual(idOf(one));
      }),
      { numRuns: 1000 },
    );
  });

  it('is recognised by what it holds, so that two who look agree', () => {
    fc.assert(
      fc.property(document, (any) => {
        expect(SENTRY.recognises(turnedAround(any) as DocumentObject)).toBe(SENTRY.recognises(any));
      }),
    );
  });
});

describe('an event', () => {
  it('keeps each of its other fields when one is broken', () => {
    const whole: DocumentObject = {
      ...sentryEvent({ project: 7, environment: 'staging', server_name: 'web-1', level: 'warning' }),
      exception: {
        values: [{ type: 'KeyError', value: "'id'", stacktrace: { frames: [{ function: 'pay' }] } }],
      },
      request: { url: '/pay', method: 'GET', headers: { 'User-Agent': 'curl/8' } },
      user: { username: 'ada' },
      breadcrumbs: [{ category: 'query', message: 'SELECT 1' }],
      fingerprint: ['pay'],
      release: '1.2',
      dist: '41',
      transaction: '/pay',
      tags: { a: 'b' },
    };
    const fields = {
      project: ['reporter'],
      environment: ['reporter'],
      server_name: ['hostname'],
      level: ['informational'],
      exception: ['type', 'value', 'causes', 'traceback'],
      request: ['url', 'requestVariables'],
      user: ['username'],
      breadcrumbs: ['timeline'],
      fingerprint: ['fingerprint'],
      release: ['revno'],
      dist: ['branchNick'],
      transaction: ['topic'],
      tags: [],
    };
    const rest = (event: DocumentObject, lost: readonly string[]) =>
      Object.entries(reportOf(event)).filter(([name]) => name !== 'extra' && !lost.includes(name));
    for (const [key, lost] of Object.entries(fields)) {
      for (const broken of [null, [], {}, 7, 'x', [null], [[]], { values: null }, false]) {
        const event = { ...whole, [key]: broken };
        expect(rest(event, lost), `${key}: ${JSON.stringify(broken)}`).toEqual(rest(whole, lost));
      }
    }
  });

  it('is refused where it is nested without end', () => {
    const nested = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as DocumentValue;
    const refusal = [{ kind: 'refused', reason: 'is nested more than 100 deep' }];
    expect(SENTRY.read(sentryEvent({ extra: nested }), NO_SETTINGS)).toEqual(refusal);
    expect(SENTRY.read(sentryEvent({ message: nested }), NO_SETTINGS)).toEqual(refusal);
    expect(SENTRY.recognises({ platform: nested, timestamp: 1, logentry: {} })).toBe(false);
    const reports = sentryEnvelope({}, 'client_report');
    const discarded_events = [{ category: nested, reason: 'x' }];
    expect(SENTRY.read({ discarded_events }, NO_SETTINGS, reports)).toEqual(refusal);
  });

  it('is read in a moment however many its parts are', () => {
    const many = 200_000;
    const values = Array.from({ length: many }, (_, at) => ({
      type: 'E',
      mechanism: { exception_id: at, parent_id: at === 0 ? null : at % 2 === 0 ? 0 : at - 1 },
    }));
    const report = reportOf(sentryEvent({ exception: { values } }));
    expect(report.causes).toHaveLength(many - 1);
    const message = `%${'0'.repeat(many)}${'%('.repeat(many)}`;
    expect(reportOf(sentryEvent({ logentry: { message, params: [1] } })).value).toBe(message);
  });
});
