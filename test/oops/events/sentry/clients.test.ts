import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventReading } from '../../../../src/oops/events/event-format.js';
import { SENTRY } from '../../../../src/oops/events/sentry/sentry.js';
import type { OopsReport } from '../../../../src/oops/oops.js';
import { oopsFromReport } from '../../../../src/oops/oops-from-report.js';
import { hasPythonModule, PYTHON } from '../../../support/python.js';
import { NO_SETTINGS } from '../../../support/read-sentry.js';
import { type ReceivedItem, receiveFrom } from '../../../support/sentry-clients/receive-from.js';

const SHOP = { ...NO_SETTINGS, projects: { '42': 'shop' } };
const NODE_CLIENT = fileURLToPath(new URL('../../../support/sentry-clients/node-client.js', import.meta.url));
const OVERLOADED_NODE_CLIENT = fileURLToPath(
  new URL('../../../support/sentry-clients/overloaded-node-client.js', import.meta.url),
);
const PYTHON_CLIENT = fileURLToPath(
  new URL('../../../support/sentry-clients/python-client.py', import.meta.url),
);

function readingsOf(received: readonly ReceivedItem[]): EventReading[] {
  return received.flatMap(({ document, envelope }) => SENTRY.read(document, SHOP, envelope));
}

function reportsOf(received: readonly ReceivedItem[]): OopsReport[] {
  return readingsOf(received).flatMap((reading) => (reading.kind === 'report' ? [reading.report] : []));
}

function reportWith(reports: readonly OopsReport[], value: string): OopsReport {
  const found = reports.find((report) => report.value === value);
  if (found === undefined) throw new Error(`no report of ${value}`);
  return found;
}

/** What every event of these programs says. */
function expectOfEach(received: readonly ReceivedItem[], startedAt: number): void {
  const reports = reportsOf(received);
  for (const report of reports) {
    expect(report).toMatchObject({
      id: expect.stringMatching(/^OOPS-[0-9a-f]{32}$/),
      reporter: 'shop@staging',
      hostname: 'web-1',
      revno: 'shop@1.2.3',
      branchNick: '41',
      isEvent: true,
    });
    expect(report.time).toBeGreaterThanOrEqual(startedAt - 1000);
    expect(report.time).toBeLessThan(startedAt + 600_000);
  }
  expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
  const events = received.filter(({ envelope }) => (envelope?.item.type ?? 'event') === 'event');
  expect(events.every(({ document }) => SENTRY.recognises(document))).toBe(true);
}

describe("Sentry's client for Node", () => {
  let received: ReceivedItem[] = [];
  let reports: OopsReport[] = [];
  const startedAt = Date.now();
  beforeAll(async () => {
    received = await receiveFrom({ command: process.execPath, file: NODE_CLIENT });
    reports = reportsOf(received);
  });

  it('sends five events, and sessions and spans, which are no errors', () => {
    expectOfEach(received, startedAt);
    expect(reports).toHaveLength(5);
    const others = received.filter(({ envelope }) => envelope?.item.type !== 'event');
    expect(new Set(others.map(({ envelope }) => envelope?.item.type))).toContain('session');
    expect(new Set(readingsOf(others).map(({ kind }) => kind))).toEqual(new Set(['no-error']));
  });

  it('sends an error with its cause', () => {
    const report = reportWith(reports, 'cannot pay');
    expect(report).toMatchObject({
      type: 'TypeError',
      causes: [{ type: 'RangeError', value: 'connection refused' }],
      username: 'ada@example.com',
      fingerprint: ['pay', '{{ default }}'],
      informational: false,
      extra: { tags: { shop: 'x' }, platform: 'node' },
    });
    expect(report.traceback).toContain(
      `  File "${NODE_CLIENT}", line 15, in connect\n    throw new RangeError('connection refused');\n` +
        'RangeError: connection refused\n\n' +
        'The above exception was the direct cause of the following exception:\n\n' +
        'Traceback (most recent call last):\n',
    );
    expect(report.traceback).toMatch(
      /\n {4}throw new TypeError\('cannot pay', { cause }\);\nTypeError: cannot pay$/,
    );
  });

  it('sends a message as an exception that it made up', () => {
    const report = reportWith(reports, 'the till is slow');
    expect(report).toMatchObject({ type: 'Message', causes: [], informational: true });
    expect(report.traceback).toMatch(/^Stack \(most recent call last\):\n/);
  });

  it('sends what was thrown and is no error with the name of a class that nobody threw', () => {
    expect(reportWith(reports, 'no error at all')).toMatchObject({ type: 'Error', causes: [] });
  });

  it('sends a group of errors as a tree', () => {
    expect(reportWith(reports, 'both failed')).toMatchObject({
      type: 'AggregateError',
      causes: [
        { type: 'TypeError', value: 'first' },
        { type: 'RangeError', value: 'second' },
      ],
    });
  });

  it('sends the request in which it failed', () => {
    const report = reportWith(reports, 'in a request');
    expect(report.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/pay/);
    expect(report.requestVariables).toContainEqual(['QUERY_STRING', 'sum=3']);
    expect(oopsFromReport(report)).toMatchObject({
      method: 'GET',
      userAgent: 'curl/8.5',
      referrer: 'https://shop.example/',
      topic: 'GET /pay',
      totalMilliseconds: null,
    });
  });
});

describe("Sentry's client for Node that is told to send no more errors", () => {
  it('says how many it threw away', async () => {
    const received = await receiveFrom({
      command: process.execPath,
      file: OVERLOADED_NODE_CLIENT,
      refusal: { 'X-Sentry-Rate-Limits': '60:error:organization' },
    });
    expect(reportsOf(received).map(({ value }) => value)).toEqual(['the first']);
    const discards = readingsOf(received).flatMap((reading) =>
      reading.kind === 'discards' ? reading.discards : [],
    );
    expect(discards).toEqual([
      { reporter: 'shop', reason: 'ratelimit_backoff', time: expect.any(Number), count: 3 },
    ]);
  });
});

const hasPythonClient = hasPythonModule('sentry_sdk');

describe.skipIf(!hasPythonClient)(
  `Sentry's client for Python (skipped where ${PYTHON} has no sentry_sdk)`,
  () => {
    let received: ReceivedItem[] = [];
    let reports: OopsReport[] = [];
    const startedAt = Date.now();
    beforeAll(async () => {
      received = await receiveFrom({ command: PYTHON, file: PYTHON_CLIENT });
      reports = reportsOf(received);
    });

    it('sends five events, and a transaction, which is no error', () => {
      expectOfEach(received, startedAt);
      expect(reports).toHaveLength(5);
      const others = received.filter(({ envelope }) => envelope?.item.type !== undefined);
      const transactions = others.filter(({ envelope }) => envelope?.item.type === 'transaction');
      expect(readingsOf(transactions)).toEqual([{ kind: 'no-error' }]);
    });

    it('sends an exception with its cause', () => {
      const report = reportWith(reports, 'cannot pay');
      expect(report).toMatchObject({
        type: 'PaymentError',
        causes: [{ type: 'ConnectionError', value: 'connection refused' }],
        username: 'ada@example.com',
        fingerprint: ['pay', '{{ default }}'],
        informational: false,
        extra: { tags: { shop: 'x' }, platform: 'python' },
      });
      expect(report.traceback).toBe(`Traceback (most recent call last):
  File "${PYTHON_CLIENT}", line 31, in pay
    connect()
  File "${PYTHON_CLIENT}", line 26, in connect
    raise ConnectionError("connection refused")
ConnectionError: connection refused

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "${PYTHON_CLIENT}", line 47, in <module>
    pay()
  File "${PYTHON_CLIENT}", line 33, in pay
    raise PaymentError("cannot pay") from cause
PaymentError: cannot pay`);
    });

    it('sends an exception with the one that it came upon', () => {
      expect(reports.filter(({ value }) => value === "'sum'").map(({ causes }) => causes)).toContainEqual([
        { type: 'ConnectionError', value: 'connection refused' },
      ]);
    });

    it('sends messages, of a logger with their parameters apart', () => {
      const slow = { type: 'Message', informational: true, traceback: null };
      expect(reportWith(reports, 'the till is slow')).toMatchObject(slow);
      expect(reportWith(reports, 'no money for 7')).toMatchObject({ type: 'shop.pay', informational: false });
    });

    it('sends the request in which it failed, and its statements', () => {
      const report = reports.find(({ url }) => url !== null);
      expect(report).toMatchObject({
        type: 'KeyError',
        topic: 'generic WSGI request',
        url: 'http://127.0.0.1/pay',
        timeline: [{ category: 'SQL-query', detail: 'SELECT sum FROM till' }],
        extra: { breadcrumbs: [{ category: 'ui', message: 'clicked' }] },
      });
      expect(report && oopsFromReport(report)).toMatchObject({
        method: 'GET',
        userAgent: 'curl/8.5',
        referrer: 'https://shop.example/',
        statementsCount: 1,
      });
    });
  },
);
