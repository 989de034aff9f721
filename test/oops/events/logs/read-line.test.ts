import { describe, expect, it } from 'vitest';
import type { EventSettings } from '../../../../src/oops/events/event-format.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { formatOf, readLog, reportOf } from './read-log.js';

const time = '2026-11-27T13:17:50.261Z';
const err = { type: 'DbError', message: 'db down', stack: 'DbError: db down\n    at a.js:1:1' };

describe('whether a line tells of an error', () => {
  it.each<[DocumentObject, boolean]>([
    [{ time, level: 'error', msg: 'x' }, true],
    [{ time, level: 'FATAL', msg: 'x' }, true],
    [{ time, severity: 'EMERGENCY', message: 'x' }, true],
    [{ time, level: 'warn', msg: 'x' }, false],
    [{ time, level: 'warn', msg: 'x', err }, true],
    [{ time, level: 'warn', msg: 'x', exception: 'Traceback (most recent call last):\nValueError: x' }, true],
    [{ time, level: 'warn', msg: 'trying again', error: 'connection refused' }, false],
    [{ time, level: 'info', msg: 'x', err }, false],
    [{ time, level: 'debug', msg: 'x', err }, false],
    [{ time, level: 'audit', msg: 'x' }, false],
    [{ time, level: 'audit', msg: 'x', err }, true],
    [{ time, msg: 'x' }, false],
    [{ time, msg: 'x', err }, true],
    [{ time, msg: 'x', error: 'connection refused' }, true],
    [{ time, msg: 'x', error: '' }, false],
    [{ time, msg: 'x', error: null }, false],
    [{ time, msg: 'x', error: {} }, false],
    [{ time, msg: 'x', error: false }, false],
    [{ time, msg: 'x', stack: 'production' }, false],
    [{ '@t': time, '@mt': 'x' }, false],
    [{ level: 'info', msg: 'it has no time, and needs none' }, false],
    [{ version: '1.1', short_message: 'x', timestamp: 1795785470, level: 4 }, false],
    [{ version: '1.1', short_message: 'x', timestamp: 1795785470 }, true],
  ])('of %j: %s', (line, isError) => {
    expect(readLog(line).kind).toBe(isError ? 'report' : 'no-error');
  });

  it.each<[readonly string[], DocumentObject, boolean]>([
    [['fatal'], { time, level: 'error', msg: 'x' }, false],
    [['fatal'], { time, level: 60, msg: 'x' }, true],
    [['warn'], { time, level: 'WARNING', msg: 'x' }, true],
    [['warning'], { time, level: 40, msg: 'x' }, true],
    [['error'], { time, level: 'warn', msg: 'x', err }, false],
    [['audit'], { time, level: 'audit', msg: 'x' }, true],
    [['3'], { time, level: 3, msg: 'x' }, true],
    [['fatal'], { time, msg: 'x', err }, true],
    [[], { time, level: 'fatal', msg: 'x' }, false],
  ])('with the levels %j, of %j: %s', (errorLevels, line, isError) => {
    expect(readLog(line, { errorLevels }).kind).toBe(isError ? 'report' : 'no-error');
  });
});

describe('a line without a time', () => {
  it.each<[DocumentObject, string]>([
    [
      { level: 'error', msg: 'x' },
      'no time: it has level and msg; needed is @timestamp, time, timestamp, ts or date',
    ],
    [
      { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
      'no time: it has a, b, c, d and e; needed is @timestamp, time, timestamp, ts or date',
    ],
    [{}, 'no time: it has no keys; needed is @timestamp, time, timestamp, ts or date'],
    [
      { level: 50, time: 'noon', msg: 'x' },
      'no time: it has level, time and msg; needed is time, @timestamp, timestamp, ts or date',
    ],
  ])('%j is refused with its keys', (line, reason) => {
    expect(readLog(line)).toEqual({ kind: 'refused', reason });
  });

  it('is refused with the declared key first', () => {
    expect(readLog({ level: 'error' }, { columns: { time: 'when' } })).toEqual({
      kind: 'refused',
      reason: 'no time: it has level; needed is when, @timestamp, time, timestamp or ts',
    });
  });

  it('is recognised by no format', () => {
    expect(formatOf({ level: 'error', msg: 'x' })).toBeNull();
  });
});

describe('who wrote a line', () => {
  it.each<[DocumentObject, string | null, string | null]>([
    [{ service: 'Shop', hostname: 'web-1' }, 'Shop', 'web-1'],
    [{ service: { name: 'Shop' } }, 'Shop', null],
    [{ 'service.name': 'a', service: 'b' }, 'a', null],
    [{ app: ' shop ', host: { name: 'web-1' } }, 'shop', 'web-1'],
    [{ name: 'shop', application: 'mail' }, 'mail', null],
    [{ name: 'shop' }, 'shop', null],
    [{ logger: 'orders', hostname: 'web-1' }, 'web-1', 'web-1'],
    [{ logger: 'orders' }, null, null],
    [{ svc: 'shop', env: 'staging' }, 'shop@staging', null],
    [{ svc: 'shop', environment: 'Production' }, 'shop', null],
    [{ svc: 'shop', env: 'prod' }, 'shop', null],
    [{ hostname: 'web-1', env: 'qa' }, 'web-1@qa', 'web-1'],
    [{ env: 'qa' }, null, null],
    [{ service: '', app: 'shop' }, 'shop', null],
  ])('%j is %j on %j', (keys, reporter, hostname) => {
    expect(reportOf({ time, level: 'error', msg: 'x', ...keys })).toMatchObject({ reporter, hostname });
  });
});

describe('what tells a line from others', () => {
  const line = { time, level: 'error', msg: 'x', service: 'shop' };

  it.each<[string, string, string | null]>([
    ['0123456789abcdef0123456789ABCDEF', 'OOPS-0123456789abcdef0123456789abcdef', null],
    ['01234567-89ab-cdef-0123-456789ABCDEF', 'OOPS-0123456789abcdef0123456789abcdef', null],
    ['OOPS-2077A101', 'OOPS-2077A101', null],
    ['8a4f500d', '', '["shop","8a4f500d"]'],
    ['2077A101', '', '["shop","2077A101"]'],
  ])('is its id %s', (id, oopsId, content) => {
    expect(readLog({ ...line, 'event.id': id })).toMatchObject({ report: { id: oopsId }, content });
  });

  it('is the whole line where it has no id', () => {
    expect(readLog(line)).toMatchObject({ report: { id: '' }, content: null });
  });
});

describe('the request of a line', () => {
  it.each<[DocumentObject, DocumentObject]>([
    [{ responseTime: 12 }, { durationSeconds: 0.012 }],
    [{ duration_ms: '12.5' }, { durationSeconds: 0.0125 }],
    [{ 'event.duration': 1_234_567 }, { durationSeconds: 0.001234567 }],
    [{ duration: 12 }, { durationSeconds: null }],
    [{ duration: '1m2.5s' }, { durationSeconds: 62.5 }],
    [{ duration: '150µs' }, { durationSeconds: 0.00015 }],
    [{ duration: '12 apples' }, { durationSeconds: null }],
    [{ duration_ms: -1 }, { durationSeconds: null }],
    [{ method: 'OrderService.save' }, { requestVariables: [] }],
    [{ method: 'post' }, { requestVariables: [['REQUEST_METHOD', 'post']] }],
    [{ user: { email: 'ann@example.com' } }, { username: 'ann@example.com' }],
    [{ user: 'ann' }, { username: 'ann' }],
    [{ userId: 7 }, { username: '7' }],
    [{ route: '/x/:id', logger: 'orders' }, { topic: '/x/:id' }],
    [{ release: 'shop@1.2' }, { revno: 'shop@1.2' }],
  ])('%j is read as %j', (keys, expected) => {
    expect(reportOf({ time, level: 'error', msg: 'x', ...keys })).toMatchObject(expected);
  });
});

describe('declared columns', () => {
  const line = {
    time,
    when: '2026-11-27T09:00:00Z',
    msg: 'x',
    sev: 'error',
    'fault.name': 'Pool.Empty',
    fault: { text: 'no connection', stack: 'E: x\n    at a.js:1:1', ms: '7s' },
    svc: 'shop',
    team: 'mail',
    page: '/x',
    verb: 'GET',
    who: 'ann',
    box: 'web-1',
    rev: '9',
    err: { type: 'Error', message: 'other' },
  };
  const columns = {
    time: 'when',
    level: 'sev',
    type: 'fault.name',
    value: 'fault.text',
    traceback: 'fault.stack',
    durationSeconds: 'fault.ms',
    system: 'team',
    topic: 'page',
    url: 'page',
    method: 'verb',
    username: 'who',
    hostname: 'box',
    revno: 'rev',
    id: 'msg',
  };

  it('win over what the format would find', () => {
    const reading = readLog(line, { columns });
    expect(reading).toMatchObject({
      kind: 'report',
      content: '["mail","x"]',
      report: {
        time: Date.UTC(2026, 10, 27, 9),
        type: 'Pool.Empty',
        value: 'no connection',
        traceback: 'E: x\n    at a.js:1:1',
        durationSeconds: 7,
        reporter: 'mail',
        topic: '/x',
        url: '/x',
        requestVariables: [['REQUEST_METHOD', 'GET']],
        username: 'ann',
        hostname: 'web-1',
        revno: '9',
      },
    });
  });

  it('leave what a line does not have to the format', () => {
    const missing = Object.fromEntries(Object.keys(columns).map((key) => [key, 'nowhere.at.all']));
    expect(reportOf(line, { columns: missing })).toEqual(reportOf(line));
  });

  it.each<Partial<EventSettings>>([
    { columns: { constructor: 'x', toString: 'y' } },
    { columns: { type: '' } },
    { columns: { type: '...' } },
  ])('may be nonsense: %j', (settings) => {
    expect(reportOf(line, settings)).toEqual(reportOf(line));
  });
});

describe('what else a line has', () => {
  it('is kept, without the local variables of frames', () => {
    const frame = { filename: 'a.py', lineno: 7, name: 'save', locals: { password: 'hunter2' } };
    const line = {
      time,
      level: 'error',
      msg: 'x',
      order: { id: 7, locals: 'en' },
      crash: [{ frames: [frame] }],
    };
    expect(reportOf(line).extra).toEqual({
      order: { id: 7, locals: 'en' },
      crash: [{ frames: [{ filename: 'a.py', lineno: 7, name: 'save' }] }],
    });
  });

  it('is kept of an object of which something was taken', () => {
    const line = {
      time,
      level: 'error',
      msg: 'x',
      service: { name: 'shop', node: { name: 'a' } },
      host: { name: 'b' },
    };
    expect(reportOf(line).extra).toEqual({ service: { node: { name: 'a' } } });
  });
});

describe('a stack apart from its exception', () => {
  it('tells what the exception does not say itself', () => {
    const stack = 'Error: outer\n    at a.js:1:1\ncaused by: TypeError: from the stack\n    at b.js:1:1';
    expect(reportOf({ time, level: 'error', stack, err: { message: 'own' } })).toMatchObject({
      type: 'Error',
      value: 'own',
      causes: [{ type: 'TypeError', value: 'from the stack' }],
      traceback: stack,
    });
    expect(
      reportOf({ time, level: 'error', stack, err: { message: 'own', cause: 'its own' } }),
    ).toMatchObject({
      causes: [{ type: null, value: 'its own' }],
      traceback: stack,
    });
  });
});
