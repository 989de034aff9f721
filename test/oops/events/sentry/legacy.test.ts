import { describe, expect, it } from 'vitest';
import { reportOf, sentryEvent } from '../../../support/read-sentry.js';

describe('an event of an old client', () => {
  it('has its parts under the names that they had then', () => {
    const event = sentryEvent({
      project: '1',
      'sentry.interfaces.Exception': { type: 'KeyError', value: "'id'", module: 'shop' },
      'sentry.interfaces.Stacktrace': { frames: [{ filename: 'pay.py', lineno: 7, function: 'pay' }] },
      'sentry.interfaces.Http': {
        url: 'https://shop.example/',
        method: 'GET',
        headers: { 'User-Agent': 'curl/8' },
      },
      'sentry.interfaces.User': { id: 7 },
      'sentry.interfaces.Message': { message: 'no %s', params: ['money'] },
      'sentry.interfaces.Breadcrumbs': { values: [{ category: 'query', message: 'SELECT 1' }] },
    });
    expect(reportOf(event)).toMatchObject({
      reporter: '1',
      type: 'KeyError',
      value: "'id'",
      url: 'https://shop.example/',
      requestVariables: [
        ['HTTP_USER_AGENT', 'curl/8'],
        ['REQUEST_METHOD', 'GET'],
      ],
      username: '7',
      timeline: [{ detail: 'SELECT 1' }],
      traceback: 'Traceback (most recent call last):\n  File "pay.py", line 7, in pay\nshop.KeyError: \'id\'',
      extra: { logentry: { message: 'no %s', params: ['money'] } },
    });
  });

  it('counts by the names of today where it has both', () => {
    const event = sentryEvent({
      'sentry.interfaces.Message': { message: 'then' },
      logentry: { message: 'now' },
      'sentry.interfaces.User': { id: 7 },
    });
    expect(reportOf(event)).toMatchObject({ value: 'now', username: '7' });
  });
});
