import { describe, expect, it } from 'vitest';
import type { SearchReport } from '../../../../src/reports/search/search.js';
import type { PageAnswer } from '../../../../src/web/page.js';
import { HOSTILE_TEXT, UNPRINTABLE } from '../../../support/hostile-values.js';
import { run } from '../../../support/run.js';
import { makeIncidentFolder, pagesOf } from '../../../support/site.js';

const bodyOf = (answer: PageAnswer) => (answer.kind === 'page' ? answer.body : '');

async function search(q: string, format: 'html' | 'json' = 'html', folder = makeIncidentFolder()) {
  return pagesOf(folder)({ route: 'search', query: String(new URLSearchParams({ q })), format });
}

async function find(q: string): Promise<SearchReport> {
  return JSON.parse(bodyOf(await search(q, 'json'))) as SearchReport;
}

describe('a search', () => {
  it.each([
    ['OOPS-2077A100', '/oops/OOPS-2077A100'],
    [' <oops-2077a100>, ', '/oops/OOPS-2077A100'],
    ['2077A100', '/oops/OOPS-2077A100'],
    ['fdt-2011-09-08', '/outages/fdt-2011-09-08'],
    ['FDT-2011-09-08', '/outages/fdt-2011-09-08'],
    ['2011-09-08', '/2011-09-08'],
    ['8 Sep 2011', '/2011-09-08'],
    ['yesterday', '/2011-09-08'],
    ['Appservers', '/systems/appservers'],
  ])('for %j leads to %s', async (typed, to) => {
    expect(await search(typed)).toEqual({ kind: 'redirect', to, isPermanent: false });
    expect(await search(typed, 'json')).toEqual({ kind: 'redirect', to: `${to}.json`, isPermanent: false });
  });

  it('for words finds signatures by how many OOPSes have them, and the best OOPSes', async () => {
    const folder = makeIncidentFolder();
    const report = JSON.parse(bodyOf(await search('database', 'json', folder))) as SearchReport;
    const { stdout } = await run(folder, [
      'query',
      '--text',
      'database',
      '--group-by',
      'signature',
      '--format',
      'json',
    ]);
    const { rows } = JSON.parse(stdout) as { rows: [string, number, number][] };
    expect(report.signatures.map(({ type, value, count }) => [`${type}: ${value}`, count])).toEqual(
      rows.slice(0, 10).map(([signature, count]) => [signature, count]),
    );
    expect(report).toMatchObject({
      count: rows.reduce((sum, [, count]) => sum + count, 0),
      signatureCount: rows.length,
    });
    expect(report.signatures[0]?.lastTime).toMatch(/^2011-09-08T08:55:/);
    expect(report.oopses).toHaveLength(20);
    expect(report.oopses[0]?.snippet).toContain('[database]');
  });

  it('shows what matches', async () => {
    const body = bodyOf(await search('"Store left" AND launchpad'));
    expect(body).toContain('<mark>Store left</mark>');
    expect(body).toMatch(/<a href="\/signatures\/AssertionError\/[0-9a-f]{12}">AssertionError: Bug #/);
    expect(body).toMatch(/<a class="id" href="\/oops\/OOPS-2077/);
    expect(body).toContain(
      '<a href="/query?text&#x3D;%22Store+left%22+AND+launchpad">All of these OOPSes</a>',
    );
  });

  it('finds names that hold the words', async () => {
    expect((await find('Assertion')).named).toMatchObject({
      types: [{ type: 'AssertionError', count: 4 }],
      signatures: [{ type: 'AssertionError', count: 4 }],
    });
    expect((await find('trial run')).named.outages).toEqual([
      { id: 'fdt-2011-09-08', title: 'Fast downtime trial run' },
    ]);
    expect((await find('server')).named.systems).toEqual(['appservers']);
  });

  it('says what is wrong with the words, and looks for them as they stand', async () => {
    const body = bodyOf(await search('AND "database'));
    expect(body).toContain('Looked for as it stands: AND &quot;database: a quotation mark is not closed.');
    expect(body).toContain('<h2 id="signatures">');
  });

  it.each(['zzz qqqq', '??', 'OOPS-9999Z1', 'appserver x', '*', '"', 'NOT database'])(
    'is answered for %j',
    async (typed) => {
      expect(await search(typed)).toMatchObject({ status: 200 });
      expect(await find(typed)).toMatchObject({ kind: 'search', words: typed });
    },
  );

  it('helps where nothing was found', async () => {
    const body = bodyOf(await search('zzz qqqq'));
    expect(body).toContain('Nothing was found');
    expect(body).toContain('<a href="/search?q&#x3D;zzz">Look for zzz</a>');
    expect(bodyOf(await search('OOPS-9999Z1'))).toContain('<a href="/rejects">');
  });

  it('for nothing is a form', async () => {
    const body = bodyOf(await search('  '));
    expect(body).toContain('<h1>Search</h1>');
    expect(body).not.toContain('Nothing was found');
  });

  it('shows whatever was typed as text', async () => {
    const body = bodyOf(await search(HOSTILE_TEXT));
    expect(body).not.toContain('<script');
    expect(body.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
  });
});
