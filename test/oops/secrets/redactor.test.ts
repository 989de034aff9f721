import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_REDACTION } from '../../../src/oops/secrets/redaction-rules.js';
import { createRedactor } from '../../../src/oops/secrets/redactor.js';
import { anyReport } from '../../support/arbitrary-report.js';
import { oops } from '../../support/sample-oops.js';

const redactor = createRedactor(BUILT_IN_REDACTION);
const hashing = createRedactor({ ...BUILT_IN_REDACTION, userKey: 'sixteen letters.' });

describe('what is redacted', () => {
  it('is every text of an OOPS', () => {
    const text = 'password=hunter2';
    const { value, topic, url, userAgent, referrer, traceback, causes, fingerprint, ...others } =
      redactor.oops(
        oops('OOPS-1A1', {
          ...{
            type: 'E',
            value: text,
            topic: text,
            url: text,
            userAgent: text,
            referrer: text,
            traceback: text,
          },
          ...{ causes: [{ type: 'C', value: text }], fingerprint: [text], mostExpensiveStatement: text },
        }),
      );
    const expected = 'password=[redacted]';
    expect([value, topic, url, userAgent, referrer, traceback]).toEqual(Array(6).fill(expected));
    expect(causes).toEqual([{ type: 'C', value: expected }]);
    expect(fingerprint).toEqual([expected]);
    expect(others.mostExpensiveStatement).toBe(expected);
  });

  it('is what its file has too, by name or by form', () => {
    const [report] = fc.sample(anyReport, 1);
    if (!report) throw new Error('no sample');
    const { requestVariables, timeline, extra } = redactor.report({
      ...report,
      requestVariables: [
        ['HTTP_COOKIE', 'sid=1'],
        ['HTTP_X_API_KEY', 'abc'],
        ['QUERY_STRING', 'a=1&token=abc'],
        ['HTTP_AUTHORIZATION', ''],
        ['HTTP_HOST', 'example.com'],
      ],
      timeline: [{ start: 0, end: 1, category: 'http', detail: 'GET https://a:b@c/', backtrace: 'pwd="x"' }],
      extra: {
        settings: { DB_PASSWORD: 'x', retries: 3, tokens: ['a'] },
        note: ['token=a'],
        access_token: 7,
      },
    });
    expect(requestVariables).toEqual([
      ['HTTP_COOKIE', '[redacted]'],
      ['HTTP_X_API_KEY', '[redacted]'],
      ['QUERY_STRING', 'a=1&token=[redacted]'],
      ['HTTP_AUTHORIZATION', ''],
      ['HTTP_HOST', 'example.com'],
    ]);
    expect(timeline).toEqual([
      {
        start: 0,
        end: 1,
        category: 'http',
        detail: 'GET https://a:[redacted]@c/',
        backtrace: 'pwd="[redacted]"',
      },
    ]);
    expect(extra).toEqual({
      settings: { DB_PASSWORD: '[redacted]', retries: 3, tokens: '[redacted]' },
      note: ['token=[redacted]'],
      access_token: 7,
    });
  });

  it('is redacted once for all', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const once = hashing.report(report);
        expect(hashing.report(once)).toEqual(once);
      }),
    );
  });
});

describe('users', () => {
  it('are the same under one key, others under another, and others than each other', () => {
    const hashOf = (username: string | null) => hashing.oops(oops('OOPS-1A1', { username })).username;
    expect(hashOf('ann')).toMatch(/^user-[0-9a-f]{16}$/);
    expect(hashOf('ann')).toBe(hashOf('ann'));
    expect(hashOf('ann')).not.toBe(hashOf('bob'));
    expect(hashOf(null)).toBeNull();
    const other = createRedactor({ ...BUILT_IN_REDACTION, userKey: 'seventeen letters' });
    expect(other.oops(oops('OOPS-1A1', { username: 'ann' })).username).not.toBe(hashOf('ann'));
  });

  it('are kept without a key', () =>
    expect(redactor.oops(oops('OOPS-1A1', { username: 'ann, 1, Ann' })).username).toBe('ann, 1, Ann'));
});
