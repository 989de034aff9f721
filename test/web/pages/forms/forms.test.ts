import { describe, expect, it } from 'vitest';
import { readEntities } from '../../../support/crawl.js';
import { FROM_HERE, hiddenFields, post, signIn, TOKEN } from '../../../support/editor.js';
import { MORNING_AFTER } from '../../../support/load-incident.js';
import { run } from '../../../support/run.js';
import { makeIncidentFolder, serveFolder } from '../../../support/site.js';
import { makeFolder, textReport } from '../../../support/temporary-folder.js';
import { faultsOfHtml } from '../../../support/valid-html.js';

const OOPS = 'OOPS-2077A111';
const WINDOW = { outage: 'disk-1', systems: 'soyuz', start: '2011-09-09T05:00Z' };

/** A site on which Ann is signed in. */
async function makePlace(options: Parameters<typeof serveFolder>[1] = {}, folder = makeIncidentFolder()) {
  const site = await serveFolder(folder, { editToken: TOKEN, ...options });
  const printed = async (...args: string[]) => (await run(folder, args)).stdout;
  return { folder, site, printed, ann: await signIn(site) };
}

/** The message of a form that was not taken, as text. */
function problemOf(body: string): string {
  return readEntities(/role="alert">([^<]*)</.exec(body)?.[1] ?? '');
}

describe('a window that somebody records', () => {
  it('is in the log under their name, and on the page that is asked for next', async () => {
    const { site, printed, ann } = await makePlace();
    expect((await site.ask('/windows')).body).not.toContain('disk-1');
    const sent = await ann.fill('/windows/add', {
      ...{ ...WINDOW, phase: 'partial', end: '06:00', title: 'Disk <full>', budget: '5m', kind: 'actual' },
    });
    expect(sent).toMatchObject({ status: 303, headers: { location: '/outages/disk-1/log' } });
    expect(sent.headers['cache-control']).toBe('no-store');
    expect((await site.ask('/windows')).body).toContain('<td>Disk &lt;full&gt;</td>');
    expect((await site.ask('/outages/disk-1/log')).body).toContain('<td>Ann</td><td>added</td>');
    expect(JSON.parse(await printed('windows', 'log', 'disk-1', '--format', 'json'))).toEqual([
      {
        ...{ action: 'added', at: new Date(MORNING_AFTER).toISOString(), by: 'Ann', before: null },
        after: {
          ...{ outage: 'disk-1', phase: 'partial', systems: 'soyuz', title: 'Disk <full>', kind: '' },
          ...{ start: '2011-09-09T05:00:00Z', end: '2011-09-09T06:00:00Z', budget: '5m' },
        },
      },
    ]);
  });

  it('is filled in by an address, else with what the command takes, at the time at which it is shown', async () => {
    const { ann } = await makePlace();
    const empty = (await ann.ask('/windows/add')).body;
    expect(empty).toContain('name="start" value="2011-09-09T06:00:00Z"');
    expect(empty).toContain('name="systems" value="*"');
    expect(empty).toContain('<option selected>downtime</option>');
    const filled = (await ann.ask('/windows/add?phase=shutdown&kind=planned&title=%22%3E%3Cb%3E&yes=1')).body;
    expect(filled).toContain('<option selected>shutdown</option>');
    expect(filled).toContain('<option selected>planned</option>');
    expect(filled).toContain('name="title" value="&quot;&gt;&lt;b&gt;"');
  });

  it.each([
    [{ outage: ' ' }, 'The window: outage is empty. Give the outage an id, e.g. fdt-2011-09-08.'],
    [{ systems: '' }, 'disk-1: systems is empty. Write the names of the systems, or * for all.'],
    [
      { systems: 'soyus' },
      'disk-1: system soyus is unknown. Did you mean soyuz? If not, add it to systems in the config.',
    ],
    [{ phase: 'all' }, 'disk-1: phase "all" is unknown. Write downtime, partial or shutdown.'],
    [
      { start: 'never' },
      'Start never is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [
      { end: '2011-09-09T04:00Z' },
      'disk-1: end 2011-09-09T04:00:00.000Z is before start 2011-09-09T05:00:00.000Z. Swap them, or leave end empty while the outage is open.',
    ],
    [{ budget: 'long' }, 'disk-1: budget "long" is no length of time. Write it like 10s or 5m.'],
    [{ title: 'x'.repeat(1001) }, 'What is written as title is longer than 1000 characters.'],
  ])('is refused with what was filled in: %#', async (fields, message) => {
    const { ann, printed } = await makePlace();
    const sent = await ann.fill('/windows/add', { ...WINDOW, title: 'Kept', ...fields });
    expect({ status: sent.status, problem: problemOf(sent.body) }).toEqual({
      status: 400,
      problem: message,
    });
    for (const text of Object.values({ ...WINDOW, title: 'Kept', ...fields })) {
      expect(sent.body).toMatch(new RegExp(`value="${text.replaceAll('*', '\\*')}"|<option`));
    }
    expect(sent.body).not.toContain('name="yes"');
    expect(await printed('windows', 'list')).not.toContain('disk-1');
  });

  it('is to be confirmed where everything is down for long', async () => {
    const { ann, printed } = await makePlace();
    const long = { ...WINDOW, systems: 'all', end: '2011-09-12' };
    const asked = await ann.fill('/windows/add', long);
    expect(asked.status).toBe(400);
    expect(problemOf(asked.body)).toBe(
      'disk-1: downtime of all systems for 2 d 19 h, from 2011-09-09T05:00:00.000Z to 2011-09-12T00:00:00.000Z. Confirm it with the box below, or name the systems that it is about.',
    );
    expect(asked.body).toContain('<input type="checkbox" name="yes" value="1">');
    expect(await printed('windows', 'list')).not.toContain('disk-1');
    expect((await ann.fill('/windows/add', { ...long, yes: '1' })).status).toBe(303);
    expect(await printed('windows', 'list')).toContain('disk-1');
  });

  it('is to be confirmed where nobody has heard of a system', async () => {
    const report = { 'Exception-Type': 'KeyError', Date: '2011-09-08T08:00:00+00:00' };
    const folder = makeFolder({ 'r/2011-09-08/WEB1': textReport('OOPS-2077WEB1', report) });
    await run(folder, ['ingest', 'r']);
    const { ann, printed, site } = await makePlace({}, folder);
    const fields = { ...WINDOW, systems: 'wep' };
    const asked = await ann.fill('/windows/add', fields);
    expect(problemOf(asked.body)).toBe(
      'disk-1: system wep is not known, no OOPS of it was ever read. Did you mean WEB? It is recorded all the same. Confirm it with the box below, or correct the names.',
    );
    expect(await printed('windows', 'list')).not.toContain('disk-1');
    expect((await ann.fill('/windows/add', { ...fields, yes: '1' })).status).toBe(303);
    const told = { ...fields, outage: 'disk-2', by: 'cron' };
    const sent = await post(site, '/windows/add', told, { authorization: `Bearer ${TOKEN}` });
    expect(sent.body.split('\n')[0]).toMatch(/^disk-2: system wep is not known/);
    expect(sent.status).toBe(303);
  });

  it('is recorded once where it is sent twice, also at once and with a time that goes on', async () => {
    let now = MORNING_AFTER;
    const { site, printed, ann } = await makePlace({ now: () => now });
    const fields = { ...hiddenFields((await ann.ask('/windows/add')).body), ...WINDOW, start: 'now' };
    const send = (more = {}) =>
      post(site, '/windows/add', { ...fields, ...more }, { ...FROM_HERE, cookie: ann.cookie });
    const both = await Promise.all([send(), send()]);
    now += 5000;
    const later = await send();
    expect([...both, later].map(({ status }) => status)).toEqual([303, 303, 303]);
    const logOf = async (): Promise<unknown[]> =>
      JSON.parse(await printed('windows', 'log', 'disk-1', '--format', 'json')) as unknown[];
    expect(await logOf()).toHaveLength(1);
    // What was filled in otherwise is another one.
    expect((await send({ start: '2011-09-09T04:00Z' })).status).toBe(303);
    expect(await logOf()).toHaveLength(2);
  });
});

describe('an outage that somebody ends', () => {
  const ADD = ['windows', 'add', '--outage', 'disk/1', '--systems', 'soyuz'];
  const ADDRESS = '/outages/disk%2F1/end';

  it('is ended now, or when they say, and doing it twice changes nothing', async () => {
    const { folder, site, printed, ann } = await makePlace();
    await run(folder, [...ADD, '--start', '2011-09-09T05:00Z']);
    await run(folder, [...ADD, '--start', '2011-09-09T05:10Z', '--phase', 'partial']);
    const form = await ann.ask(ADDRESS);
    expect(form.body).toContain('<h1>End outage disk/1</h1>');
    expect(form.body).toContain('<li>disk/1: partial of soyuz from 2011-09-09T05:10:00Z to open</li>');
    expect((await site.ask('/windows')).body).toContain(`<a href="${ADDRESS}">`);
    const sent = await ann.fill(ADDRESS, { at: '05:30' });
    expect(sent).toMatchObject({ status: 303, headers: { location: '/outages/disk%2F1/log' } });
    const log = await printed('windows', 'log', 'disk/1');
    expect(log.match(/ended by Ann: \w+ of soyuz from \S+ to 2011-09-09T05:30:00Z/g)).toHaveLength(2);
    expect((await site.ask('/windows')).body).not.toContain(ADDRESS);
    expect((await ann.ask(ADDRESS)).body).toContain('Nothing of it is open.');
    const again = { ...FROM_HERE, cookie: ann.cookie };
    const fields = { ...hiddenFields(form.body), at: 'now' };
    expect((await post(site, ADDRESS, fields, again)).status).toBe(303);
    const other = await post(site, ADDRESS, { ...fields, at: '05:40' }, again);
    expect(other.status).toBe(400);
    expect(problemOf(other.body)).toContain('disk/1 was closed already, at 2011-09-09T05:30:00.000Z.');
    expect(await printed('windows', 'log', 'disk/1')).toBe(log);
  });

  it.each([
    ['never', 'The end never is no time.'],
    ['2011-09-09T04:00Z', 'disk/1 cannot end at 2011-09-09T04:00:00.000Z: it begins at'],
  ])('is not ended at %s', async (at, message) => {
    const { folder, printed, ann } = await makePlace();
    await run(folder, [...ADD, '--start', '2011-09-09T05:00Z']);
    const sent = await ann.fill(ADDRESS, { at });
    expect(sent.status).toBe(400);
    expect(problemOf(sent.body)).toContain(message);
    expect(sent.body).toContain(`name="at" value="${at}"`);
    expect(await printed('windows', 'list')).toMatch(/disk\/1 +open/);
  });

  it('is to be confirmed where everything was down for long', async () => {
    const { folder, printed, ann } = await makePlace();
    await run(folder, ['windows', 'add', '--outage', 'disk/1', '--start', '2011-09-01']);
    const asked = await ann.fill(ADDRESS, { at: 'now' });
    expect(problemOf(asked.body)).toContain('Confirm it with the box below, or say when it ended.');
    expect(await printed('windows', 'list')).toMatch(/disk\/1 +open/);
    expect((await ann.fill(ADDRESS, { at: 'now', yes: '1' })).status).toBe(303);
    expect(await printed('windows', 'list')).toMatch(/disk\/1 +over/);
  });

  it('is not there where the log has none of that id', async () => {
    const { ann } = await makePlace();
    const { status, body, headers } = await ann.ask('/outages/fdt-2011-09-07/end');
    expect({ status, cached: headers['cache-control'] }).toEqual({ status: 404, cached: 'no-store' });
    expect(body).toContain('Did you mean fdt-2011-09-08?');
  });
});

describe('a bug that somebody ties', () => {
  const ADDRESS = `/oops/${OOPS}/bug`;
  const linked = '<a href="https://bugs.launchpad.net/bugs/844616">';

  it('tracks the signature of the OOPS, which the day shows next, until it is untied', async () => {
    const { site, ann } = await makePlace();
    const day = async () => (await site.ask('/2011-09-08')).body;
    expect(await day()).not.toContain(linked);
    expect((await ann.ask(ADDRESS)).body).toContain('No bug tracks it.');
    const sent = await ann.fill(ADDRESS, { bug: ' 844616 ', do: 'tie' });
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toMatch(/^\/signatures\/\w+\/[0-9a-f]{12}$/);
    expect(await day()).toContain(linked);
    const { body } = await site.ask(sent.headers.location ?? '');
    expect(body).toContain('https://bugs.launchpad.net/bugs/844616');
    expect(body).toMatch(/<a href="\/oops\/[^"]+\/bug">Tie a bug<\/a>/);
    expect((await ann.ask(ADDRESS)).body).toContain(`It is tracked by bug ${linked}844616</a>.`);
    expect((await ann.fill(ADDRESS, { bug: '844616', do: 'untie' })).status).toBe(303);
    expect(await day()).not.toContain(linked);
  });

  it.each([
    ['', 'Write the number of the bug, such as 844616, or untie it.'],
    ['#1', '#1 is no number of a bug. Write it as 844616.'],
    ['1e3', '1e3 is no number of a bug. Write it as 844616.'],
  ])('is a number: %j', async (bug, message) => {
    const { ann } = await makePlace();
    const sent = await ann.fill(ADDRESS, { bug, do: 'tie' });
    expect(sent.status).toBe(400);
    expect(problemOf(sent.body)).toBe(message);
    expect((await ann.ask(ADDRESS)).body).toContain('No bug tracks it.');
  });

  it('is of an OOPS that is there', async () => {
    const { ann } = await makePlace();
    expect((await ann.ask('/oops/OOPS-1%2F2/bug')).status).toBe(404);
  });
});

describe('forms', () => {
  it('are valid HTML, filled in, refused and to be confirmed', async () => {
    const { folder, site, ann } = await makePlace();
    await run(folder, ['windows', 'add', '--outage', 'open', '--start', '2011-09-01']);
    const long = { ...WINDOW, systems: '*', end: '2011-09-12' };
    const pages = {
      signIn: await site.ask('/session?to=/windows/add'),
      wrong: await post(site, '/session', { name: '"<b>', token: 'x' }),
      signedIn: await ann.ask('/session'),
      window: await ann.ask('/windows/add?title=%22%3E%3Cb%3E'),
      long: await ann.fill('/windows/add', long),
      stale: await ann.fill('/windows/add', { ...long, formToken: 'x' }),
      end: await ann.ask('/outages/open/end'),
      unconfirmed: await ann.fill('/outages/open/end', { at: 'now' }),
      over: await ann.ask('/outages/fdt-2011-09-08/end'),
      bug: await ann.ask(`/oops/${OOPS}/bug`),
    };
    for (const [name, { body }] of Object.entries(pages)) {
      expect(await faultsOfHtml(name, body)).toEqual([]);
      expect(body.match(/<h1[ >]/g), name).toHaveLength(1);
    }
  });
});
