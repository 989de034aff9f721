import { describe, expect, it } from 'vitest';
import type { PageAnswer } from '../../../../src/web/page.js';
import { FORMULAS, HOSTILE_TEXT, UNPRINTABLE } from '../../../support/hostile-values.js';
import { MORNING_AFTER } from '../../../support/load-incident.js';
import { run } from '../../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../../support/site.js';
import { addFiles } from '../../../support/temporary-folder.js';

/** What is on a page; a redirect has nothing. */
function bodyOf(answer: PageAnswer): string {
  return answer.kind === 'page' ? answer.body : '';
}

/** The addresses of a page's links with their texts, as a browser reads them. */
function linksOf(body: string): { href: string; text: string }[] {
  return [...body.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g)].map(([, href = '', text = '']) => ({
    href: href
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&'),
    text: text.replace(/<[^>]*>/g, ''),
  }));
}

const COUNTS = /^(\d+) OOPSes/;

describe('the page of a query', () => {
  it('is a form with questions to begin with, where nothing is asked', async () => {
    const body = bodyOf(await pagesOf(makeIncidentFolder())({ route: 'query' }));
    expect(body).toContain('<form class="question" action="/query"');
    expect(body).toContain('<label for="ask-not-type">Not type</label>');
    expect(body).toContain('<option value="time-outs">time-outs</option>');
    expect(body).toContain('<option value="fdt-2011-09-08"></option>');
    expect(body).not.toContain('<table');
    const examples = linksOf(body).filter(({ href }) => href.startsWith('/query?'));
    expect(examples.length).toBeGreaterThan(5);
  });

  it('has examples that all can be asked', async () => {
    const ask = pagesOf(makeIncidentFolder());
    const body = bodyOf(await ask({ route: 'query' }));
    for (const { href } of linksOf(body).filter(({ href: to }) => to.startsWith('/query?'))) {
      const query = href.slice('/query?'.length);
      expect({ href, answer: await ask({ route: 'query', query }) }).toMatchObject({
        answer: { status: 200 },
      });
    }
  });

  it.each([
    ['json', 'group-by=type,system', ['--group-by', 'type,system']],
    [
      'csv',
      'not-type=NotFound&text=database&limit=7',
      ['--not-type', 'NotFound', '--text', 'database', '--limit', '7'],
    ],
    [
      'ndjson',
      'type=KeyError&type=Type*&from=2011-09-08',
      ['--type', 'KeyError', '--type', 'Type*', '--from', '2011-09-08'],
    ],
    ['json', 'group-by=hour&from=2011-09-08', ['--group-by', 'hour', '--from', '2011-09-08']],
    ['csv', 'group-by=signature&top=3', ['--group-by', 'signature', '--top', '3']],
    ['json', 'count=yes&distinct=user', ['--count', '--distinct', 'user']],
    ['json', '', []],
  ] as const)('has as %s of %s what the command prints', async (format, query, args) => {
    const folder = makeIncidentFolder();
    const answer = await pagesOf(folder)({ route: 'query', format, query });
    const printed = await run(folder, ['query', ...args, '--format', format], { now: () => MORNING_AFTER });
    expect(answer).toMatchObject({ status: 200, format, body: printed.stdout });
  });

  it('counts groups in a table that sorts by its heads, with a bar beside each count', async () => {
    const query = 'outage=any&group-by=disposition';
    const body = bodyOf(await pagesOf(makeIncidentFolder())({ route: 'query', query }));
    expect(body).toContain('<p>3 groups.</p>');
    expect(body).toMatch(/aria-sort="descending"><a href="[^"]*">count</);
    expect(linksOf(body)).toContainEqual({
      href: '/query?outage=any&group-by=disposition&sort=disposition',
      text: 'disposition, sort by it, the smallest first',
    });
    expect(linksOf(body)).toContainEqual({
      href: '/query?outage=any&disposition=expected',
      text: '348 OOPSes of expected',
    });
    expect(body.match(/<rect width="[\d.]+"/g)).toEqual([
      '<rect width="100.0"',
      '<rect width="0.9"',
      '<rect width="0.9"',
    ]);
  });

  it.each([
    'signature',
    'type,system',
    'user,method',
    'hour,outage,phase,disposition',
    'month,class',
    'url',
    'suppressed,is_bot',
    'statements_count,topic',
    'branch,revision,reporter',
  ])('leads from each count by %s to a list of just so many', async (keys) => {
    const ask = pagesOf(makeIncidentFolder());
    const query = `from=2011-09-08T08:50Z&to=2011-09-08T10:30Z&not-type=NotFound&group-by=${keys}&limit=1000`;
    const counts = linksOf(bodyOf(await ask({ route: 'query', query }))).filter(({ text }) =>
      COUNTS.test(text),
    );
    expect(counts.length).toBeGreaterThan(0);
    for (const { href, text } of counts.slice(0, 25)) {
      const list = await ask({ route: 'query', format: 'json', query: `${href.slice(7)}&limit=1000` });
      const { rows } = JSON.parse(bodyOf(list)) as { rows: unknown[] };
      expect({ href, count: rows.length }).toEqual({ href, count: Number(COUNTS.exec(text)?.[1]) });
    }
  });

  it('lists OOPSes with links to them, their outages, systems and signatures', async () => {
    const query = 'outage=any&disposition=unexpected&limit=1';
    const body = bodyOf(await pagesOf(makeIncidentFolder())({ route: 'query', query }));
    const hrefs = linksOf(body).map(({ href }) => href);
    expect(hrefs).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/oops\/OOPS-2077/),
        '/outages/fdt-2011-09-08',
        expect.stringMatching(/^\/systems\/\w+$/),
        expect.stringMatching(/^\/signatures\/\w+$/),
        expect.stringMatching(/^\/signatures\/\w+\/[0-9a-f]{12}$/),
      ]),
    );
  });

  it('says where the rest is, on the page and in files', async () => {
    const body = bodyOf(await pagesOf(makeIncidentFolder())({ route: 'query', query: 'limit=5' }));
    expect(body).toContain('<p>5 OOPSes, and there are more: ');
    const hrefs = linksOf(body).map(({ href }) => href);
    expect(hrefs).toEqual(expect.arrayContaining(['/query?limit=1000', '/query.csv?limit=10000']));
  });

  it('sends who filled in a form to an address without its empty fields', async () => {
    const query = 'from=&type=KeyError&not-type=&group-by=system&text=';
    expect(await pagesOf(makeIncidentFolder())({ route: 'query', query })).toEqual({
      kind: 'redirect',
      to: '/query?type=KeyError&group-by=system',
      isPermanent: false,
    });
  });

  it.each([
    ['class=timeouts', '--class timeouts is unknown. Did you mean time-outs'],
    ['from=03/04/2026', '--from 03/04/2026 may be 3 April or 4 March 2026'],
    ['text="open', '--text &quot;open: a quotation mark is not closed. Add &quot;.'],
    ['typ=KeyError', 'typ is nothing to ask by. Did you mean type?'],
    ['group-by=type&limit=many', '--limit many is no number of rows'],
  ])('says of %s what is wrong, above the form as it was filled in', async (query, says) => {
    const ask = pagesOf(makeIncidentFolder());
    const answer = await ask({ route: 'query', query });
    expect(answer).toMatchObject({ status: 400 });
    expect(bodyOf(answer)).toContain(`<p class="remark bad" role="alert">${says}`);
    const [name = '', value = ''] = query.split('=');
    if (name === 'from') expect(bodyOf(answer)).toContain(`name="from" type="text" value="${value}"`);
    if (name === 'class') expect(bodyOf(answer)).toContain('<option value="timeouts" selected>');
    const json = await ask({ route: 'query', query, format: 'json' });
    expect(json).toMatchObject({ status: 400, format: 'json' });
    expect(Object.keys(JSON.parse(bodyOf(json)) as object)).toEqual(['error']);
  });

  it('asks whether a name that nobody knows was meant to be another', async () => {
    const query = 'system=appserver&type=KeyErorr';
    const body = bodyOf(await pagesOf(makeIncidentFolder())({ route: 'query', query }));
    expect(body).toContain('--system appserver is not known here. Did you mean appservers?');
    expect(body).toMatch(/No OOPS has the type KeyErorr. Did you mean KeyError \(\d+ OOPSes\)\?/);
    expect(body).toContain('<p>No rows.</p>');
  });

  it('gives at most 10,000 rows', async () => {
    const ask = pagesOf(makeIncidentFolder());
    const answer = await ask({ route: 'query', query: 'limit=10001', format: 'csv' });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('10000 rows') as string });
    expect(await ask({ route: 'query', query: 'limit=10001' })).toMatchObject({ status: 200 });
  });
});

describe('what strangers wrote', () => {
  it('is cut to 1,000 characters on the page, and whole in JSON', async () => {
    const ask = pagesOf(makeIncidentFolder());
    const columns = 'columns=traceback&limit=50&sort=-traceback';
    const page = bodyOf(await ask({ route: 'query', query: columns }));
    const json = JSON.parse(bodyOf(await ask({ route: 'query', query: columns, format: 'json' }))) as {
      rows: string[][];
    };
    const longest = Math.max(...json.rows.map(([text = '']) => text.length));
    expect(longest).toBeGreaterThan(1000);
    expect(page).toContain(`(of ${longest} characters)`);
  });

  it('breaks no page, and its counts lead to just what was counted', async () => {
    const folder = makeIncidentFolder();
    const values = [
      HOSTILE_TEXT,
      'a*b',
      'a/b.json',
      '..',
      'é%2F',
      '\ud800x',
      'x'.repeat(5000),
      'KEY',
      'key',
      '',
    ];
    const lines = [...values, ...FORMULAS].map((text, n) =>
      JSON.stringify({
        ...{ id: `OOPS-9HOST${n}`, time: 1_315_471_985, reporter: 'HOST', type: text, value: text },
        ...{ topic: text, url: text, username: text },
      }),
    );
    addFiles(folder, { 'h.ndjson': lines.join('\n') });
    await run(folder, ['ingest', 'h.ndjson']);
    const ask = pagesOf(folder);
    for (const key of ['type', 'topic', 'url', 'user', 'signature', 'id']) {
      const query = `system=HOST&group-by=${key}&limit=1000`;
      const page = await ask({ route: 'query', query });
      const body = bodyOf(page);
      expect(page).toMatchObject({ status: 200 });
      expect(body).not.toContain('<script');
      expect(body.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
      const counts = linksOf(body).filter(({ text }) => COUNTS.test(text));
      expect(counts.length).toBeGreaterThan(4);
      for (const { href, text } of counts) {
        const list = await ask({ route: 'query', format: 'json', query: href.slice(7) });
        const { rows } = JSON.parse(bodyOf(list)) as { rows: unknown[] };
        expect({ href, count: rows.length }).toEqual({ href, count: Number(COUNTS.exec(text)?.[1]) });
      }
    }
    const csv = bodyOf(await ask({ route: 'query', format: 'csv', query: 'system=HOST&columns=user' }));
    for (const cell of csv.split('\r\n')) expect(cell).not.toMatch(/^"?\s*[=+@＝-]/);
  });
});
