import { describe, expect, it } from 'vitest';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import type { OopsReport } from '../../../../src/oops/oops.js';
import { REAL_STACKS } from '../stack-text/real-stacks.js';
import { formatOf, reportOf } from './read-log.js';

const AT = Date.UTC(2026, 10, 27, 13, 17, 50, 261);
const ISO = '2026-11-27T13:17:50.261Z';

/** An error as each writer puts it: its format, the line, and what is expected of it. */
interface Writer {
  readonly line: DocumentObject;
  readonly format: string;
  readonly expected: Partial<OopsReport>;
}

const WRITERS: Record<string, Writer> = {
  'bunyan, whose name is the service': {
    line: {
      name: 'shop',
      hostname: 'web-1',
      pid: 40161,
      level: 50,
      err: { message: 'pipe', name: 'WriteError', stack: 'WriteError: pipe\n    at a.js:1:1', code: 'EPIPE' },
      msg: 'cannot save',
      time: ISO,
      v: 0,
    },
    format: 'json',
    expected: {
      reporter: 'shop',
      hostname: 'web-1',
      type: 'WriteError',
      value: 'pipe',
      traceback: 'WriteError: pipe\n    at a.js:1:1',
      extra: { pid: 40161, err: { code: 'EPIPE' }, msg: 'cannot save', v: 0 },
    },
  },
  'logstash-logback-encoder': {
    line: {
      '@timestamp': ISO,
      '@version': '1',
      message: 'request failed',
      logger_name: 'com.example.shop.Orders',
      thread_name: 'http-nio-8080-exec-5',
      level: 'ERROR',
      level_value: 40000,
      stack_trace: REAL_STACKS.JAVA_CHAIN,
      application: 'shop',
    },
    format: 'json',
    expected: {
      reporter: 'shop',
      type: 'java.lang.RuntimeException',
      value: 'request failed',
      causes: [
        { type: 'java.lang.IllegalStateException', value: 'cannot save' },
        {
          type: 'java.sql.SQLException',
          value: 'FATAL: the database system is shutting down\n  Where: line 2',
        },
      ],
      traceback: REAL_STACKS.JAVA_CHAIN,
      topic: 'com.example.shop.Orders',
    },
  },
  'ecs-logging-java, with dots in all keys': {
    line: {
      '@timestamp': ISO,
      'log.level': 'ERROR',
      message: 'request failed',
      'ecs.version': '1.2.0',
      'service.name': 'shop',
      'service.environment': 'production',
      'event.dataset': 'shop.log',
      'log.logger': 'com.example.Orders',
      'error.type': 'java.lang.Exception',
      'error.message': 'loop',
      'error.stack_trace': REAL_STACKS.JAVA_CIRCLE,
    },
    format: 'ecs',
    expected: {
      reporter: 'shop',
      type: 'java.lang.Exception',
      value: 'loop',
      causes: [{ type: 'Main$Quiet', value: null }],
      topic: 'com.example.Orders',
    },
  },
  'ECS of a request': {
    line: {
      '@timestamp': ISO,
      log: { level: 'error' },
      'ecs.version': '8.10.0',
      service: { name: 'shop', version: '1.2', environment: 'staging' },
      error: { code: 'E42' },
      message: 'm',
      event: { id: '8A4F500D-0c3a-4f6b-9a53-1d1f0b3f7a10', duration: 1_500_000_000 },
      http: { request: { method: 'GET', referrer: 'https://r' } },
      url: { full: 'http://h/x?y=1', path: '/x' },
      user_agent: { original: 'UA' },
      user: { id: 7, email: 'ann@example.com' },
      transaction: { id: 'ab', name: 'GET /x' },
      host: { name: 'web-1' },
    },
    format: 'ecs',
    expected: {
      id: 'OOPS-8a4f500d0c3a4f6b9a531d1f0b3f7a10',
      reporter: 'shop@staging',
      hostname: 'web-1',
      type: 'E42',
      value: 'm',
      durationSeconds: 1.5,
      url: 'http://h/x?y=1',
      username: 'ann@example.com',
      topic: 'GET /x',
      revno: '1.2',
      requestVariables: [
        ['REQUEST_METHOD', 'GET'],
        ['HTTP_USER_AGENT', 'UA'],
        ['HTTP_REFERER', 'https://r'],
      ],
      extra: { 'ecs.version': '8.10.0', url: { path: '/x' }, user: { id: 7 }, transaction: { id: 'ab' } },
    },
  },
  'python-json-logger, whose name is the logger': {
    line: {
      asctime: '2026-11-27 13:17:50,261',
      name: 'shop.orders',
      levelname: 'ERROR',
      message: 'request failed',
      exc_info: REAL_STACKS.PYTHON_CHAIN,
    },
    format: 'json',
    expected: {
      reporter: null,
      topic: 'shop.orders',
      type: 'KeyError',
      value: "'x'",
      causes: [
        { type: 'ValueError', value: 'cannot save' },
        { type: 'DbError', value: 'db down\n\tsecond line' },
      ],
    },
  },
  'zap with an error of pkg/errors': {
    line: {
      level: 'error',
      ts: 1795785470.2619,
      caller: 'log/zap_test.go:35',
      msg: 'request failed',
      error: 'cannot save: connection refused',
      errorVerbose: REAL_STACKS.GO_WRAPPED,
      stacktrace: 'main.save\n\t/src/main.go:35',
    },
    format: 'json',
    expected: {
      type: 'LogMessage',
      value: 'cannot save',
      causes: [{ type: null, value: 'connection refused' }],
      traceback: REAL_STACKS.GO_WRAPPED,
    },
  },
  'zap with a plain error': {
    line: {
      level: 'error',
      ts: 1795785470.2619,
      logger: 'orders',
      msg: 'request failed',
      error: 'dial tcp 10.0.0.1:5432: connect: connection refused',
      stacktrace: 'main.save\n\t/src/main.go:35',
    },
    format: 'json',
    expected: {
      type: 'orders',
      value: 'dial tcp 10.0.0.1:5432: connect: connection refused',
      causes: [],
      traceback: 'main.save\n\t/src/main.go:35',
      topic: 'orders',
    },
  },
  "zap's development keys": {
    line: { L: 'ERROR', T: '2026-11-27T13:17:50.261Z', N: 'orders', C: 'a.go:1', M: 'request failed' },
    format: 'json',
    expected: { type: 'orders', value: 'request failed', extra: { C: 'a.go:1' } },
  },
  logrus: {
    line: { level: 'fatal', msg: 'cannot listen', time: ISO, error: 'address in use', app: 'shop' },
    format: 'json',
    expected: { reporter: 'shop', type: 'LogMessage', value: 'address in use' },
  },
  slog: {
    line: {
      time: '2026-11-27T14:17:50.261456789+01:00',
      level: 'ERROR+2',
      msg: 'request failed',
      service: { name: 'shop' },
      duration: '12.5ms',
    },
    format: 'json',
    expected: { reporter: 'shop', type: 'LogMessage', value: 'request failed', durationSeconds: 0.0125 },
  },
  'zerolog, with frames': {
    line: {
      level: 'error',
      stack: [{ func: 'main.save', line: '7', source: 'main.go' }],
      error: 'pipe',
      time: AT / 1000,
      message: 'request failed',
    },
    format: 'json',
    expected: { type: 'LogMessage', value: 'pipe', traceback: '\tat main.save(main.go:7)' },
  },
  "Serilog's compact format": {
    line: {
      '@t': '2026-11-27T13:17:50.2611234Z',
      '@mt': 'Order {Id} failed',
      '@l': 'Error',
      '@x': REAL_STACKS.DOTNET_ONE_LINE,
      SourceContext: 'Shop.Orders',
      Application: 'shop',
      RequestPath: '/orders',
    },
    format: 'json',
    expected: {
      type: 'System.InvalidOperationException',
      value: 'cannot save',
      causes: [{ type: 'System.IO.IOException', value: 'pipe' }],
      topic: 'Shop.Orders',
      url: '/orders',
    },
  },
  "Microsoft's JsonConsole": {
    line: {
      Timestamp: ISO,
      EventId: 0,
      LogLevel: 'Critical',
      Category: 'Shop.Orders',
      Message: 'request failed',
      Exception: REAL_STACKS.DOTNET_ONE_LINE,
    },
    format: 'json',
    expected: { type: 'System.InvalidOperationException', topic: 'Shop.Orders' },
  },
  "log4j2's JsonLayout": {
    line: {
      instant: { epochSecond: 1795785470, nanoOfSecond: 261456000 },
      thread: 'main',
      level: 'ERROR',
      loggerName: 'shop.Orders',
      message: 'request failed',
      thrown: {
        commonElementCount: 0,
        message: 'cannot save',
        name: 'java.lang.IllegalStateException',
        cause: { name: 'java.io.IOException', message: 'pipe', extendedStackTrace: [] },
        extendedStackTrace: [
          { class: 'shop.Store', method: 'save', file: 'Store.java', line: 7, exact: true },
          { class: 'shop.Main', method: 'main', file: 'Main.java', line: 3, exact: true },
        ],
      },
    },
    format: 'json',
    expected: {
      type: 'java.lang.IllegalStateException',
      value: 'cannot save',
      causes: [{ type: 'java.io.IOException', value: 'pipe' }],
      traceback: '\tat shop.Store.save(Store.java:7)\n\tat shop.Main.main(Main.java:3)',
      topic: 'shop.Orders',
    },
  },
  Monolog: {
    line: {
      message: 'request failed',
      context: {
        exception: {
          class: 'RuntimeException',
          message: 'cannot save',
          code: 0,
          file: '/srv/a.php:7',
          trace: ['/srv/b.php:3', '/srv/index.php:1'],
          previous: { class: 'PDOException', message: 'server has gone away', code: 2006 },
        },
      },
      level: 400,
      level_name: 'ERROR',
      channel: 'app',
      datetime: '2026-11-27T13:17:50.261456+00:00',
    },
    format: 'json',
    expected: {
      type: 'RuntimeException',
      value: 'cannot save',
      causes: [{ type: 'PDOException', value: 'server has gone away' }],
      traceback: '/srv/b.php:3\n/srv/index.php:1',
      topic: 'app',
    },
  },
  'Google Cloud, with the stack in the message': {
    line: {
      severity: 'ERROR',
      timestamp: '2026-11-27T13:17:50.261456789Z',
      insertId: 'abc',
      jsonPayload: { message: REAL_STACKS.JAVA_ROOT_FIRST, 'service.version': 'x' },
      resource: { type: 'k8s_container', labels: { container_name: 'shop' } },
      httpRequest: { requestMethod: 'GET', requestUrl: 'https://h/x', status: 500, latency: '0.25s' },
    },
    format: 'json',
    expected: {
      reporter: 'shop',
      type: 'java.lang.IllegalStateException',
      value: 'cannot save',
      causes: [{ type: 'java.io.IOException', value: 'pipe' }],
      url: 'https://h/x',
      requestVariables: [['REQUEST_METHOD', 'GET']],
      durationSeconds: 0.25,
    },
  },
  GELF: {
    line: {
      version: '1.1',
      host: 'web-1',
      short_message: 'request failed',
      full_message: REAL_STACKS.JAVA_CIRCLE,
      timestamp: 1795785470.2619,
      level: 3,
      _service: 'shop',
    },
    format: 'json',
    expected: {
      reporter: 'shop',
      hostname: 'web-1',
      type: 'java.lang.Exception',
      value: 'loop',
      revno: null,
    },
  },
  "Rust's tracing": {
    line: {
      timestamp: '2026-11-27T13:17:50.261456Z',
      level: 'ERROR',
      fields: { message: 'request failed', error: 'connection refused' },
      target: 'shop::orders',
    },
    format: 'json',
    expected: { type: 'shop::orders', value: 'connection refused', topic: 'shop::orders' },
  },
  'structlog with a text': {
    line: {
      service: 'shop',
      user_id: 7,
      event: 'request failed',
      level: 'error',
      timestamp: '2026-11-27T13:17:50.261459Z',
      exception: REAL_STACKS.PYTHON_SYNTAX_ERROR,
    },
    format: 'structlog',
    expected: { reporter: 'shop', username: '7', type: 'SyntaxError', value: 'invalid syntax' },
  },
  'a hand-made line': {
    line: { time: AT, level: 'error', msg: 'order 7 failed', code: 'E_ORDER', env: 'prod', svc: 'shop' },
    format: 'json',
    expected: { reporter: 'shop', type: 'E_ORDER', value: 'order 7 failed', extra: {} },
  },
};

describe('the lines of writers', () => {
  it.each(Object.entries(WRITERS))('of %s are read', (_, { line, format, expected }) => {
    expect(formatOf(line)).toBe(format);
    const report = reportOf(line);
    expect(report).toMatchObject(expected);
    expect(report.extra).toEqual(expected.extra ?? report.extra);
    expect(report.time).toBe(AT);
    expect(report.isEvent).toBe(true);
    expect(report.informational).toBe(false);
  });
});
