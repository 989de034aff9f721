import { describe, expect, it } from 'vitest';
import { readEntities } from '../../../support/crawl.js';
import { END_OF_SAMPLE } from '../../../support/load-incident.js';
import { run } from '../../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../../support/site.js';

const OUTAGE = 'fdt-2011-09-08';
const AS_OF = ['--as-of', new Date(END_OF_SAMPLE).toISOString()];

/** The sample without its window: its storm is one that nobody wrote down. */
async function makeUnrecorded(): Promise<string> {
  const folder = makeIncidentFolder();
  await run(folder, ['windows', 'remove', OUTAGE]);
  return folder;
}

async function bodyOf(answer: ReturnType<ReturnType<typeof pagesOf>>): Promise<string> {
  const made = await answer;
  return made.kind === 'page' ? made.body : made.to;
}

describe('the page of the check of the window log', () => {
  it.each([
    ['', []],
    ['from=2011-09-08&to=2011-09-09', ['--from', '2011-09-08', '--to', '2011-09-09']],
    ['from=2011-09-01&to=2011-09-02', ['--from', '2011-09-01', '--to', '2011-09-02']],
  ])('has, as JSON, what the command prints: %j', async (query, args) => {
    for (const folder of [makeIncidentFolder(), await makeUnrecorded()]) {
      const answer = await pagesOf(folder)({ route: 'windowCheck', format: 'json', query });
      const { stdout } = await run(folder, ['windows', 'check', ...args, ...AS_OF, '--format', 'json']);
      expect(answer).toMatchObject({ status: 200, body: stdout });
    }
  });

  it('has what is wrong by outage, with what to do', async () => {
    const folder = makeIncidentFolder();
    const add = [
      'windows',
      'add',
      '--outage',
      'for/got',
      '--systems',
      'soyuz',
      '--start',
      '2011-09-07T00:00Z',
    ];
    await run(folder, add);
    const html = await bodyOf(pagesOf(folder, { allowsEdit: true })({ route: 'windowCheck' }));
    expect(html).toContain('<h2><a href="/outages/for%2Fgot">for/got</a></h2>');
    expect(html).toContain('<a href="/outages/for%2Fgot/end">End for/got now</a>');
    expect(html).toContain('<span class="soft">oops-report windows end for/got --at TIME</span>');
    const plain = await bodyOf(pagesOf(folder)({ route: 'windowCheck' }));
    expect(plain).not.toContain('/end"');
  });

  it('says that nothing is wrong', async () => {
    const query = 'from=2011-09-01&to=2011-09-02';
    const html = await bodyOf(pagesOf(makeIncidentFolder())({ route: 'windowCheck', query }));
    expect(html).toContain('Nothing is wrong with the window log.');
    expect(html).toContain('value="2011-09-01"');
  });

  it.each(['from=never', 'from=2011-09-09&to=2011-09-08'])('cannot be asked for %s', async (query) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'windowCheck', query });
    expect(answer).toMatchObject({ status: 400 });
  });
});

describe('the page of storms that nobody wrote down', () => {
  it.each([
    ['', ['--from', '-30d']],
    ['from=2011-09-08', ['--from', '2011-09-08']],
    ['from=2011-09-01&to=2011-09-02', ['--from', '2011-09-01', '--to', '2011-09-02']],
    ['to=2011-09-08T08:53:30Z', ['--from', '-30d', '--to', '2011-09-08T08:53:30Z']],
  ])('has, as JSON, what the command prints: %j', async (query, args) => {
    const folder = await makeUnrecorded();
    const answer = await pagesOf(folder)({ route: 'storms', format: 'json', query });
    const { stdout } = await run(folder, ['windows', 'detect', ...args, '--format', 'json']);
    expect(answer).toMatchObject({ status: 200, body: stdout });
  });

  it('has the line that records each, and the form filled in with it where it can be', async () => {
    const folder = await makeUnrecorded();
    const { stdout } = await run(folder, ['windows', 'detect', '--format', 'csv']);
    const [columns = '', line = ''] = stdout.split('\n');
    const html = await bodyOf(pagesOf(folder, { allowsEdit: true })({ route: 'storms' }));
    expect(html).toContain(`<pre>${columns}</pre>`);
    expect(html).toContain(`<pre>${line}</pre>`);
    const href = /<a href="(\/windows\/add[^"]*)"/.exec(html)?.[1];
    const fields = new URL(readEntities(href ?? ''), 'http://x').searchParams;
    expect(columns.split(',').map((name) => fields.get(name))).toEqual(line.split(','));
    expect(await bodyOf(pagesOf(folder)({ route: 'storms' }))).not.toContain('/windows/add');
  });

  it('says that there is none', async () => {
    const html = await bodyOf(pagesOf(makeIncidentFolder())({ route: 'storms' }));
    expect(html).toContain('Every storm lies in a window.');
  });
});

describe('feeds', () => {
  it('lead to whole addresses', async () => {
    const folder = await makeUnrecorded();
    const feeds = [
      await bodyOf(pagesOf(makeIncidentFolder())({ route: 'outages', format: 'atom' })),
      await bodyOf(pagesOf(folder)({ route: 'storms', format: 'atom' })),
    ];
    for (const feed of feeds) {
      const links = [...feed.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
      expect(links.length).toBeGreaterThan(2);
      for (const href of links) expect(href).toMatch(/^http:\/\/127\.0\.0\.1:8700\/\w+/);
      expect(feed).toMatch(/<id>urn:oops-report:feed:\/\w+<\/id>/);
    }
  });

  it('of storms lead to the storm, however old it is', async () => {
    const folder = await makeUnrecorded();
    const feed = await bodyOf(pagesOf(folder)({ route: 'storms', format: 'atom' }));
    const [, query = ''] = /<entry>[\s\S]*?href="[^"?]*\?([^"]*)"/.exec(feed) ?? [];
    const written = readEntities(query);
    const later = Date.parse('2020-01-01T00:00:00Z');
    const asked = { route: 'storms', query: written, format: 'json', now: later } as const;
    expect(JSON.parse(await bodyOf(pagesOf(folder)(asked)))).toHaveLength(1);
  });
});
