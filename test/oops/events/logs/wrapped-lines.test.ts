import { describe, expect, it } from 'vitest';
import { PINO } from '../../../../src/oops/events/logs/pino.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { formatOf, NO_SETTINGS, readLog, reportOf } from './read-log.js';

const AT = Date.UTC(2026, 10, 27, 13, 17, 50, 261);
const ISO = '2026-11-27T13:17:50.261456789Z';

/** Keys as `journalctl -o json` of systemd 252 writes them. */
const ENTRY: DocumentObject = {
  __CURSOR: 's=6d5a;i=1a2b;b=77;m=1f;t=5f;x=e1',
  __REALTIME_TIMESTAMP: '1795785470261456',
  __MONOTONIC_TIMESTAMP: '31415926',
  _BOOT_ID: '77',
  PRIORITY: '3',
  SYSLOG_IDENTIFIER: 'shop',
  _SYSTEMD_UNIT: 'shop.service',
  _HOSTNAME: 'web-1',
  _COMM: 'node',
  _PID: '7',
  MESSAGE: 'cannot save',
};

describe('an entry of the journal', () => {
  it('is an error by its priority', () => {
    expect(readLog(ENTRY)).toMatchObject({
      kind: 'report',
      content: ENTRY.__CURSOR,
      report: {
        id: '',
        time: AT,
        reporter: 'shop.service',
        hostname: 'web-1',
        type: 'LogMessage',
        value: 'cannot save',
      },
    });
  });

  it.each<[DocumentObject, string]>([
    [{ PRIORITY: '0' }, 'report'],
    [{ PRIORITY: 3 }, 'report'],
    [{ PRIORITY: '4' }, 'no-error'],
    [{ PRIORITY: '6', EXCEPTION_TEXT: 'ValueError: x' }, 'no-error'],
    [{ PRIORITY: null }, 'no-error'],
    [{ __REALTIME_TIMESTAMP: null }, 'refused'],
  ])('with %j comes to: %s', (keys, kind) => {
    expect(readLog({ ...ENTRY, ...keys }).kind).toBe(kind);
  });

  it.each<[DocumentObject['x'], string]>([
    [[27, 91, 51, 49, 109, 110, 111], '\u001b[31mno'],
    [[99, 97, 102, 233], String.raw`caf\xe9`],
    [['first', 'second'], 'first\nsecond'],
    [['first', [99, 233]], `first\nc\\xe9`],
  ])('has the message %j as text', (MESSAGE, value) => {
    expect(reportOf({ ...ENTRY, MESSAGE }).value).toBe(value);
  });

  it('names the identifier where it has no unit', () => {
    expect(reportOf({ ...ENTRY, _SYSTEMD_UNIT: null }).reporter).toBe('shop');
    expect(reportOf({ ...ENTRY, CONTAINER_NAME: 'shop-1' }).reporter).toBe('shop-1');
  });

  it('has the exception of a Python handler', () => {
    const EXCEPTION_TEXT = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: x';
    expect(reportOf({ ...ENTRY, EXCEPTION_TEXT, LOGGER: 'orders' })).toMatchObject({
      type: 'ValueError',
      value: 'x',
      traceback: EXCEPTION_TEXT,
      topic: 'orders',
    });
  });

  it.each<[string, DocumentObject]>([
    ['pino', { level: 50, time: AT - 1000, msg: 'x', err: { type: 'E', message: 'm' } }],
    ['json', { level: 'error', time: AT - 1000, msg: 'x', error: { name: 'E', message: 'm' } }],
    ['ecs', { '@timestamp': AT - 1000, 'log.level': 'error', error: { type: 'E', message: 'm' } }],
    ['structlog', { timestamp: AT - 1000, level: 'error', event: 'x', exception: 'E: m\n    at a:1' }],
  ])('whose message is a line of %s is read as that line', (format, line) => {
    expect(formatOf(line)).toBe(format);
    const entry = { ...ENTRY, PRIORITY: '6', MESSAGE: JSON.stringify(line) };
    expect(formatOf(entry)).toBe('journald');
    expect(readLog(entry)).toMatchObject({
      content: ENTRY.__CURSOR,
      report: { time: AT - 1000, type: 'E', value: 'm', reporter: 'shop.service', hostname: 'web-1' },
    });
    expect(reportOf({ ...entry, MESSAGE: JSON.stringify({ ...line, service: 'mail' }) }).reporter).toBe(
      'mail',
    );
  });

  it('gives its time and a priority of errors to a line that has none', () => {
    const MESSAGE = '{"msg":"x"}';
    expect(readLog({ ...ENTRY, MESSAGE, PRIORITY: '6' }).kind).toBe('no-error');
    expect(reportOf({ ...ENTRY, MESSAGE })).toMatchObject({ time: AT, value: 'x' });
    const withError = '{"msg":"x","error":"refused"}';
    expect(reportOf({ ...ENTRY, MESSAGE: withError, PRIORITY: '6' }).value).toBe('refused');
  });
});

describe('a line of Docker', () => {
  const wrap = (log: string, keys: DocumentObject = {}): DocumentObject => ({
    log,
    stream: 'stderr',
    time: ISO,
    ...keys,
  });
  const line = { level: 50, time: AT - 1000, name: 'shop', msg: 'cannot save' };

  it('is read as the line that the container wrote', () => {
    const wrapped = wrap(`${JSON.stringify(line)}\n`);
    expect(formatOf(wrapped)).toBe('pino');
    expect(reportOf(wrapped)).toEqual(reportOf(line));
    expect(PINO.read(wrapped, NO_SETTINGS)).toEqual(PINO.read(line, NO_SETTINGS));
  });

  it('gives its time, and the name of the service by its labels', () => {
    const attrs = { 'com.docker.compose.service': 'mail' };
    expect(reportOf(wrap('{"level":"error","msg":"x"}\n', { attrs }))).toMatchObject({
      time: AT,
      reporter: 'mail',
      value: 'x',
    });
    expect(reportOf(wrap('{"level":"error","msg":"x"}\n', { attrs: { tag: 'abc' } })).reporter).toBe('abc');
  });

  it.each(['listening on 80\n', '', '[1, 2]\n', 'null\n', '{"a": 1} and more\n', '{braces}\n'])(
    'with the text %j is no error',
    (text) => {
      expect(formatOf(wrap(text))).toBe('json');
      expect(readLog(wrap(text))).toEqual({ kind: 'no-error' });
    },
  );

  it('that is the piece of an object is refused', () => {
    expect(readLog(wrap('{"level":50,"msg":"a long'))).toEqual({
      kind: 'refused',
      reason: 'its `log` is the piece of a JSON object: Docker cuts lines that are longer than 16 KiB',
    });
  });

  it('is another line where it is not as Docker writes it', () => {
    expect(readLog({ log: '{"level":50}', stream: 'x', time: ISO })).toEqual({ kind: 'no-error' });
  });
});
