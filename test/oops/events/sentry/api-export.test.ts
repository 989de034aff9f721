import { describe, expect, it } from 'vitest';
import { SENTRY } from '../../../../src/oops/events/sentry/sentry.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { oopsFromReport } from '../../../../src/oops/oops-from-report.js';
import { EVENT_ID, NO_SETTINGS, reportOf } from '../../../support/read-sentry.js';

/** What every exported event has. */
function exported(given: DocumentObject = {}): DocumentObject {
  return {
    id: '34164913049',
    eventID: EVENT_ID,
    projectID: '42',
    groupID: '9',
    dateCreated: '2026-11-27T08:00:00.250Z',
    dateReceived: '2026-11-27T08:00:01Z',
    ...given,
  };
}

const tag = (key: string, value: string) => ({ key, value });

/** An event as the API gives one out in full. */
const FULL = exported({
  type: 'error',
  title: 'OperationalError: connection refused',
  message: 'OperationalError connection refused',
  culprit: 'shop.pay in pay',
  platform: 'python',
  user: { id: '7', email: 'ada@example.com', username: null, ip_address: '10.0.0.1', name: null, data: {} },
  release: { version: 'shop@1.2.3', dateReleased: null },
  dist: null,
  metadata: { type: 'OperationalError', value: 'connection refused' },
  tags: [
    tag('environment', 'staging'),
    tag('level', 'warning'),
    tag('server_name', 'web-1'),
    tag('transaction', '/pay'),
  ],
  context: { 'sys.argv': ['pay'] },
  packages: { django: '5.2' },
  fingerprints: ['ad1b6b2f'],
  entries: [
    {
      type: 'exception',
      data: {
        values: [
          {
            type: 'ConnectionRefusedError',
            value: '[Errno 111]',
            module: null,
            mechanism: null,
            stacktrace: {
              frames: [
                {
                  filename: 'pay.py',
                  absPath: '/srv/pay.py',
                  lineNo: 7,
                  function: 'connect',
                  inApp: true,
                  context: [
                    [6, 'def connect():'],
                    [7, '    open()'],
                  ],
                },
              ],
            },
          },
          { type: 'OperationalError', value: 'connection refused', stacktrace: null },
        ],
        excOmitted: null,
      },
    },
    {
      type: 'request',
      data: {
        url: 'https://shop.example/pay',
        method: 'POST',
        query: [['sum', '3']],
        headers: [
          ['User-Agent', 'curl/8'],
          ['Referer', 'https://shop.example/'],
        ],
        cookies: [['theme', 'dark']],
        env: { REMOTE_ADDR: '10.0.0.1' },
        data: { sum: 3 },
        fragment: '',
        inferredContentType: 'application/json',
      },
    },
    {
      type: 'breadcrumbs',
      data: { values: [{ category: 'query', message: 'SELECT 1', timestamp: '2026-11-27T08:00:00Z' }] },
    },
    { type: 'template', data: { filename: 'base.html' } },
  ],
});

describe('an event that the API exports', () => {
  it('is read as the event that the client sent', () => {
    const report = reportOf(FULL, { ...NO_SETTINGS, projects: { '42': 'shop' } });
    expect(report).toEqual({
      id: `OOPS-${EVENT_ID}`,
      time: Date.parse('2026-11-27T08:00:00.250Z'),
      reporter: 'shop@staging',
      hostname: 'web-1',
      type: 'OperationalError',
      value: 'connection refused',
      causes: [{ type: 'ConnectionRefusedError', value: '[Errno 111]' }],
      topic: '/pay',
      url: 'https://shop.example/pay',
      requestVariables: [
        ['REMOTE_ADDR', '10.0.0.1'],
        ['HTTP_USER_AGENT', 'curl/8'],
        ['HTTP_REFERER', 'https://shop.example/'],
        ['HTTP_COOKIE', 'theme=dark'],
        ['QUERY_STRING', 'sum=3'],
        ['REQUEST_METHOD', 'POST'],
      ],
      username: 'ada@example.com',
      durationSeconds: null,
      timeline: [{ start: -250, end: -250, category: 'SQL-query', detail: 'SELECT 1' }],
      traceback: `Traceback (most recent call last):
  File "/srv/pay.py", line 7, in connect
    open()
ConnectionRefusedError: [Errno 111]

The above exception was the direct cause of the following exception:

OperationalError: connection refused`,
      branchNick: null,
      revno: 'shop@1.2.3',
      informational: true,
      lastOops: null,
      fingerprint: null,
      isEvent: true,
      clockOffset: null,
      extra: expect.objectContaining({
        extra: { 'sys.argv': ['pay'] },
        modules: { django: '5.2' },
        tags: { environment: 'staging', level: 'warning', server_name: 'web-1', transaction: '/pay' },
        request: { data: { sum: 3 }, fragment: '', inferredContentType: 'application/json' },
        entries: [{ type: 'template', data: { filename: 'base.html' } }],
        culprit: 'shop.pay in pay',
        groupID: '9',
      }),
    });
    expect(report.extra).not.toHaveProperty('message');
    expect(oopsFromReport(report)).toMatchObject({ method: 'POST', userAgent: 'curl/8' });
  });

  it.each<[string, DocumentObject, string | null, string | null]>([
    [
      'a message',
      { type: 'default', entries: [{ type: 'message', data: { message: 'no %s', params: ['money'] } }] },
      'Message',
      'no money',
    ],
    [
      'a message of a logger',
      { message: 'no money', tags: [tag('logger', 'shop.pay')] },
      'shop.pay',
      'no money',
    ],
    [
      'what Sentry worked out',
      { 'event.type': 'error', metadata: { type: 'KeyError', value: "'id'" }, title: 'x' },
      'KeyError',
      "'id'",
    ],
    [
      'a title',
      { 'event.type': 'error', title: "KeyError: 'id'", message: 'KeyError id' },
      'KeyError',
      "'id'",
    ],
    ['a title without a value', { 'event.type': 'error', title: 'KeyError' }, 'KeyError', 'KeyError'],
    [
      'a title that is no text',
      { 'event.type': 'error', title: null, message: null, metadata: [] },
      'Error',
      null,
    ],
  ])('has a type and a value in a list without entries, or of %s', (_, given, type, value) => {
    expect(reportOf(exported(given))).toMatchObject({ type, value });
  });

  it.each<[string, DocumentObject, string | null]>([
    ['the id', { projectID: '42' }, '42'],
    ['a slug without an id', { projectID: null, projectSlug: 'shop' }, 'shop'],
    ['the id before the slug', { projectID: '42', projectSlug: 'shop' }, '42'],
    ['neither', { projectID: undefined }, null],
  ])('is reported by the project of %s', (_, given, reporter) => {
    expect(reportOf(exported(given)).reporter).toBe(reporter);
  });

  it('is no error where it is a transaction', () => {
    const listed = exported({ 'event.type': 'transaction' });
    expect([FULL, listed].map(SENTRY.recognises)).toEqual([true, true]);
    expect(SENTRY.read(listed, NO_SETTINGS)).toEqual([{ kind: 'no-error' }]);
    expect(SENTRY.read({ ...FULL, type: 'transaction' }, NO_SETTINGS)).toEqual([{ kind: 'no-error' }]);
  });

  it.each<[DocumentObject]>([
    [{ entries: null }],
    [
      {
        entries: [null, 7, { type: 'constructor' }, { type: 'exception' }, { type: 'request', data: 'GET' }],
      },
    ],
    [{ tags: 'x', release: [], user: 7 }],
    [{ tags: [null, { key: null }, ['environment']], release: { version: null } }],
  ])('is read however broken its parts are: %j', (given) => {
    expect(reportOf(exported(given)).id).toBe(`OOPS-${EVENT_ID}`);
  });

  it('is refused without a time', () => {
    const timeless = exported({ dateCreated: null, dateReceived: null });
    expect(SENTRY.read(timeless, NO_SETTINGS)).toEqual([{ kind: 'refused', reason: 'no time' }]);
    const received = exported({ dateCreated: null, dateReceived: '1970-01-01T00:00:07Z' });
    expect(reportOf(received).time).toBe(7000);
  });
});
