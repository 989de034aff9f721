import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../support/receiver.js';
import { namedEnvelope, namedEvent, post } from '../../support/send-events.js';

const KEYS = { 42: ['key-of-42', 'second'], 57: ['key-of-57'] };
const sentry = (key: string) => ({
  'X-Sentry-Auth': `Sentry sentry_version=7, sentry_key=${key}, sentry_client=x`,
});
const dsn = (key: string, project = 42) => ({ dsn: `https://${key}@errors.example/${project}` });

type Sending = readonly [path: string, header: object, headers: Record<string, string>];

describe('a receiver whose config has keys', () => {
  it.each<[number, string, Sending]>([
    [200, 'in the header', ['/api/42/envelope/', {}, sentry('key-of-42')]],
    [200, 'in the header, the second one', ['/api/42/envelope/', {}, sentry('second')]],
    [200, 'in quotes', ['/api/42/envelope/', {}, { 'X-Sentry-Auth': 'Sentry sentry_key="key-of-42"' }]],
    [200, 'in the query', ['/api/42/envelope/?sentry_version=7&sentry_key=key-of-42', {}, {}]],
    [200, 'in the DSN', ['/api/42/envelope/', dsn('key-of-42'), {}]],
    [200, 'in Authorization', ['/api/42/envelope/', {}, { Authorization: 'Sentry sentry_key=key-of-42' }]],
    [200, 'as a bearer', ['/api/42/envelope/', {}, { Authorization: 'Bearer key-of-42' }]],
    [200, 'everywhere', ['/api/42/envelope/?sentry_key=second', dsn('second'), sentry('second')]],
    [
      200,
      'in a DSN without one, beside another',
      ['/api/42/envelope/', { dsn: 'https://x/42' }, sentry('second')],
    ],
    [403, 'nowhere', ['/api/42/envelope/', {}, {}]],
    [
      403,
      'nowhere that can be read',
      ['/api/42/envelope/', { dsn: 'key-of-42' }, { 'X-Sentry-Auth': 'Sentry' }],
    ],
    [403, 'of another project', ['/api/42/envelope/', {}, sentry('key-of-57')]],
    [403, 'of a project that is not known', ['/api/7/envelope/', {}, sentry('key-of-42')]],
    [
      403,
      'of a project named like what every object has',
      ['/api/constructor/envelope/', {}, sentry('key-of-42')],
    ],
    [403, 'that is wrong', ['/api/42/envelope/', {}, sentry('key-of-4')]],
    [403, 'that is wrong in the DSN', ['/api/42/envelope/', dsn('wrong'), {}]],
    [
      403,
      'beside another in the header',
      ['/api/42/envelope/', {}, { 'X-Sentry-Auth': 'Sentry sentry_key=second, sentry_key=key-of-42' }],
    ],
    [403, 'that differs in the query', ['/api/42/envelope/?sentry_key=second', {}, sentry('key-of-42')]],
    [403, 'that differs in the DSN', ['/api/42/envelope/', dsn('second'), sentry('key-of-42')]],
    [403, 'in a DSN of another project', ['/api/42/envelope/', dsn('key-of-57', 57), sentry('key-of-42')]],
  ])('answers %i to a key %s', async (status, _, [path, header, headers]) => {
    const { url, settled, ids } = await startReceiver({ keys: KEYS });
    expect(await post(url + path, namedEnvelope('one', header), headers)).toMatchObject({ status });
    await settled();
    expect(ids()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('wants one for bare events and for logs too, for those of any project', async () => {
    const { url } = await startReceiver({ keys: KEYS });
    const statuses = async (headers: Record<string, string>) => [
      (await post(`${url}/api/42/store/`, JSON.stringify(namedEvent('one')), headers)).status,
      (await post(`${url}/v1/logs`, '{"resourceLogs":[]}', headers)).status,
    ];
    expect(await statuses({})).toEqual([403, 403]);
    expect(await statuses(sentry('key-of-42'))).toEqual([200, 200]);
    expect(await statuses({ Authorization: 'Bearer key-of-57' })).toEqual([403, 200]);
  });

  it('says what is missing and never a key', async () => {
    const { url, remarks } = await startReceiver({ keys: KEYS });
    const told = async (headers: Record<string, string>, header = {}) =>
      (await post(`${url}/api/42/envelope/`, namedEnvelope('one', header), headers)).json.detail;
    expect([await told({}), await told(sentry('guess')), await told(sentry('second'), dsn('other'))]).toEqual(
      [
        'No key is given: send that of a DSN, in X-Sentry-Auth or as sentry_key.',
        'The key is none of this project: see receiver.keys in oops-report.yaml.',
        'Two keys are given that differ: in the header X-Sentry-Auth, in the query, or in the DSN.',
      ],
    );
    expect(remarks).toEqual([]);
  });
});

describe('a receiver without keys', () => {
  it('takes every key and none, from this machine', async () => {
    const { url, settled, ids, db } = await startReceiver();
    expect(await post(`${url}/api/42/envelope/`, namedEnvelope('one'))).toMatchObject({ status: 200 });
    expect(await post(`${url}/api/42/envelope/`, namedEnvelope('two'), sentry('any'))).toMatchObject({
      status: 200,
    });
    expect(
      await post(`${url}/api/42/envelope/`, namedEnvelope('three', dsn('a')), sentry('b')),
    ).toMatchObject({
      status: 403,
    });
    await settled();
    expect(ids()).toHaveLength(2);
    expect(db.prepare('SELECT DISTINCT reporter FROM oops').pluck().all()).toEqual(['42']);
  });

  it('does not listen where other machines reach it', async () => {
    await expect(startReceiver({ address: '0.0.0.0:0' })).rejects.toThrow('is for other machines too');
    const { url } = await startReceiver({ address: '0.0.0.0:0', keys: KEYS });
    expect(await post(`${url}/api/42/envelope/`, namedEnvelope('one'))).toMatchObject({ status: 403 });
  });
});
