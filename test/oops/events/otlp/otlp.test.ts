import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OTLP } from '../../../../src/oops/events/otlp/otlp.js';
import { createDocumentReader } from '../../../../src/oops/events/read-document.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import {
  attributes,
  errorRecord,
  failedSpan,
  logsData,
  MILLISECONDS,
  NANOSECONDS,
  onlyReport,
  read,
  reportOf,
  SPAN,
  spansData,
  TRACE,
} from './otlp-data.js';

const JAVA_STACK = [
  'shop.SaveFailed: cannot save',
  '\tat shop.Orders.save(Orders.java:12)',
  'Caused by: java.net.ConnectException: Connection refused',
  '\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)',
].join('\n');

const EXCEPTION = {
  'exception.type': 'shop.SaveFailed',
  'exception.message': 'cannot save',
  'exception.stacktrace': JAVA_STACK,
};

describe('OTLP', () => {
  it.each<[string, DocumentObject, boolean]>([
    ['logs', { resourceLogs: [] }, true],
    ['logs in the names of the description', { resource_logs: [] }, true],
    ['spans', { resourceSpans: [] }, true],
    ['spans in the names of the description', { resource_spans: [] }, true],
    ['metrics', { resourceMetrics: [] }, true],
    ['a line of a log', { severityNumber: 17, body: 'x' }, false],
    ['nothing', {}, false],
  ])('recognises %s: %#', (_, document, expected) => {
    expect(OTLP.recognises(document)).toBe(expected);
  });

  it('reads a record of an error, and keeps what has no key of its own', () => {
    const record = errorRecord({
      traceId: TRACE,
      spanId: SPAN,
      severityText: 'ERROR',
      attributes: attributes({
        'http.route': '/orders/{id}',
        'url.full': 'https://shop.example/orders/7',
        'http.request.method': 'POST',
        'user_agent.original': 'UA',
        'user.email': 'ada@example.com',
        'user.id': 'ada',
        ...EXCEPTION,
        'order.id': 7,
      }),
    });
    const around = {
      resource: {
        'service.name': 'shop',
        'service.version': '1.2',
        'host.name': 'web-1',
        'os.type': 'linux',
      },
      scope: { name: 'shop.Orders', version: '3' },
    };
    expect(onlyReport(read(logsData([record], around))).report).toEqual({
      id: expect.stringMatching(/^OOPS-[0-9a-f]{32}$/),
      time: MILLISECONDS,
      type: 'shop.SaveFailed',
      value: 'cannot save',
      causes: [{ type: 'java.net.ConnectException', value: 'Connection refused' }],
      traceback: JAVA_STACK,
      reporter: 'shop',
      hostname: 'web-1',
      topic: '/orders/{id}',
      url: 'https://shop.example/orders/7',
      username: 'ada@example.com',
      durationSeconds: null,
      requestVariables: [
        ['REQUEST_METHOD', 'POST'],
        ['HTTP_USER_AGENT', 'UA'],
      ],
      timeline: [],
      branchNick: null,
      revno: '1.2',
      informational: false,
      lastOops: null,
      fingerprint: null,
      isEvent: true,
      clockOffset: null,
      extra: {
        body: 'boom',
        'order.id': 7,
        'os.type': 'linux',
        'otel.scope.name': 'shop.Orders',
        'otel.scope.version': '3',
        severity_text: 'ERROR',
        span_id: SPAN,
        trace_id: TRACE,
        'user.id': 'ada',
      },
    });
  });

  it('reads the exceptions of a span, each at its own time, and its length and name', () => {
    const span = failedSpan(EXCEPTION, {
      attributes: attributes({ 'url.path': '/orders', 'http.method': 'GET' }),
    });
    expect(onlyReport(read(spansData([span]))).report).toMatchObject({
      time: MILLISECONDS,
      type: 'shop.SaveFailed',
      value: 'cannot save',
      causes: [{ type: 'java.net.ConnectException', value: 'Connection refused' }],
      topic: 'GET /orders',
      url: '/orders',
      requestVariables: [['REQUEST_METHOD', 'GET']],
      durationSeconds: 1.25,
      isEvent: true,
    });
  });

  it.each<[string, DocumentObject, string]>([
    ['an error', { severityNumber: 17 }, 'report'],
    ['a fatal error', { severityNumber: 24 }, 'report'],
    ['an error by its text alone', { severityNumber: 0, severityText: 'Error' }, 'report'],
    ['a fatal error by its text alone', { severityNumber: null, severityText: 'FATAL' }, 'report'],
    ['an error by the name of its number', { severityNumber: 'SEVERITY_NUMBER_ERROR2' }, 'report'],
    ['an error by its text, whatever its number', { severityNumber: 9, severityText: 'ERROR' }, 'report'],
    ['a warning', { severityNumber: 16 }, 'no-error'],
    ['a warning with an exception', { severityNumber: 13, attributes: attributes(EXCEPTION) }, 'report'],
    [
      'a warning with an exception without a type',
      { severityNumber: 13, attributes: attributes({ 'exception.message': 'x' }) },
      'no-error',
    ],
    ['information', { severityNumber: 9 }, 'no-error'],
    ['information with an exception', { severityNumber: 12, attributes: attributes(EXCEPTION) }, 'no-error'],
    ['nothing of how grave it is', { severityNumber: 0 }, 'no-error'],
    ['an exception alone', { severityNumber: null, attributes: attributes(EXCEPTION) }, 'report'],
    ['an unspecified number', { severityNumber: 'SEVERITY_NUMBER_UNSPECIFIED' }, 'no-error'],
  ])('takes a record of %s for what it is', (_, other, kind) => {
    expect(read(logsData([errorRecord(other)])).map((reading) => reading.kind)).toEqual([kind]);
  });

  it('lets the settings say which levels mean an error, and where other keys are', () => {
    const warning = { severityNumber: 13, attributes: attributes({ 'shop.page': 'orders' }) };
    const settings = { errorLevels: ['warn'], columns: { topic: 'shop.page' } };
    expect(reportOf(warning, {}, settings)).toMatchObject({ value: 'boom', topic: 'orders' });
    expect(read(logsData([errorRecord()]), settings)).toEqual([{ kind: 'no-error' }]);
  });

  it.each<[string, DocumentObject, string, string | null]>([
    ['the event and the body', { eventName: 'order.failed' }, 'order.failed', 'boom'],
    [
      'the event by its attribute',
      { attributes: attributes({ 'event.name': 'order.failed' }) },
      'order.failed',
      'boom',
    ],
    ['the logger and the body', {}, 'shop.Orders', 'boom'],
    [
      'the exception and the body',
      { attributes: attributes({ 'exception.type': 'KeyError' }) },
      'KeyError',
      'boom',
    ],
    [
      'the exception in its stack',
      { attributes: attributes({ 'exception.stacktrace': JAVA_STACK }) },
      'shop.SaveFailed',
      'cannot save',
    ],
    [
      'the exception, and not its event',
      {
        eventName: 'http.server.request.exception',
        attributes: attributes({ 'exception.type': 'KeyError' }),
      },
      'KeyError',
      'boom',
    ],
    [
      'a body of several values',
      { body: { kvlistValue: { values: attributes({ msg: 'boom', code: 7 }) } } },
      'shop.Orders',
      '{"msg":"boom","code":7}',
    ],
    ['no body', { body: null }, 'shop.Orders', null],
  ])('says what failed by %s', (_, other, type, value) => {
    expect(reportOf(other, { scope: { name: 'shop.Orders' } })).toMatchObject({ type, value });
  });

  it('calls a record that names nothing as other lines of logs', () => {
    expect(reportOf({})).toMatchObject({ type: 'LogMessage', value: 'boom', topic: null });
  });

  it.each<[Record<string, string>, string | null, string | null]>([
    [{ 'service.name': 'shop' }, 'shop', null],
    [{ 'service.name': 'shop', 'service.namespace': 'eu' }, 'eu/shop', null],
    [{ 'service.name': 'shop', 'deployment.environment': 'staging' }, 'shop@staging', null],
    [{ 'service.name': 'shop', 'deployment.environment.name': 'Production' }, 'shop', null],
    [{ 'service.name': 'shop', 'deployment.environment.name': 'prod' }, 'shop', null],
    [{ 'service.name': 'shop', 'host.name': 'web-1', 'service.instance.id': '627cc493' }, 'shop', 'web-1'],
    [{ 'service.name': 'shop', 'service.instance.id': '627cc493' }, 'shop', '627cc493'],
    [{ 'host.name': 'web-1' }, 'web-1', 'web-1'],
    [{}, null, null],
  ])('names who reported it by %j', (resource, reporter, hostname) => {
    expect(reportOf({}, { resource })).toMatchObject({ reporter, hostname });
  });

  it.each<[string, DocumentObject, number]>([
    ['text', { timeUnixNano: NANOSECONDS }, MILLISECONDS],
    ['a number', { timeUnixNano: 1795785470500000000 }, MILLISECONDS],
    ['0', { timeUnixNano: '0', observedTimeUnixNano: NANOSECONDS }, MILLISECONDS],
    ['nothing', { timeUnixNano: undefined, observedTimeUnixNano: NANOSECONDS }, MILLISECONDS],
    [
      'text before the one when it was seen',
      { timeUnixNano: '1000000', observedTimeUnixNano: NANOSECONDS },
      1,
    ],
    ['text in another name', { timeUnixNano: undefined, time_unix_nano: NANOSECONDS }, MILLISECONDS],
  ])('takes the time from %s', (_, other, time) => {
    expect(reportOf(other).time).toBe(time);
  });

  it('takes milliseconds from nanoseconds without rounding up, as far as the field of the protocol reaches', () => {
    const most = 2n ** 64n - 1n;
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: most }), (nanoseconds) => {
        const time = Math.floor(Number(String(nanoseconds).padStart(7, '0').slice(0, -6)));
        expect(reportOf({ timeUnixNano: String(nanoseconds) }).time).toBe(time);
      }),
    );
    expect(reportOf({ timeUnixNano: String(most) }).time).toBe(18_446_744_073_709);
    expect(read(logsData([errorRecord({ timeUnixNano: String(most + 1n) })]))[0]?.kind).toBe('refused');
  });

  it.each([['0'], [0], [''], ['soon'], [-5], [null], [Number.MAX_VALUE], ['9'.repeat(20)]])(
    'refuses an error whose time is %j',
    (timeUnixNano) => {
      const [reading] = read(logsData([errorRecord({ timeUnixNano })]));
      expect(reading?.kind === 'refused' && reading.reason).toMatch(/^no time: it has /);
    },
  );

  it('takes an exception without a time for one of the end of its span, else of its beginning', () => {
    const events = [{ name: 'exception', attributes: attributes(EXCEPTION) }];
    const timeOf = (other: DocumentObject) =>
      onlyReport(read(spansData([failedSpan({}, { events, ...other })]))).report;
    expect(timeOf({}).time).toBe(1795785471250);
    expect(timeOf({ endTimeUnixNano: 0 })).toMatchObject({ time: 1795785470000, durationSeconds: null });
  });

  it('takes a span without an exception, and one that only has its status, for no error', () => {
    const spans = [
      failedSpan({}, { events: [] }),
      failedSpan({}, { events: [{ name: 'retry' }] }),
      failedSpan(EXCEPTION),
    ];
    expect(read(spansData(spans)).map(({ kind }) => kind)).toEqual(['no-error', 'no-error', 'report']);
  });

  it('gives every record its reading, and something where there are none', () => {
    const records = [errorRecord(), { severityNumber: 9 }, errorRecord({ timeUnixNano: 0 }), 7 as never];
    expect(read(logsData(records)).map(({ kind }) => kind)).toEqual([
      'report',
      'no-error',
      'refused',
      'refused',
    ]);
    for (const document of [
      { resourceLogs: [] },
      { resourceMetrics: [{}] },
      { resourceSpans: null },
      logsData([]),
    ]) {
      expect(read(document)).toEqual([{ kind: 'no-error' }]);
    }
    expect(read({ resourceLogs: ['x'] })).toEqual([
      { kind: 'refused', reason: 'what should be a record is no object' },
    ]);
  });

  it('refuses a record that is nested without end, and reads the next', () => {
    let body: DocumentObject = {};
    for (let depth = 0; depth < 5000; depth++) body = { arrayValue: { values: [body] } };
    expect(read(logsData([errorRecord({ body }), errorRecord()]))).toMatchObject([
      { kind: 'refused', reason: 'is nested more than 100 deep' },
      { kind: 'report' },
    ]);
  });

  it('reads what old exporters wrote, in the names of the description and with libraries for scopes', () => {
    const record = {
      time_unix_nano: NANOSECONDS,
      severity_text: 'ERROR',
      body: { string_value: 'boom' },
      trace_id: TRACE,
    };
    const resource = { attributes: [{ key: 'service.name', value: { string_value: 'shop' } }] };
    const library = { instrumentation_library: { name: 'orders' }, logs: [record] };
    const document = { resource_logs: [{ resource, instrumentation_library_logs: [library] }] };
    expect(onlyReport(read(document)).report).toMatchObject({
      ...{ type: 'orders', value: 'boom', reporter: 'shop', time: MILLISECONDS },
      extra: { trace_id: TRACE, severity_text: 'ERROR' },
    });
  });

  it('never throws, and never gives nothing', () => {
    const keys = fc.constantFrom(
      'resource',
      'scopeLogs',
      'logRecords',
      'scopeSpans',
      'spans',
      'events',
      'attributes',
      'body',
      'key',
      'value',
      'arrayValue',
      'kvlistValue',
      'values',
      'name',
      'timeUnixNano',
      'severityNumber',
      '__proto__',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 9 },
        fc.constantFrom(null, true, 17, '17', 'exception', 'x', -1.5, NANOSECONDS),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom('resourceLogs', 'resourceSpans'), tree, (field, data) => {
        expect(read({ [field]: data } as DocumentObject).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the identity of what OTLP reads', () => {
  const log = (other: DocumentObject = {}) =>
    errorRecord({ traceId: TRACE, spanId: SPAN, attributes: attributes(EXCEPTION), ...other });
  const identityOf = (document: DocumentObject) => {
    const { report, content } = onlyReport(read(document));
    return { id: report.id, content };
  };

  it('is the same of an exception as a log record and as an event of its span, whoever wrote it when', () => {
    const ofSpan = identityOf(spansData([failedSpan(EXCEPTION)]));
    expect(identityOf(logsData([log()]))).toEqual(ofSpan);
    expect(
      identityOf(logsData([log({ timeUnixNano: '1795785470499000000', traceId: TRACE.toUpperCase() })])),
    ).toEqual(ofSpan);
    expect(ofSpan.id).toMatch(/^OOPS-[0-9a-f]{32}$/);
  });

  it.each<[string, DocumentObject]>([
    ['another message', { attributes: attributes({ ...EXCEPTION, 'exception.message': 'timed out' }) }],
    ['another type', { attributes: attributes({ ...EXCEPTION, 'exception.type': 'shop.Other' }) }],
    ['another stack', { attributes: attributes({ ...EXCEPTION, 'exception.stacktrace': 'elsewhere' }) }],
    [
      'no stack',
      { attributes: attributes({ 'exception.type': 'shop.SaveFailed', 'exception.message': 'cannot save' }) },
    ],
    ['another span', { spanId: 'eee19b7ec3c1b175' }],
    ['another trace', { traceId: '6b8efff798038103d269b633813fc60c' }],
  ])('is not that of %s', (_, other) => {
    expect(identityOf(logsData([log(other)])).content).not.toBe(identityOf(logsData([log()])).content);
  });

  it('is counted once within one file', () => {
    const reader = createDocumentReader();
    const ids = [logsData([log()]), spansData([failedSpan(EXCEPTION)])].flatMap((document) =>
      reader({ document }).map((reading) => reading.kind === 'report' && reading.report.id),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it.each<[string, DocumentObject]>([
    ['no exception', { attributes: [] }],
    ['no span', { spanId: '' }],
    ['a span of zeros', { spanId: '0000000000000000' }],
    ['no trace', { traceId: undefined }],
  ])('is the whole record where there is %s', (_, other) => {
    const of = (document: DocumentObject) => identityOf(document);
    const whole = of(logsData([log(other)]));
    expect(whole.id).toBe('');
    expect(of(logsData([log(other)]))).toEqual(whole);
    expect(of(logsData([log({ ...other, timeUnixNano: Number.parseInt(NANOSECONDS, 10) })]))).not.toEqual(
      whole,
    );
    expect(of(logsData([log({ ...other, body: { stringValue: 'other' } })]))).not.toEqual(whole);
    expect(of(logsData([log(other)], { resource: { 'service.name': 'other' } }))).not.toEqual(whole);
    expect(
      of(logsData([log(other)], { resource: { 'service.name': 'shop', 'host.name': 'b' } })),
    ).not.toEqual(whole);
  });

  it('does not hang on the order of keys, nor on whether integers are text', () => {
    const one = { key: 'a', value: { intValue: '5' } };
    const two = { key: 'b', value: { intValue: 6 } };
    const same = { key: 'b', value: { intValue: '6' } };
    expect(identityOf(logsData([errorRecord({ attributes: [one, two] })]))).toEqual(
      identityOf(logsData([errorRecord({ attributes: [same, one] })])),
    );
  });
});
