import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as zlib from 'node:zlib';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { listSources, recordFullReading } from '../../../src/store/sqlite/tables/sources.js';
import { startReceiver } from '../../support/receiver.js';
import { hexOf, namedEnvelope, namedEvent, oopsIdOf, post } from '../../support/send-events.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ENVELOPE = '/api/42/envelope/';
const STORE = '/api/42/store/';

/** Not before version 22.15 of Node. */
const hasZstd = 'zstdCompressSync' in zlib;

/** How clients pack bodies. */
const PACKINGS: Record<string, (body: string) => Uint8Array> = {
  identity: (body) => Buffer.from(body),
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  'deflate without the header of zlib': (body) => deflateRawSync(body),
  br: (body) => brotliCompressSync(body),
  ...(hasZstd && { zstd: (body: string) => zlib.zstdCompressSync(body) }),
};

describe('a receiver', () => {
  it.each(Object.keys(PACKINGS))('takes what is packed with %s', async (name) => {
    const { url, ids, settled, intake } = await startReceiver();
    const pack = PACKINGS[name] as (body: string) => Uint8Array;
    const [encoding = ''] = name.split(' ');
    const headers = { 'Content-Encoding': encoding };
    for (const [path, body] of [
      [ENVELOPE, namedEnvelope('one')],
      [STORE, JSON.stringify(namedEvent('two'), null, 2)],
      [ENVELOPE, namedEnvelope('large', { trace: { public_key: 'x'.repeat(50_000) } })],
    ] as const) {
      expect(await post(url + path, pack(body), headers)).toMatchObject({ status: 200 });
    }
    await settled();
    expect(ids()).toEqual(['one', 'two', 'large'].map(oopsIdOf).sort());
    expect(intake.figures).toMatchObject({ accepted: 3, loaded: 3, rejected: 0, pending: 0 });
  });

  it.each(['gzip', 'deflate', 'br', ...(hasZstd ? ['zstd'] : [])])(
    'refuses what is cut off, no %s at all, or unpacks to too much',
    async (encoding) => {
      const { url, intake } = await startReceiver({ limits: { bodyBytes: 100_000 } });
      const pack = PACKINGS[encoding] as (body: string) => Uint8Array;
      const whole = pack(namedEnvelope('one'));
      const headers = { 'Content-Encoding': encoding };
      const damaged = {
        status: 400,
        json: { detail: `The body cannot be unpacked as ${encoding}: it is damaged, or cut off.` },
      };
      expect(await post(url + ENVELOPE, whole.subarray(0, whole.length - 9), headers)).toMatchObject(damaged);
      expect(await post(url + ENVELOPE, '\u0000\u0001plainly none', headers)).toMatchObject(damaged);
      expect(await post(url + ENVELOPE, pack(' '.repeat(5_000_000)), headers)).toMatchObject({
        status: 413,
        json: { detail: 'The body is larger than 100000 bytes.' },
      });
      expect(intake.figures.accepted).toBe(0);
    },
  );

  it('refuses what cannot be taken at all, in a line and in a header', async () => {
    const { url } = await startReceiver({ limits: { bodyBytes: 10_000 } });
    const refused = async (path: string, body: string | undefined, headers = {}) => {
      const { status, json, headers: told } = await post(url + path, body, headers);
      expect(told.get('x-sentry-error')).toBe(json.detail);
      return [status, json.detail];
    };
    expect(await refused(ENVELOPE, undefined)).toEqual([400, 'There is no body.']);
    expect(await refused(STORE, '')).toEqual([400, 'There is no body.']);
    expect(await refused(ENVELOPE, 'x'.repeat(10_001))).toEqual([
      413,
      'The body is larger than 10000 bytes.',
    ]);
    expect(await refused(ENVELOPE, 'x', { 'Content-Encoding': 'lzma' })).toEqual([
      415,
      'The body is packed with "lzma". Pack it with gzip, deflate, br or zstd, or not.',
    ]);
    expect(await refused('/v1/logs', '{}', { 'Content-Type': 'application/x-protobuf' })).toEqual([
      415,
      'Protobuf is not read here. Have it sent as JSON: OTEL_EXPORTER_OTLP_PROTOCOL=http/json, or encoding: json of the collector.',
    ]);
    expect(await refused('/api/42/minidump/', 'x')).toEqual([
      404,
      expect.stringContaining(
        'There is nothing here. oops-report takes errors here: POST /api/PROJECT/envelope/',
      ),
    ]);
  });

  it('answers as Sentry does, whatever the content type, with or without the last slash', async () => {
    const { url } = await startReceiver();
    const answers = [
      await post(`${url}/api/42/envelope`, namedEnvelope('one'), { 'Content-Type': 'text/plain' }),
      await post(`${url}/api/shop/store`, JSON.stringify(namedEvent('two')), {
        'Content-Type': 'application/x-www-form-urlencoded',
      }),
      await post(url + ENVELOPE, namedEnvelope('three', { event_id: undefined })),
    ];
    expect(answers.map(({ json }) => json)).toEqual(
      ['one', 'two', 'three'].map((name) => ({ id: hexOf(name) })),
    );
    expect(await post(`${url}/v1/logs`, '{"resourceLogs":[]}')).toMatchObject({ status: 200, json: {} });
  });

  it('answers 200 to what is no error, and keeps none of it', async () => {
    const { url, intake, settled } = await startReceiver();
    const items = ['session', 'transaction', 'check_in', 'attachment'].map(
      (type) => `{"type":"${type}"}\n{}\n`,
    );
    for (const body of [
      '{}',
      '{}\n',
      ...items.map((item) => `{}\n${item}`),
      `{"sent_at":"x"}\n${items.join('')}`,
    ])
      expect(await post(url + ENVELOPE, body)).toMatchObject({ status: 200, json: {} });
    await settled();
    expect(intake.figures).toMatchObject({ accepted: 8, notErrors: 8, loaded: 0, rejected: 0 });
  });

  it('skips the types of items that nobody knows', async () => {
    const { url, intake, settled, ids } = await startReceiver();
    const body = `${namedEnvelope('one')}{"type":"of the future","length":9}\nany\nthing\n`;
    expect(await post(url + ENVELOPE, body)).toMatchObject({ status: 200 });
    await settled();
    expect(ids()).toEqual([oopsIdOf('one')]);
    expect(intake.figures).toMatchObject({ accepted: 2, loaded: 1, notErrors: 1 });
  });

  it('tells browsers that any page may send', async () => {
    const { url } = await startReceiver({ keys: { 42: ['key'] } });
    const asked = await fetch(url + ENVELOPE, { method: 'OPTIONS' });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-methods')).toBe('POST, OPTIONS');
    expect(asked.headers.get('access-control-allow-headers')).toMatch(
      /\bX-Sentry-Auth\b.*\bContent-Encoding\b/,
    );
    const answers = [asked, await fetch(url), await fetch(`${url}/none`), await fetch(url + ENVELOPE)];
    answers.push(await fetch(url + ENVELOPE, { method: 'POST', body: namedEnvelope('one') }));
    expect(answers.map(({ status }) => status)).toEqual([204, 200, 404, 405, 403]);
    for (const { headers } of answers) expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('counts an event that is sent twice once, and keeps the first where two have an id', async () => {
    const { url, settled, ids, intake, db } = await startReceiver();
    const sent = JSON.stringify(namedEvent('one'));
    await post(url + STORE, sent);
    await settled();
    await post(url + STORE, sent);
    await post(
      `${url}/api/57/store/`,
      JSON.stringify({ ...namedEvent('one'), exception: [{ type: 'Other' }] }),
    );
    await settled();
    expect(ids()).toEqual([oopsIdOf('one')]);
    expect(intake.figures).toMatchObject({ accepted: 3, loaded: 1, known: 1, rejected: 1 });
    expect(db.prepare('SELECT reason FROM reject').pluck().get()).toMatch(/^another report has its id/);
  });

  it('keeps what cannot be read as a reject: the client is told nothing of it', async () => {
    const { url, settled, intake, db, ids } = await startReceiver();
    const bodies = [
      'no envelope',
      '{"event_id":',
      '{}\n{"type":"event","length":99}\n{}',
      '{}\n{"type":"event"}\n{"event_id":',
      `{}\n{"type":"event"}\n${'['.repeat(100_000)}`,
      '\u0000\u0000\u0000',
      '[{"event_id":',
    ];
    for (const body of bodies) expect(await post(url + ENVELOPE, body)).toMatchObject({ status: 200 });
    expect(await post(`${url}/v1/logs`, '{"resourceLogs":')).toMatchObject({ status: 200 });
    expect(await post(url + ENVELOPE, namedEnvelope('good'))).toMatchObject({ status: 200 });
    await settled();
    expect(ids()).toEqual([oopsIdOf('good')]);
    expect(intake.figures.rejected).toBeGreaterThanOrEqual(bodies.length - 1);
    expect(db.prepare('SELECT count(*) FROM reject').pluck().get()).toBe(intake.figures.rejected);
  });

  it('takes lines of 10 MB, NULs and half characters', async () => {
    const { url, settled, ids, db } = await startReceiver();
    const long = { ...namedEvent('long'), extra: { text: 'x'.repeat(10_000_000) } };
    await post(url + STORE, JSON.stringify(long));
    const odd = JSON.stringify(namedEvent('odd')).replace('"odd"', '"a\\u0000b\\ud800c"');
    await post(url + STORE, odd);
    await settled();
    expect(ids()).toEqual(['long', 'odd'].map(oopsIdOf).sort());
    expect(db.prepare("SELECT value FROM oops WHERE value LIKE 'a%'").pluck().get()).toBe('a\\x00b\ufffdc');
  });

  it('reads the logs of OpenTelemetry, one line a body', async () => {
    const { url, settled, intake } = await startReceiver();
    const record = { timeUnixNano: '1795773600000000000', severityNumber: 17, body: { stringValue: 'boom' } };
    const logs = {
      resourceLogs: [{ scopeLogs: [{ logRecords: [record, { ...record, severityNumber: 9 }] }] }],
    };
    expect(await post(`${url}/v1/logs/`, JSON.stringify(logs, null, 2))).toMatchObject({
      status: 200,
      json: {},
    });
    await settled();
    expect(intake.figures).toMatchObject({ accepted: 2, loaded: 1, notErrors: 1 });
  });

  it('keeps what clients threw away as discards', async () => {
    const { url, settled, db, intake } = await startReceiver();
    const report = {
      timestamp: 1795773600,
      discarded_events: [{ reason: 'ratelimit_backoff', category: 'error', quantity: 7 }],
    };
    await post(url + ENVELOPE, `{}\n{"type":"client_report"}\n${JSON.stringify(report)}\n`);
    await settled();
    expect(db.prepare('SELECT reporter, reason, count FROM discard').all()).toEqual([
      { reporter: '42', reason: 'ratelimit_backoff', count: 7 },
    ]);
    expect(intake.figures).toMatchObject({ accepted: 1, notErrors: 1 });
  });
});

describe('a receiver that has a fault', () => {
  it('sets aside what ends the loading, and loads what comes after it', async () => {
    const rowsOf = (path: string) => {
      if (path.endsWith('-000001.json')) throw new TypeError('a fault of ours');
      return {};
    };
    const { url, settled, ids, intake, remarks, db, stop, spool } = await startReceiver({ rowsOf });
    await post(url + ENVELOPE, namedEnvelope('first'));
    await settled();
    await post(url + ENVELOPE, namedEnvelope('second'));
    await stop();
    expect(ids()).toEqual([oopsIdOf('second')]);
    expect(intake.figures).toMatchObject({ accepted: 2, loaded: 1, rejected: 1, pending: 0 });
    const reason = 'could not be read, which is a fault of oops-report: TypeError: a fault of ours';
    expect(db.prepare('SELECT reason FROM reject').pluck().all()).toEqual([reason]);
    expect(remarks).toEqual([
      expect.stringContaining(`-000001.json ${reason}. It stays there; what comes after`),
    ]);
    expect(readdirSync(join(spool, '.http'))).toEqual([]);
  });
});

describe('a receiver as a source', () => {
  const SOURCE = 'http://127.0.0.1:0';

  it('is known until all that came in was loaded, and so is its spool where that is a source', async () => {
    const [spool, db] = [makeFolder(), openDatabase(':memory:').db];
    recordFullReading(db, { path: spool, kind: 'repository', lastReadAt: 1000 });
    const { url, stop } = await startReceiver({ spool, db });
    const startedAt = Date.now();
    await post(url + ENVELOPE, namedEnvelope('one'));
    await stop();
    const sources = listSources(db);
    expect(sources).toMatchObject([
      { path: spool, kind: 'repository' },
      { path: SOURCE, kind: 'receiver' },
    ]);
    for (const { readUntil } of sources) expect(readUntil).toBeGreaterThanOrEqual(startedAt);
  });

  it('says from when to when nobody listened, where that was long', async () => {
    const { db } = openDatabase(':memory:');
    const at = Date.now();
    recordFullReading(db, { path: SOURCE, kind: 'receiver', lastReadAt: at - 30_000 });
    const first = await startReceiver({ db });
    await first.stop();
    expect(first.remarks).toEqual([]);
    recordFullReading(db, { path: SOURCE, kind: 'receiver', lastReadAt: at - 90_000 });
    const { remarks } = await startReceiver({ db });
    expect(remarks).toEqual([
      expect.stringMatching(
        new RegExp(
          `^From ${new Date(at - 90_000).toISOString()} to \\S+Z nobody listened at ${SOURCE}: what was sent then is lost, unless clients kept it\\.$`,
        ),
      ),
    ]);
  });
});

describe('a receiver with limits', () => {
  it('turns away what there is no room for in memory, and counts it as thrown away', async () => {
    const { url, intake, remarks, db, stop } = await startReceiver({ limits: { heldBytes: 1000 } });
    const { status, headers } = await post(url + ENVELOPE, namedEnvelope('x'.repeat(2000)));
    expect([status, headers.get('retry-after')]).toEqual([429, '10']);
    expect(await post(url + ENVELOPE, namedEnvelope('small'))).toMatchObject({ status: 200 });
    expect(intake.figures.discarded).toBe(1);
    await stop();
    expect(db.prepare('SELECT reporter, reason, count FROM discard').all()).toEqual([
      { reporter: '42', reason: 'receiver_full', count: 1 },
    ]);
    expect(remarks).toEqual([
      'Too much waits in memory. Events are turned away meanwhile, and counted as discards.',
    ]);
  });

  it('waits no longer than that for a request that comes byte by byte', async () => {
    const { url, intake } = await startReceiver({
      limits: { headersTimeout: 100, requestTimeout: 200, checkEvery: 20 },
    });
    const { port } = new URL(url);
    const heads = [
      'POST /api/42/envelope/ HTTP/1.1\r\n',
      'POST /api/42/envelope/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{}',
    ];
    for (const head of heads) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(head);
      expect((await buffer(socket)).toString()).toMatch(
        /^HTTP\/1\.1 408 Request Timeout\r\nAccess-Control-Allow-Origin: \*\r\n/,
      );
    }
    expect(intake.figures.accepted).toBe(0);
    expect(await post(url + ENVELOPE, namedEnvelope('quick'))).toMatchObject({ status: 200 });
  });

  it('takes no more connections than that', async () => {
    const { url } = await startReceiver({ limits: { connections: 1 } });
    const { port } = new URL(url);
    const first = connect(Number(port), '127.0.0.1');
    await once(first, 'connect');
    const second = connect(Number(port), '127.0.0.1');
    expect((await buffer(second)).length).toBe(0);
    first.destroy();
  });

  it('refuses headers without end', async () => {
    const { url } = await startReceiver();
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect((await buffer(socket)).toString()).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('ends what is in hand when it is stopped, and closes what is idle', async () => {
    const { url, intake, stop, ids } = await startReceiver();
    const { port } = new URL(url);
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    const busy = connect(Number(port), '127.0.0.1');
    const body = namedEnvelope('last');
    busy.write(
      `POST ${ENVELOPE} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
    );
    await post(url + ENVELOPE, namedEnvelope('before'));
    const stopped = stop();
    busy.write(body.slice(9));
    expect((await buffer(busy)).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close\r\n/);
    await buffer(idle);
    await stopped;
    expect(ids()).toEqual(['last', 'before'].map(oopsIdOf).sort());
    expect(intake.figures).toMatchObject({ accepted: 2, loaded: 2, pending: 0, isConnected: false });
    expect(intake.figures.caughtUpAt).not.toBeNull();
  });
});
