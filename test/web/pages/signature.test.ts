import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../src/config/defaults.js';
import { readExactSignature } from '../../../src/questions/exact-signature.js';
import type { SignatureList } from '../../../src/reports/signature/signature-list.js';
import type { SignatureReport } from '../../../src/reports/signature/signature-report.js';
import { settingsOf } from '../../../src/store/derivation-settings.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { recordFullReading } from '../../../src/store/sqlite/tables/sources.js';
import { createOopsWriter } from '../../../src/store/sqlite/writing/oops-writer.js';
import { ADDRESSES, signatureDigest } from '../../../src/web/addresses.js';
import { linksOf } from '../../support/crawl.js';
import { HOSTILE_KEY } from '../../support/hostile-values.js';
import { MORNING_AFTER } from '../../support/load-incident.js';
import { run } from '../../support/run.js';
import { newOops } from '../../support/sample-oops.js';
import { makeIncidentFolder, pagesOf, serveFolder } from '../../support/site.js';
import { makeFolder } from '../../support/temporary-folder.js';

type Pages = ReturnType<typeof pagesOf>;

async function bodyOf(pages: Pages, asked: Parameters<Pages>[0]): Promise<string> {
  const answer = await pages(asked);
  if (answer.kind !== 'page') throw new Error(`it leads to ${answer.to}`);
  return answer.body;
}

async function reportOf(pages: Pages, type: string, value: string): Promise<SignatureReport> {
  const params = { type, digest: signatureDigest(value) };
  return JSON.parse(await bodyOf(pages, { route: 'signature', params, format: 'json' })) as SignatureReport;
}

describe('the page of a signature', () => {
  it('counts as query does', async () => {
    const folder = makeIncidentFolder();
    const report = await reportOf(pagesOf(folder), 'RequestExpired', 'request expired.');
    const query = async (...args: string[]) => {
      const exact = ['--signature', '["RequestExpired","request expired."]', '--to', '2011-09-08T10:55Z'];
      const { stdout } = await run(folder, ['query', ...exact, ...args, '--format', 'json']);
      return (JSON.parse(stdout) as { rows: (string | number | null)[][] }).rows;
    };
    expect([[report.count, report.suppressed]]).toEqual(await query('--count'));
    expect(report.systems.map(({ system, count }) => [system, count]).sort()).toEqual(
      (await query('--group-by', 'system')).map(([system, count]) => [system, count]).sort(),
    );
    expect(report.oopses.map(({ id }) => [id])).toEqual(await query('--columns', 'id', '--limit', '10'));
    const ofOutage = (await query('--group-by', 'outage,disposition')).filter(([outage]) => outage !== null);
    expect(
      report.outages
        .flatMap(({ outage, background, unexpected }) => [
          [outage, 'background', background],
          [outage, 'unexpected', unexpected],
        ])
        .filter(([, , count]) => count !== 0),
    ).toEqual(ofOutage.map((row) => row.slice(0, 3)));
    expect(ofOutage).toHaveLength(1);
  });

  it('leads to its systems, outages, OOPSes, and to all of what it shows the top of', async () => {
    const value = 'Already disconnected';
    const params = { type: 'DisconnectionError', digest: signatureDigest(value) };
    const html = await bodyOf(pagesOf(makeIncidentFolder()), { route: 'signature', params });
    expect(html).toContain('<h1>DisconnectionError: Already disconnected</h1>');
    expect(html).toContain(
      '<td>44 OOPSes: 0 outside outages, 44 in outages; the normal reports leave 44 out</td>',
    );
    expect(html).toContain('<a href="/outages/fdt-2011-09-08">fdt-2011-09-08: Fast downtime trial run</a>');
    expect(html).toContain('<a href="/systems/appservers">appservers</a>');
    expect(html).toContain(
      '<a href="/signatures/DisconnectionError">All signatures of DisconnectionError</a>',
    );
    expect(html).toMatch(/<a class="id short" href="\/oops\/OOPS-2077\w+"/);
    const asked = linksOf(html).filter((href) => href.startsWith('/query?'));
    expect(asked).toHaveLength(5);
    for (const href of asked) {
      const words = new URLSearchParams(href.slice(7));
      expect(readExactSignature(words.get('signature') ?? '')).toEqual({ type: params.type, value });
    }
  });

  it('names the bug that tracks it', async () => {
    const folder = makeIncidentFolder();
    const before = await reportOf(pagesOf(folder), 'RequestExpired', 'request expired.');
    await run(folder, ['bug', 'set', String(before.oopses[0]?.id), '607']);
    expect((await reportOf(pagesOf(folder), 'RequestExpired', 'request expired.')).bug).toBe(607);
    const params = { type: 'RequestExpired', digest: signatureDigest('request expired.') };
    const html = await bodyOf(pagesOf(folder), { route: 'signature', params });
    expect(html).toContain('<a href="https://bugs.launchpad.net/bugs/607">bug 607</a>');
  });

  it.each([
    ['signature', { type: 'RequestExpird', digest: 'abc' }, '/signatures/RequestExpired'],
    ['signature', { type: 'RequestExpired', digest: 'abc' }, '/signatures/RequestExpired'],
    ['type', { type: 'requestexpired' }, '/signatures/RequestExpired'],
  ] as const)('%s of %j is not there, and says where to go', async (route, params, href) => {
    const answer = await pagesOf(makeIncidentFolder())({ route, params });
    expect(answer).toMatchObject({ kind: 'page', status: 404 });
    expect(answer.kind === 'page' && linksOf(answer.body)).toContain(href);
  });
});

describe('every signature that a page names', () => {
  it('has its page', async () => {
    const site = await serveFolder(makeIncidentFolder());
    const pages = [
      '/2011-09-08',
      '/2011-09-07',
      '/outages/fdt-2011-09-08',
      '/signatures',
      '/signatures?page=2',
    ];
    const links = new Set<string>();
    for (const address of pages) {
      for (const href of linksOf((await site.ask(address)).body)) {
        if (href.startsWith('/signatures/')) links.add(href);
      }
    }
    expect(links.size).toBeGreaterThan(120);
    const broken: string[] = [];
    for (const href of links) {
      const { status } = await site.ask(href);
      if (status !== 200) broken.push(`${status} ${href}`);
    }
    expect(broken).toEqual([]);
    expect(site.faults).toEqual([]);
  }, 60_000);
});

describe('the list of signatures', () => {
  it('is paged, and each page leads on', async () => {
    const pages = pagesOf(makeIncidentFolder());
    const first = await bodyOf(pages, { route: 'signatures' });
    expect(linksOf(first)).toContain('/signatures?page=2');
    const second = await bodyOf(pages, { route: 'signatures', query: 'page=2' });
    expect(second).toContain('<p class="soft small">Page 2 of 2</p>');
    expect(second).toContain('<a rel="prev" href="/signatures">');
    expect(linksOf(second)).toContain('/signatures.json?page=2');
    const list = JSON.parse(
      await bodyOf(pages, { route: 'signatures', query: 'page=2', format: 'json' }),
    ) as SignatureList;
    expect(list).toMatchObject({ page: 2, pageCount: 2 });
  });

  it.each(['0', '-1', '1.5', 'x'])('has no page %s', async (number) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'signatures', query: `page=${number}` });
    expect(answer).toMatchObject({ status: 400 });
  });
});

describe('what strangers wrote', () => {
  const STRANGE = [
    [HOSTILE_KEY, HOSTILE_KEY],
    ['', 'without a type'],
    ['-', 'of a dash'],
    ['..', '../../etc/passwd'],
    ['a/b.json', '%2F'],
    ['語'.repeat(5000), '語'.repeat(5000)],
    ['x'.repeat(5000), 'half \ud800'],
  ] as const;

  it('breaks neither page nor address', async () => {
    const folder = makeFolder();
    const { db } = openDatabase(`${folder}/oops-report.db`);
    const writer = createOopsWriter(db, settingsOf(DEFAULT_CONFIG));
    writer.transaction(() =>
      STRANGE.forEach(([type, value], index) => {
        const given = { type, value, url: HOSTILE_KEY, username: HOSTILE_KEY, topic: HOSTILE_KEY };
        writer.insert(newOops(`OOPS-1A${index}`, { ...given, reporter: 'A' }), MORNING_AFTER);
      }),
    );
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: MORNING_AFTER });
    db.close();
    const site = await serveFolder(folder, { site: { asOf: null } });
    const list = JSON.parse((await site.ask('/signatures.json')).body) as SignatureList;
    expect(list.signatures).toHaveLength(STRANGE.length);
    for (const signature of list.signatures) {
      const { status, body } = await site.ask(ADDRESSES.signature(signature));
      expect([status, signature.type]).toEqual([200, signature.type]);
      expect(body).not.toContain('<script');
      expect((await site.ask(ADDRESSES.type(signature.type))).status).toBe(200);
    }
    expect((await site.ask('/signatures')).body).not.toContain('<script');
    expect(site.faults).toEqual([]);
  });
});
