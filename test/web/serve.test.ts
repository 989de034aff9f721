import { once } from 'node:events';
import { closeSync, fstatSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { isUnavailable } from '../../src/web/unavailable.js';
import { run } from '../support/run.js';
import { makeIncidentFolder, serveFolder } from '../support/site.js';

const OUTAGE = '/outages/fdt-2011-09-08';

describe('the site', () => {
  it('answers for a page that somebody has already that it is the same', async () => {
    const site = await serveFolder(makeIncidentFolder());
    const first = await site.ask(OUTAGE);
    const { etag = '' } = first.headers;
    expect(first.status).toBe(200);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await site.ask(OUTAGE, { headers: { 'if-none-match': known } });
      expect({ known, status: again.status, body: again.body }).toEqual({ known, status: 304, body: '' });
    }
    const other = await site.ask(OUTAGE, { headers: { 'if-none-match': '"other"' } });
    expect(other).toMatchObject({ status: 200, body: first.body });
  });

  it('answers to HEAD as to GET, without the page', async () => {
    const site = await serveFolder(makeIncidentFolder());
    const { status, headers, body } = await site.ask(OUTAGE, { method: 'HEAD' });
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers.etag).toBe((await site.ask(OUTAGE)).headers.etag);
  });

  it('shows what was changed in the log by another program at once', async () => {
    const folder = makeIncidentFolder();
    const site = await serveFolder(folder);
    const before = await site.ask(OUTAGE);
    const edit = ['windows', 'edit', 'fdt-2011-09-08', '--of-phase', 'downtime', '--title', 'Second try'];
    expect(await run(folder, edit)).toMatchObject({ code: 0 });
    const after = await site.ask(OUTAGE, { headers: { 'if-none-match': before.headers.etag ?? '' } });
    expect(after.status).toBe(200);
    expect(after.body).toContain('<h1>Outage fdt-2011-09-08: Second try</h1>');
  });

  it('shows what a changed config says at once, and serves on by the old one while it is wrong', async () => {
    const folder = makeIncidentFolder();
    const config = join(folder, 'oops-report.yaml');
    const site = await serveFolder(folder);
    expect((await site.ask('/2011-09-08/code')).status).toBe(200);
    writeFileSync(config, 'groups: { mail: { systems: [mailman], summary: webapp } }\n');
    expect((await site.ask('/2011-09-08/code')).status).toBe(404);
    expect((await site.ask('/2011-09-08/mail')).status).toBe(200);
    writeFileSync(config, 'groups: nonsense and more\n');
    const wrong = await site.ask('/2011-09-08/mail');
    expect(wrong.status).toBe(200);
    expect(wrong.body).toMatch(/role="alert">oops-report.yaml.* What was there before serves on\./);
  });

  it('says that it cannot be asked where the database is damaged, and of what to the one who serves it', async () => {
    const folder = makeIncidentFolder();
    const site = await serveFolder(folder);
    expect((await site.ask('/status')).status).toBe(200);
    const file = openSync(join(folder, 'oops-report.db'), 'r+');
    writeSync(file, Buffer.alloc(fstatSync(file).size, 'no database'));
    closeSync(file);
    const { status, headers, body } = await site.ask(OUTAGE);
    expect({ status, again: headers['retry-after'], ...JSON.parse(body) }).toEqual({
      ...{ status: 503, again: '5', error: 'The data cannot be asked now. Try again soon.' },
    });
    expect(site.faults.map((fault) => [isUnavailable(fault), String((fault as Error).message)])).toEqual([
      [true, expect.stringMatching(/oops-report\.db: is (?:damaged|not a database)\. /)],
    ]);
  });

  it('shows a database that took the place of the one that was served', async () => {
    const folder = makeIncidentFolder();
    const site = await serveFolder(folder);
    expect(JSON.parse((await site.ask('/windows.json')).body)).toHaveLength(2);
    await run(folder, ['--db', 'other.db', 'windows', 'list']);
    await run(folder, [
      '--db',
      'other.db',
      'windows',
      'add',
      '--outage',
      'fdt-9',
      '--start',
      '2011-09-08T10:50Z',
    ]);
    renameSync(join(folder, 'other.db'), join(folder, 'oops-report.db'));
    for (const end of ['-wal', '-shm']) rmSync(join(folder, `oops-report.db${end}`), { force: true });
    expect(JSON.parse((await site.ask('/windows.json')).body)).toHaveLength(1);
  });

  it.each([
    ['/nothing/here', 404, 'text/html'],
    ['/nothing.json', 404, 'application/json'],
    ['/2011-09-08.csv', 404, 'application/json'],
    ['/2011-13-40', 404, 'text/html'],
    ['/outages/%ZZ', 400, 'application/json'],
    ['/outages/%C3%28', 400, 'application/json'],
    ['/../../etc/passwd', 404, 'text/html'],
    ['/%2e%2e/%2e%2e/etc/passwd', 404, 'text/html'],
    ['//evil.example/', 404, 'text/html'],
    ['/outages?from=never', 400, 'text/html'],
    ['/outages.json?from=never', 400, 'application/json'],
    ['/favicon.svg', 200, 'image/svg+xml'],
    ['/robots.txt', 200, 'text/plain; charset=utf-8'],
    ['/healthz', 200, 'text/plain; charset=utf-8'],
    ['/outages.atom', 200, 'application/atom+xml'],
  ])('answers for %s with %i as %s', async (address, status, type) => {
    const site = await serveFolder(makeIncidentFolder());
    const answer = await site.ask(address);
    expect({ status: answer.status, type: answer.headers['content-type']?.split(';')[0] }).toEqual({
      status,
      type: type.split(';')[0],
    });
    expect(site.faults).toEqual([]);
  });

  it.each([
    [`/outages/${'x'.repeat(9000)}`, 414],
    [`/outages?${'x'.repeat(20_000)}`, 431],
  ])('takes no address of any length: %#', async (address, status) => {
    const site = await serveFolder(makeIncidentFolder());
    expect((await site.ask(address)).status).toBe(status);
    expect((await site.ask('/healthz')).status).toBe(200);
  });

  it('says what is wrong with what it refuses, in one shape', async () => {
    const site = await serveFolder(makeIncidentFolder());
    for (const address of ['/nothing.json', '/outages.json?from=never', '/outages/%ZZ']) {
      const { body } = await site.ask(address);
      expect(JSON.parse(body)).toEqual({ error: expect.any(String) as string });
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('has nothing that %s could change', async (method) => {
    const site = await serveFolder(makeIncidentFolder());
    for (const address of ['/', '/windows', OUTAGE, '/session', '/signatures/x/y']) {
      const { status, headers } = await site.ask(address, { method });
      expect({ address, status, allow: headers.allow }).toEqual({ address, status: 405, allow: 'GET, HEAD' });
    }
  });

  it('answers only by the names that it is served under', async () => {
    const site = await serveFolder(makeIncidentFolder(), { allowedHosts: ['oops.example.com'] });
    const statusFor = async (host: string) => (await site.ask('/healthz', { headers: { host } })).status;
    expect(await statusFor('localhost')).toBe(200);
    expect(await statusFor('oops.example.com:8443')).toBe(200);
    expect(await statusFor('evil.example')).toBe(421);
    expect(await statusFor('oops.example.com.evil.example')).toBe(421);
  });

  it('lets a browser do nothing but show the page and send its forms home', async () => {
    const site = await serveFolder(makeIncidentFolder());
    const { headers, body } = await site.ask(OUTAGE);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';style-src 'sha256-[\w+/]+=';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'$/,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
    expect(body).not.toMatch(/<script|\son\w+=|\sstyle=/i);
  });

  it('waits for nobody who is slow to say what they want', async () => {
    const limits = { headersTimeout: 50, requestTimeout: 100, checkEvery: 10 };
    const site = await serveFolder(makeIncidentFolder(), { limits });
    const slow = connect(Number(new URL(site.url).port), '127.0.0.1');
    slow.write('GET /outages HTTP/1.1\r\nHost: 127.');
    expect(await text(slow)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect((await site.ask('/healthz')).status).toBe(200);
  });

  it('answers nonsense as nonsense', async () => {
    const site = await serveFolder(makeIncidentFolder());
    const nonsense = connect(Number(new URL(site.url).port), '127.0.0.1');
    nonsense.write('\0\x01 what\r\n\r\n');
    expect(await text(nonsense)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it('takes no more connections than it may, and those again that are freed', async () => {
    const site = await serveFolder(makeIncidentFolder(), { limits: { connections: 3 } });
    const { port } = new URL(site.url);
    const open = [1, 2, 3].map(() => connect(Number(port), '127.0.0.1'));
    await Promise.all(open.map((one) => once(one, 'connect')));
    await expect(site.ask('/healthz')).rejects.toThrow(/ECONNRESET|socket hang up/);
    for (const one of open) one.destroy();
    await expect.poll(async () => (await site.ask('/healthz').catch(() => null))?.status).toBe(200);
  });

  it('does not outlive its closing, and answers what is in hand', async () => {
    const site = await serveFolder(makeIncidentFolder());
    const inHand = site.ask('/outages');
    await site.ask('/healthz');
    await site.close();
    expect((await inHand).status).toBe(200);
    await expect(site.ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});
