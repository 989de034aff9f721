import { describe, expect, it } from 'vitest';
import { NO_EVENT, type OopsReport } from '../../src/oops/oops.js';
import { oopsFromReport } from '../../src/oops/oops-from-report.js';

const report: OopsReport = {
  id: 'OOPS-2077A101',
  type: 'TimeoutError',
  value: 'statement timeout',
  time: 1_315_471_985_000,
  reporter: 'A',
  topic: 'Person:+index',
  url: 'https://launchpad.net/~jos\u00e9',
  username: 'mark, 42, Mark S, ships',
  durationSeconds: 9.5,
  requestVariables: [
    ['REQUEST_METHOD', 'post'],
    ['HTTP_USER_AGENT', 'Googlebot/2.1'],
    ['HTTP_REFERER', 'https://launchpad.net/'],
  ],
  timeline: [
    { start: 0, end: 4, category: 'memcache-get', detail: 'key' },
    { start: 4, end: 20, category: 'SQL-main', detail: 'SELECT 1' },
    { start: 20, end: 30, category: 'SQL-main', detail: 'SELECT 2' },
  ],
  traceback: 'Traceback (most recent call last)',
  branchNick: 'devel',
  revno: '13900',
  informational: false,
  hostname: 'gac',
  lastOops: 'OOPS-2077A100',
  ...NO_EVENT,
  extra: { features: 'x' },
};

describe('oopsFromReport', () => {
  it('keeps a million characters of a text, and never half a character', () => {
    const long = (last: string) => `${'x'.repeat(999_999)}${last}y`;
    expect(oopsFromReport({ ...report, value: long('z') }).value).toBe(long('z').slice(0, -1));
    expect(oopsFromReport({ ...report, traceback: long('𝒳') }).traceback).toBe('x'.repeat(999_999));
    expect(oopsFromReport({ ...report, url: 'x'.repeat(1_000_000) }).url).toHaveLength(1_000_000);
  });

  it('keeps what summaries need', () => {
    expect(oopsFromReport(report)).toEqual({
      id: 'OOPS-2077A101',
      type: 'TimeoutError',
      value: 'statement timeout',
      time: 1_315_471_985_000,
      reporter: 'A',
      topic: 'Person:+index',
      url: 'https://launchpad.net/~jos%C3%A9',
      method: 'POST',
      userAgent: 'Googlebot/2.1',
      referrer: 'https://launchpad.net/',
      username: 'mark, 42, Mark S, ships',
      durationSeconds: 9.5,
      totalMilliseconds: 9500,
      statementsCount: 2,
      mostExpensiveStatement: 'SELECT $INT',
      traceback: 'Traceback (most recent call last)',
      branchNick: 'devel',
      revno: '13900',
      informational: false,
      hostname: 'gac',
      lastOops: 'OOPS-2077A100',
      ...NO_EVENT,
    });
  });

  it('writes null for what the report does not say', () => {
    const bare = { ...report, url: null, durationSeconds: null, requestVariables: [], timeline: [] };
    expect(oopsFromReport(bare)).toMatchObject({
      url: null,
      method: null,
      userAgent: null,
      referrer: null,
      totalMilliseconds: null,
      statementsCount: 0,
      mostExpensiveStatement: null,
    });
  });

  it.each<[string, OopsReport['requestVariables'], string | null]>([
    ['an empty one counts as none', [['REQUEST_METHOD', '']], null],
    [
      'the last of two counts',
      [
        ['REQUEST_METHOD', 'PUT'],
        ['REQUEST_METHOD', 'GET'],
      ],
      'GET',
    ],
    ['the name is compared as it is written', [['request_method', 'GET']], null],
  ])('reads a request variable: %s', (_, requestVariables, expected) => {
    expect(oopsFromReport({ ...report, requestVariables }).method).toBe(expected);
  });

  it.each<[string, Partial<OopsReport>, number | null]>([
    ['the duration', { durationSeconds: 1.2344 }, 1234],
    ['a duration of nothing', { durationSeconds: 0 }, 0],
    ['the end of the last row without a duration', { durationSeconds: null }, 30],
    [
      'a whole number',
      { durationSeconds: null, timeline: [{ start: 0, end: 2.6, category: null, detail: '' }] },
      3,
    ],
    ['unknown when it is past all counting', { durationSeconds: 1e300 }, null],
    ['unknown when it is negative', { durationSeconds: -1 }, null],
  ])('takes as the total time %s', (_, fields, expected) => {
    expect(oopsFromReport({ ...report, ...fields }).totalMilliseconds).toBe(expected);
  });
});
