import { describe, expect, it } from 'vitest';
import type { DocumentObject, DocumentValue } from '../../../../../src/oops/formats/document-value.js';
import { oopsFromReport } from '../../../../../src/oops/oops-from-report.js';
import { reportOf, sentryEvent } from '../../../../support/read-sentry.js';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64)';

function variablesOf(request: DocumentObject) {
  return reportOf(sentryEvent({ request })).requestVariables;
}

describe('the request of an event', () => {
  it.each<[string, DocumentValue]>([
    ['a dictionary', { 'User-Agent': BROWSER, Referer: 'https://a.example/ö' }],
    [
      'pairs',
      [
        ['user-agent', BROWSER],
        ['referer', 'https://a.example/ö'],
      ],
    ],
    [
      'keys and values',
      [
        { key: 'User-Agent', value: BROWSER },
        { key: 'Referer', value: 'https://a.example/ö' },
      ],
    ],
    ['lists', { 'User-Agent': [BROWSER], Referer: ['https://a.example/ö'] }],
  ])('tells method, user agent and referrer, with the headers as %s', (_, headers) => {
    const request = { url: 'https://shop.example/pay', method: 'post', headers };
    expect(oopsFromReport(reportOf(sentryEvent({ request })))).toMatchObject({
      url: 'https://shop.example/pay',
      method: 'POST',
      userAgent: BROWSER,
      referrer: 'https://a.example/ö',
    });
  });

  it('has all variables that a gateway would have', () => {
    const request = {
      env: { REMOTE_ADDR: '10.0.0.1', SERVER_PORT: 80 },
      headers: { 'Accept-Language': 'en', 'X-Many': ['a', 'b'], 'X-None': null },
      cookies: { session: '[Filtered]', theme: 'dark' },
      query_string: [
        ['q', 'a b'],
        ['page', 2],
      ],
      method: 'GET',
    };
    expect(variablesOf(request)).toEqual([
      ['REMOTE_ADDR', '10.0.0.1'],
      ['SERVER_PORT', '80'],
      ['HTTP_ACCEPT_LANGUAGE', 'en'],
      ['HTTP_X_MANY', 'a, b'],
      ['HTTP_X_NONE', ''],
      ['HTTP_COOKIE', 'session=[Filtered]; theme=dark'],
      ['QUERY_STRING', 'q=a%20b&page=2'],
      ['REQUEST_METHOD', 'GET'],
    ]);
  });

  it.each<[string, DocumentObject, [string, string][]]>([
    ['cookies as text', { cookies: 'a=1; b=2' }, [['HTTP_COOKIE', 'a=1; b=2']]],
    [
      'cookies as pairs',
      {
        cookies: [
          ['a', '1'],
          ['b', '2'],
        ],
      },
      [['HTTP_COOKIE', 'a=1; b=2']],
    ],
    [
      'cookies in the headers too',
      { cookies: { a: 1 }, headers: { Cookie: 'a=1' } },
      [['HTTP_COOKIE', 'a=1']],
    ],
    ['a query as text', { query_string: 'a=1&b' }, [['QUERY_STRING', 'a=1&b']]],
    ['an empty query', { query_string: '' }, []],
    ['a query as dictionary', { query_string: { a: 'ü' } }, [['QUERY_STRING', 'a=%C3%BC']]],
    ['headers that are none', { headers: 'Host: a', env: 7 }, []],
    ['headers that are no pairs', { headers: [null, 7, [], ['Host'], [null, 'x']] }, [['HTTP_HOST', '']]],
    [
      'null everywhere',
      { url: null, method: null, headers: null, env: null, cookies: null, query_string: null },
      [],
    ],
  ])('is read with %s', (_, request, variables) => {
    expect(variablesOf(request)).toEqual(variables);
  });

  it.each<[DocumentValue, string | null]>([
    [' https://a.example/ö?b=1 ', 'https://a.example/ö?b=1'],
    ['/pay', '/pay'],
    ['', null],
    [null, null],
    [[], null],
    [7, '7'],
  ])('has of the address %j the URL %j', (url, expected) => {
    expect(reportOf(sentryEvent({ request: { url } })).url).toBe(expected);
  });

  it.each<[DocumentValue]>([[null], [[]], ['GET /'], [7]])('is empty where it is %j', (request) => {
    expect(reportOf(sentryEvent({ request }))).toMatchObject({ url: null, requestVariables: [] });
  });
});
