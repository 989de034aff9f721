import { once } from 'node:events';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SESSION_LENGTH } from '../../../src/web/session/sessions.js';
import { WRONG_TRIES } from '../../../src/web/session/tries.js';
import { FROM_HERE, hiddenFields, post, signIn, TOKEN } from '../../support/editor.js';
import { HOSTILE_TEXT } from '../../support/hostile-values.js';
import { MORNING_AFTER } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder, serveFolder } from '../../support/site.js';

const OUTAGE = 'fdt-2011-09-08';
const WINDOW = { outage: 'disk-1', systems: 'soyuz', start: '2011-09-09T05:00Z' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** An OOPS of the sample. */
const OOPS = 'OOPS-2077A101';

/** All that can be changed, as it stands. */
async function stateOf(folder: string): Promise<string> {
  const printed = [
    await run(folder, ['windows', 'list', '--format', 'json']),
    await run(folder, ['windows', 'log', OUTAGE, '--format', 'json']),
    await run(folder, ['daily', '2011-09-08', '--format', 'json']),
  ];
  return printed.map(({ stdout }) => stdout).join('');
}

/** A site on which things can be changed, and what it has said of that. */
async function makeSite(options: Parameters<typeof serveFolder>[1] = {}) {
  const folder = makeIncidentFolder();
  const said: string[] = [];
  const site = await serveFolder(folder, { editToken: TOKEN, onEdit: (line) => said.push(line), ...options });
  return { folder, site, said };
}

async function logOf(folder: string, outage: string): Promise<{ action: string; by: string; at: string }[]> {
  const { stdout } = await run(folder, ['windows', 'log', outage, '--format', 'json']);
  return JSON.parse(stdout) as { action: string; by: string; at: string }[];
}

/** Everything that changes something, with fields that would. */
const CHANGES: readonly (readonly [string, Record<string, string>])[] = [
  ['/windows/add', WINDOW],
  [`/outages/${OUTAGE}/end`, { at: '2011-09-08T11:00Z' }],
  [`/oops/${OOPS}/bug`, { bug: '844616', do: 'tie' }],
];

describe('who is not signed in', () => {
  it.each(CHANGES)(
    'is asked to sign in at %s, and changes nothing by sending it',
    async (address, fields) => {
      const { folder, site, said } = await makeSite();
      const before = await stateOf(folder);
      const shown = await site.ask(address);
      expect(shown).toMatchObject({ status: 303, body: '' });
      expect(shown.headers.location).toBe(`/session?to=${encodeURIComponent(address)}`);
      const attempts = [
        {},
        { by: 'Eve' },
        { formToken: '' },
        { formToken: 'undefined', form: 'x' },
        { name: 'Eve', token: TOKEN },
      ];
      for (const more of attempts) {
        for (const cookie of ['', 'oops-report-session=', 'oops-report-session=undefined', `x=${TOKEN}`]) {
          const sent = await post(site, address, { ...fields, ...more }, { ...FROM_HERE, cookie });
          expect(sent.status).toBe(401);
        }
      }
      expect(await stateOf(folder)).toBe(before);
      expect(said).toEqual([]);
    },
  );

  it('finds what was filled in again after signing in', async () => {
    const { site } = await makeSite();
    const title = 'Disk <b>full</b> & "more"';
    const refused = await post(site, '/windows/add', { ...WINDOW, title, formToken: 'old' });
    expect(refused.body).toContain('<h1>Sign in</h1>');
    const { to = '' } = hiddenFields(refused.body);
    const signedIn = await post(site, '/session', { name: 'Ann', token: TOKEN, to });
    expect(signedIn.status).toBe(303);
    const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const form = await site.ask(signedIn.headers.location ?? '', { headers: { cookie } });
    expect(form.body).toContain('value="disk-1"');
    expect(form.body).toContain('value="Disk &lt;b&gt;full&lt;/b&gt; &amp; &quot;more&quot;"');
    expect(form.body).not.toContain('value="old"');
  });

  it('changes nothing either with other methods and types of content', async () => {
    const { folder, site } = await makeSite();
    const before = await stateOf(folder);
    const { cookie } = await signIn(site);
    const headers = { ...FROM_HERE, cookie };
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await site.ask('/windows/add', { method, headers })).status).toBe(405);
    }
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', 'nonsense']) {
      const sent = await site.ask('/windows/add', {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body: '{}',
      });
      expect({ type, status: sent.status }).toEqual({ type, status: 415 });
    }
    const long = { ...WINDOW, title: 'x'.repeat(70_000) };
    expect((await post(site, '/windows/add', long, headers)).status).toBe(413);
    expect((await site.ask('/windows/add?outage=a&start=now&formToken=x')).status).toBe(303);
    expect(await stateOf(folder)).toBe(before);
  });
});

describe('signing in', () => {
  it('sets a cookie for this site alone, leads on, and lets nobody keep the pages', async () => {
    const { site, said } = await makeSite();
    const answer = await post(site, '/session', { name: ' Ann ', token: `${TOKEN}\n`, to: '/windows/check' });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/windows/check' } });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^oops-report-session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(said).toEqual(['Ann signed in from 127.0.0.1.']);
    const ann = await signIn(site);
    for (const address of ['/session', '/windows/add', `/outages/${OUTAGE}/end`, `/oops/${OOPS}/bug`]) {
      const { status, headers, body } = await ann.ask(address);
      expect({ address, status, cached: headers['cache-control'], tag: headers.etag }).toEqual({
        ...{ address, status: 200, cached: 'no-store', tag: undefined },
      });
      expect(body).toContain('Ann');
      expect(body).not.toContain(TOKEN);
    }
  });

  it('is for TLS alone where the site is reached so', async () => {
    const port = await findFreePort();
    const url = `https://127.0.0.1:${port}`;
    const { site } = await makeSite({ url, address: { host: '127.0.0.1', port } });
    const answer = await post(site, '/session', { name: 'Ann', token: TOKEN }, { origin: url });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-oops-report-session=.*; Secure$/);
  });

  it.each([
    ['//evil.example/', '/windows'],
    ['/\\evil.example/', '/windows'],
    ['https://evil.example/', '/windows'],
    ['javascript:alert(1)', '/windows'],
    ['/a\r\nset-cookie: x=1', '/windows'],
    ['', '/windows'],
    ['/outages/a%2Fb/end?x=1', '/outages/a%2Fb/end?x=1'],
  ])('leads to %j as %s', async (to, location) => {
    const { site } = await makeSite();
    const answer = await post(site, '/session', { name: 'Ann', token: TOKEN, to });
    expect(answer.headers.location).toBe(location);
  });

  it.each([
    [{ name: 'Ann', token: 'wrong' }, 401, 'That is not the token of this site.'],
    [{ name: 'Ann', token: '' }, 401, 'That is not the token of this site.'],
    [{ name: 'Ann' }, 401, 'That is not the token of this site.'],
    [{ name: ' ', token: TOKEN }, 400, 'Say who you are: the history of the window log has the name.'],
    [{ name: 'x'.repeat(101), token: TOKEN }, 400, 'Names have 100 characters at most.'],
    [{ name: 'a\nb', token: TOKEN }, 400, 'The name holds a line break or another control character.'],
  ] as const)('is refused: %#', async (fields, status, message) => {
    const { site } = await makeSite();
    const answer = await post(site, '/session', fields);
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).toContain(message);
    expect(answer.body).not.toContain(`value="${TOKEN}"`);
  });

  it('is refused after ten wrong tokens, also with the right one and for programs, until a while has passed', async () => {
    let now = MORNING_AFTER;
    const { site, said } = await makeSite({ now: () => now });
    const before = await signIn(site);
    for (let time = 0; time < WRONG_TRIES.ofOne; time++) {
      const wrong = { name: 'Eve', token: `${TOKEN}${time}` };
      expect((await post(site, '/session', wrong)).status).toBe(401);
    }
    const refused = await post(site, '/session', { name: 'Ann', token: TOKEN });
    expect(refused.status).toBe(429);
    expect(refused.body).toContain('Too many wrong tokens were tried. Wait 15 min, and try again.');
    const authorization = `Bearer ${TOKEN}`;
    expect((await post(site, '/windows/add', { ...WINDOW, by: 'cron' }, { authorization })).status).toBe(429);
    // Who is signed in already goes on.
    expect((await before.fill('/windows/add', WINDOW)).status).toBe(303);
    expect(said.filter((line) => line === '127.0.0.1 tried a wrong token.')).toHaveLength(WRONG_TRIES.ofOne);
    now += 15 * 60_000;
    expect((await post(site, '/session', { name: 'Ann', token: TOKEN })).status).toBe(303);
  });

  it('is over after eight hours, or by signing out, and what is sent then changes nothing', async () => {
    let now = MORNING_AFTER;
    const { folder, site } = await makeSite({ now: () => now });
    const state = await stateOf(folder);
    const [ann, ben] = [await signIn(site, 'Ann'), await signIn(site, 'Ben')];
    const fields = { ...hiddenFields((await ben.ask('/windows/add')).body), ...WINDOW };
    const asBen = { ...FROM_HERE, cookie: ben.cookie };
    const out = await post(site, '/session/end', fields, asBen);
    expect(out).toMatchObject({ status: 303, headers: { location: '/session' } });
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    expect((await post(site, '/windows/add', fields, asBen)).status).toBe(401);
    expect((await ann.ask('/windows/add')).status).toBe(200);
    now += SESSION_LENGTH;
    expect((await ann.ask('/windows/add')).status).toBe(303);
    expect((await post(site, '/windows/add', WINDOW, { ...FROM_HERE, cookie: ann.cookie })).status).toBe(401);
    expect(await stateOf(folder)).toBe(state);
  });
});

describe('another site', () => {
  const FOREIGN: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
  ];

  it.each(FOREIGN)('changes nothing with the browser of who is signed in: %j', async (headers) => {
    const { folder, site } = await makeSite();
    const before = await stateOf(folder);
    const ann = await signIn(site);
    for (const [address, fields] of CHANGES) {
      const own = hiddenFields((await ann.ask(address)).body);
      // Even if it knew what the form carries.
      const sent = await post(site, address, { ...own, ...fields }, { ...headers, cookie: ann.cookie });
      expect({ address, status: sent.status }).toEqual({ address, status: 403 });
      expect(sent.body).toContain('This was not sent from a page of this site, so nothing is changed.');
    }
    for (const address of ['/session', '/session/end']) {
      const sent = await post(
        site,
        address,
        { name: 'Eve', token: TOKEN },
        { ...headers, cookie: ann.cookie },
      );
      expect({ address, status: sent.status }).toEqual({ address, status: 403 });
      expect(sent.headers['set-cookie']).toBeUndefined();
    }
    expect(await stateOf(folder)).toBe(before);
    expect((await ann.ask('/windows/add')).status).toBe(200);
  });

  it.each(['', 'x', 'of another'])('changes nothing without what the form carries: %j', async (formToken) => {
    const { folder, site } = await makeSite();
    const before = await stateOf(folder);
    const [ann, ben] = [await signIn(site), await signIn(site, 'Ben')];
    const other = hiddenFields((await ben.ask('/windows/add')).body).formToken ?? '';
    for (const [address, fields] of CHANGES) {
      const sent = await ann.fill(address, {
        ...fields,
        formToken: formToken === 'of another' ? other : formToken,
      });
      expect({ address, status: sent.status }).toEqual({ address, status: 403 });
      expect(sent.body).toContain('Look it over, and send it again.');
    }
    const again = await ann.fill('/windows/add', { ...WINDOW, title: 'Kept', formToken });
    expect(again.body).toContain('value="Kept"');
    expect((await post(site, '/session/end', {}, { ...FROM_HERE, cookie: ann.cookie })).status).toBe(303);
    expect((await ann.ask('/windows/add')).status).toBe(200);
    expect(await stateOf(folder)).toBe(before);
  });
});

describe('a program with the token', () => {
  const authorization = `Bearer ${TOKEN}`;

  it('changes what people do, under the name that it gives, and is told what was done', async () => {
    const { folder, site, said } = await makeSite();
    const sent = await post(
      site,
      '/windows/add',
      { ...WINDOW, by: 'cron', systems: 'soyuz' },
      { authorization },
    );
    expect(sent).toMatchObject({
      status: 303,
      headers: { location: '/outages/disk-1/log' },
      body: 'disk-1: downtime of soyuz from 2011-09-09T05:00:00Z to open is recorded.\n',
    });
    const ended = await post(site, '/outages/disk-1/end', { by: 'cron' }, { authorization });
    expect(ended.body).toBe(
      'disk-1: downtime of soyuz from 2011-09-09T05:00:00Z to 2011-09-09T06:00:00Z is closed.\n',
    );
    expect((await logOf(folder, 'disk-1')).map(({ action, by }) => `${action} by ${by}`)).toEqual([
      'added by cron',
      'ended by cron',
    ]);
    expect(said).toEqual([sent, ended].map(({ body }) => `cron: ${body.trim()}`));
  });

  it.each([
    [{ authorization: 'Bearer wrong' }, { by: 'cron' }, 401, 'That is not the token of this site.'],
    [{ authorization }, {}, 400, 'Say who you are: the history of the window log has the name.'],
    [{ authorization }, { by: 'cron', start: 'never' }, 400, 'Start never is no time.'],
    [{ authorization }, { by: 'cron', outage: '' }, 400, 'outage is empty.'],
    [{ authorization }, { by: 'cron', end: '2011-09-20', systems: '*' }, 400, 'Confirm it with yes=1'],
  ])('is told what is wrong: %#', async (headers, fields, status, message) => {
    const { folder, site } = await makeSite();
    const before = await stateOf(folder);
    const sent = await post(site, '/windows/add', { ...WINDOW, ...fields }, headers);
    expect(sent.status).toBe(status);
    expect((JSON.parse(sent.body) as { error: string }).error).toContain(message);
    expect(await stateOf(folder)).toBe(before);
  });

  it('confirms what is long', async () => {
    const { site } = await makeSite();
    const long = { ...WINDOW, systems: '*', end: '2011-09-20', by: 'cron', yes: '1' };
    expect((await post(site, '/windows/add', long, { authorization })).status).toBe(303);
  });
});

describe('without the leave to change things', () => {
  it('no address takes or shows a form, whatever comes with it', async () => {
    const folder = makeIncidentFolder();
    const site = await serveFolder(folder);
    const before = await stateOf(folder);
    const headers = { ...FORM_TYPE, ...FROM_HERE, authorization: `Bearer ${TOKEN}` };
    for (const address of ['/session', '/session/end', ...CHANGES.map(([path]) => path)]) {
      expect({ address, status: (await site.ask(address)).status }).toEqual({ address, status: 404 });
      const sent = await site.ask(address, {
        method: 'POST',
        headers,
        body: 'by=a&outage=b&start=now&bug=1',
      });
      expect({ address, status: sent.status }).toEqual({ address, status: 405 });
    }
    for (const address of ['/windows', '/windows/check', '/storms', `/outages/${OUTAGE}`]) {
      expect((await site.ask(address)).body).not.toMatch(
        /\/session|\/windows\/add|\/end"|\/bug"|method="post"/,
      );
    }
    expect(await stateOf(folder)).toBe(before);
  });
});

describe('hostile text', () => {
  it('in any field is shown as it is, or recorded as it is, and breaks nothing', async () => {
    const { folder, site } = await makeSite();
    const ann = await signIn(site, 'Ann <script>"x"</script>');
    const names = [
      'outage',
      'phase',
      'systems',
      'start',
      'end',
      'title',
      'budget',
      'kind',
      'yes',
      'form',
      'at',
      'bug',
    ];
    for (const name of [...names, 'do', 'by', 'formToken', '__proto__', 'constructor']) {
      for (const text of [HOSTILE_TEXT, 'x'.repeat(5000), '\ud800', '%00', '../../etc/passwd']) {
        for (const [address, fields] of CHANGES) {
          const { status, body, headers } = await ann.fill(address, { ...fields, [name]: text });
          expect([303, 400, 403]).toContain(status);
          expect(body).not.toMatch(/<script|<b a=|<i>/);
          expect(headers.location ?? '/').toMatch(/^\/[\x21-\x7e]*$/);
        }
      }
    }
    expect(site.faults).toEqual([]);
    const log = await site.ask('/outages/disk-1/log');
    expect(log.body).toContain('Ann &lt;script&gt;&quot;x&quot;&lt;/script&gt;');
    expect((await logOf(folder, 'disk-1')).every(({ by }) => by.startsWith('Ann <script>'))).toBe(true);
  });
});

/** A port that nobody listens on. */
async function findFreePort(): Promise<number> {
  const listening = createNetServer().listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  listening.close();
  await once(listening, 'close');
  return port;
}
