import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { END_OF_SAMPLE } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { type AskedInTest, makeIncidentFolder, pagesOf } from '../../support/site.js';
import { makeFolder } from '../../support/temporary-folder.js';

const AS_OF = ['--as-of', new Date(END_OF_SAMPLE).toISOString()];
const EXPECTED = 'OOPS-2077A101';
const TIMED_OUT = 'OOPS-2076G16';

/** The body of a page that is there. */
async function bodyOf(
  folder: string,
  asked: Partial<AskedInTest> & { readonly oops: string },
): Promise<string> {
  const { oops, ...more } = asked;
  const answer = await pagesOf(folder)({ route: 'oops', params: { oops }, ...more });
  expect(answer).toMatchObject({ kind: 'page', status: 200 });
  return answer.kind === 'page' ? answer.body : '';
}

/** A folder that has loaded one file of lines, each an OOPS. */
async function makeFolderOf(...lines: readonly object[]): Promise<string> {
  const folder = makeFolder({ 'oopses.ndjson': lines.map((line) => `${JSON.stringify(line)}\n`).join('') });
  expect(await run(folder, ['ingest', 'oopses.ndjson'])).toMatchObject({ code: 0 });
  return folder;
}

/** What a table's column holds, by the place of the column. */
function columnOf(body: string, section: string, place: number): string[] {
  const table =
    body.slice(body.indexOf(`<h2 id="${section}"`)).match(/<tbody>([\s\S]*?)<\/tbody>/)?.[1] ?? '';
  return [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => {
    const cells = [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = '']) => cell);
    return (cells[place] ?? '').replace(/<[^>]*>/g, '');
  });
}

describe('the page of an OOPS', () => {
  it('says first what it is and whether it was left out, with links to why', async () => {
    const body = await bodyOf(makeIncidentFolder(), { oops: EXPECTED });
    const answer = body.slice(body.indexOf('<h1'), body.indexOf('<h2'));
    expect(answer).toContain('<h1 class="strange">OOPS-2077A101</h1>');
    expect(answer).toContain(
      '<a class="type" href="/signatures/DisconnectionError">DisconnectionError</a>: server closed',
    );
    expect(answer).toContain(
      '<strong>Left out.</strong> <span>It belongs to outage fdt-2011-09-08 (downtime, during) and was expected there.',
    );
    expect(answer).toContain('<a href="/outages/fdt-2011-09-08">Outage fdt-2011-09-08</a>');
    expect(answer).toContain('<a href="/outages/fdt-2011-09-08/systems/appservers">How appservers failed');
    expect(answer).toContain('<a href="/2011-09-08/web">Summary of group web</a>');
    expect(answer).toMatch(
      /<a href="\/signatures\/DisconnectionError\/[0-9a-f]{12}">DisconnectionError: server/,
    );
  });

  it.each([
    ['oops', 'show', EXPECTED],
    ['oops', 'show', TIMED_OUT],
    ['why', 'why', EXPECTED],
    ['why', 'why', TIMED_OUT],
  ] as const)('has, as JSON, what the command prints: %s, %s %s', async (route, command, id) => {
    const folder = makeIncidentFolder();
    const body = await bodyOf(folder, { route, oops: id, format: 'json' });
    const { stdout } = await run(folder, [command, id, ...AS_OF, '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ id });
    expect(body).toBe(stdout);
  });

  it('leads to the one before and the one after it in its system, and lists five on each side', async () => {
    const body = await bodyOf(makeIncidentFolder(), { oops: EXPECTED });
    expect(body).toContain('<a rel="prev" href="/oops/OOPS-2077A100">← OOPS-2077A100</a>');
    expect(body).toContain('<a rel="next" href="/oops/OOPS-2077A102">OOPS-2077A102 →</a>');
    const around = columnOf(body, 'around', 0);
    expect(around).toHaveLength(11);
    expect(around.slice(4, 7)).toEqual(['OOPS-2077A100', 'this one', 'OOPS-2077A102']);
    expect(columnOf(body, 'around', 1).slice(4, 7)).toEqual(['-0.5 s', '', '+1.4 s']);
    expect(body).toContain('<th scope="row">First of its signature</th>');
  });

  it('tells what it was raised from, the root last, and leads to the other OOPSes of its request', async () => {
    const time = '2011-09-08T12:00:00Z';
    const folder = await makeFolderOf(
      { id: 'OOPS-1A1', time, reporter: 'A', type: 'First', value: 'v' },
      {
        ...{ id: 'OOPS-1A2', time: '2011-09-08T12:00:01Z', reporter: 'A', type: 'Second', value: 'v' },
        last_oops: 'oops-1a1',
      },
      { id: 'OOPS-1A3', time, reporter: 'A', type: 'Third', value: 'v', last_oops: 'OOPS-1A9' },
    );
    const [first, second, third] = await Promise.all(
      ['OOPS-1A1', 'OOPS-1A2', 'OOPS-1A3'].map((oops) => bodyOf(folder, { oops })),
    );
    expect(first).toMatch(/OOPS after it<\/th><td><a href="\/oops\/OOPS-1A2">OOPS-1A2<\/a>/);
    expect(second).toMatch(/OOPS before it<\/th><td><a href="\/oops\/OOPS-1A1">OOPS-1A1<\/a>/);
    expect(third).toMatch(/OOPS before it<\/th><td>OOPS-1A9 \(which is not here\)/);
  });
});

describe('the timeline of an OOPS', () => {
  const timeline = Array.from({ length: 600 }, (_, row) => [
    row * 10,
    row * 10 + ((row * 7) % 600),
    'SQL-main',
    `S${row}`,
  ]);
  const line = {
    id: 'OOPS-1A1',
    time: '2011-09-08T12:00:00Z',
    reporter: 'A',
    type: 'TimeoutError',
    timeline,
  };

  it.each([
    ['', 'start', 'ascending', ['S0', 'S1', 'S2'], 40],
    ['sort=-start', 'start', 'descending', ['S599', 'S598', 'S597'], 40],
    // 7 row mod 600 is largest where row is 257, then 514, and 171.
    ['sort=-duration', 'duration', 'descending', ['S257', 'S514', 'S171'], 40],
    ['sort=duration', 'duration', 'ascending', ['S0', 'S343', 'S86'], 40],
    ['sort=detail&statements=all', 'detail', 'ascending', ['S0', 'S1', 'S10'], 500],
    ['statements=all&page=2', 'start', 'ascending', ['S500', 'S501', 'S502'], 100],
  ])('sorted by links: ?%s', async (query, column, order, first, count) => {
    const body = await bodyOf(await makeFolderOf(line), { oops: 'OOPS-1A1', query });
    const details = columnOf(body, 'timeline', 3);
    expect(details.slice(0, 3)).toEqual(first);
    expect(details).toHaveLength(count);
    const sorted = [...body.matchAll(/aria-sort="(\w+)"><a href="([^"]*)"/g)];
    const opposite = order === 'ascending' ? '-' : '';
    expect(sorted.map(([, shown]) => shown)).toEqual([order]);
    expect(sorted[0]?.[2]).toMatch(new RegExp(`^/oops/OOPS-1A1\\?sort&#x3D;${opposite}${column}\\b`));
  });

  it('leads from its first rows to all of them, and from page to page', async () => {
    const folder = await makeFolderOf(line);
    const cut = await bodyOf(folder, { oops: 'OOPS-1A1', query: 'sort=-start' });
    expect(cut).toContain(
      '600 statements, in milliseconds since the request began. Shown are 1 to 40 of 600',
    );
    expect(cut).toContain(
      '<a href="/oops/OOPS-1A1?sort&#x3D;-start&amp;statements&#x3D;all#timeline">All 600 rows, 500 a page</a>',
    );
    const all = await bodyOf(folder, { oops: 'OOPS-1A1', query: 'statements=all' });
    expect(all).toMatch(/page&#x3D;2#timeline">Rows after these: page 2 of 2<\/a>/);
    const last = await bodyOf(folder, { oops: 'OOPS-1A1', query: 'statements=all&page=9' });
    expect(last).toContain('Shown are 501 to 600 of 600');
  });

  it.each([
    ['sort=durations', 'sort&#x3D;durations is no column of a timeline. Did you mean duration?'],
    ['page=0', 'page&#x3D;0 is no page.'],
  ])('cannot be shown by ?%s', async (query, says) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'oops', params: { oops: EXPECTED }, query });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining(says) as string });
  });
});

describe('what is very long', () => {
  it('is cut, and says that it is', async () => {
    const folder = await makeFolderOf({
      ...{
        id: 'OOPS-1A1',
        time: '2011-09-08T12:00:00Z',
        reporter: 'A',
        type: 'E',
        value: 'v'.repeat(50_000),
      },
      tb_text: Array.from({ length: 30_000 }, (_, row) => `  File ${row}`).join('\n'),
      req_vars: Array.from({ length: 300 }, (_, row) => [`NAME_${row}`, 'x'.repeat(3000)]),
      extra_key: 'y'.repeat(100_000),
    });
    const body = await bodyOf(folder, { oops: 'OOPS-1A1' });
    expect(body.length).toBeLessThan(400_000);
    expect(body).toContain('  File 0\n');
    expect(body).toContain('… 29800 lines left out here: the JSON of this page has them …\n  File 29860\n');
    expect(body).toContain('  File 29999</pre>');
    expect(body).toContain('(49000 characters more)');
    expect(body).toContain('100 more variables in the JSON of this page.');
    expect(JSON.parse(await bodyOf(folder, { oops: 'OOPS-1A1', format: 'json' }))).toMatchObject({
      value: 'v'.repeat(50_000),
    });
  });

  it('is not looked through for a page, but where somebody asks for it', async () => {
    const folder = await makeFolderOf({
      ...{
        id: 'OOPS-1A1',
        time: '2011-09-08T12:00:00Z',
        type: 'E',
        req_vars: [['HTTP_HOST', 'shop.example']],
      },
    });
    truncateSync(join(folder, 'oopses.ndjson'), 17_000_000);
    const cut = await bodyOf(folder, { oops: 'OOPS-1A1' });
    expect(cut).toContain('whose 17.0 MB were not looked through');
    expect(cut).toContain('<a href="/oops/OOPS-1A1?original&#x3D;read">Look through it all the same</a>');
    expect(cut).not.toContain('shop.example');
    expect(await bodyOf(folder, { oops: 'OOPS-1A1', query: 'original=read' })).toContain('shop.example');
  });
});

describe('an id in another spelling', () => {
  it.each([
    ['oops-2077a101', 'html', '/oops/OOPS-2077A101', true],
    ['2077A101', 'json', '/oops/OOPS-2077A101.json', true],
    ['2011-09-08/A101', 'html', '/oops/OOPS-2077A101', true],
    [' <OOPS-2077A101>, ', 'html', '/oops/OOPS-2077A101', true],
    // Tomorrow it is that of another day.
    ['A101', 'html', '/oops/OOPS-2077A101', false],
  ] as const)('%s as %s leads to its own: %s', async (oops, format, to, isPermanent) => {
    const now = Date.parse('2011-09-08T23:00Z');
    const answer = await pagesOf(makeIncidentFolder())({ route: 'oops', params: { oops }, format, now });
    expect(answer).toEqual({ kind: 'redirect', to, isPermanent });
  });

  it('keeps what the page is asked for', async () => {
    const asked = { route: 'oops', params: { oops: '2077A101' }, query: 'sort=-duration' } as const;
    const answer = await pagesOf(makeIncidentFolder())(asked);
    expect(answer).toMatchObject({ to: '/oops/OOPS-2077A101?sort=-duration' });
  });
});

describe('an id that there is not', () => {
  const missing = async (oops: string) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'oops', params: { oops } });
    expect(answer).toMatchObject({ kind: 'page', status: 404 });
    return answer.kind === 'page' ? answer.body : '';
  };

  it('leads to its day and those around it, to what was not loaded and to the texts', async () => {
    const body = await missing('2077A99999');
    expect(body).toContain(
      'There is no OOPS 2077A99999. It was looked for, in any case, as 2077A99999, OOPS-2077A99999. OOPSes are known from 2011-09-07 to 2011-09-08.',
    );
    expect(body).toContain('<a href="/2011-09-08">Summary of 2011-09-08, the day that its id names</a>');
    expect(body).toContain(
      '<a href="/2011-09-07">Summary of 2011-09-07, the last day before it that has OOPSes</a>',
    );
    expect(body).toContain('<a href="/rejects">');
    expect(body).toContain('<a href="/search?q&#x3D;2077A99999">');
  });

  it.each([
    ['OOPS-2100A1', '/2011-09-08'],
    ['2010-01-01/A1', '/2011-09-07'],
    ['OOPS-999999A1', '/2011-09-08'],
  ])('%s leads to the nearest day: %s', async (oops, day) => {
    const links = [...(await missing(oops)).matchAll(/<li><a href="(\/\d[^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual([day]);
  });

  it.each(['2011-02-30/nothing', '..', 'ffffffffffffffffffffffffffffffff', '%', '/'])(
    '%s names no day',
    async (oops) => {
      expect(await missing(oops)).not.toContain('Summary of');
    },
  );

  it('is cut where it is very long', async () => {
    expect((await missing('x'.repeat(5000))).length).toBeLessThan(25_000);
  });
});

describe('the page of why', () => {
  it('says which windows were looked at, and what each says to it, as that of the OOPS does', async () => {
    const folder = makeIncidentFolder();
    const body = await bodyOf(folder, { route: 'why', oops: EXPECTED });
    expect(body).toContain('<h1>Why OOPS-2077A101 was left out</h1>');
    const whole = await bodyOf(folder, { oops: EXPECTED });
    expect(columnOf(whole, 'why', 7)).toEqual(columnOf(body, 'windows', 7));
    expect(whole).toContain('<a href="/oops/OOPS-2077A101/why">');
    expect(body).toContain('<p>It matches the expected failure DisconnectionError with any value.</p>');
    expect(columnOf(body, 'windows', 7)).toEqual([
      'has it: its time lies in the window',
      'does not hold system appservers',
    ]);
    expect(body).toContain('<a href="/oops/OOPS-2077A101/why.json">JSON</a>');
  });

  it('says that there is none near', async () => {
    const body = await bodyOf(makeIncidentFolder(), { route: 'why', oops: TIMED_OUT });
    expect(body).toContain('<h1>Why OOPS-2076G16 was not left out</h1>');
    expect(body).toContain('<p>No window lies within two hours of it.</p>');
  });
});
