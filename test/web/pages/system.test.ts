import { describe, expect, it } from 'vitest';
import type { SystemList } from '../../../src/reports/system/system-list.js';
import type { SystemReport } from '../../../src/reports/system/system-report.js';
import { ADDRESSES } from '../../../src/web/addresses.js';
import { linksOf } from '../../support/crawl.js';
import { makeIncidentFolder, pagesOf } from '../../support/site.js';

type Pages = ReturnType<typeof pagesOf>;

async function bodyOf(pages: Pages, asked: Parameters<Pages>[0]): Promise<string> {
  const answer = await pages(asked);
  if (answer.kind !== 'page') throw new Error(`it leads to ${answer.to}`);
  return answer.body;
}

describe('the page of a system', () => {
  it('tells how it went through outages, how it usually fails, and who reports for it', async () => {
    const html = await bodyOf(pagesOf(makeIncidentFolder()), {
      route: 'system',
      params: { system: 'appservers' },
    });
    expect(html).toContain('<h1>System appservers</h1>');
    expect(html).toContain('failed unexpectedly');
    expect(html).toContain('208 expected, 2 usual anyway, 3 unexpected');
    const links = linksOf(html);
    expect(links).toContain('/outages/fdt-2011-09-08/systems/appservers');
    expect(links).toContain('/2011-09-08');
    expect(links).toContain('/systems/appservers.json');
    expect(links.some((href) => href.startsWith('/query?system=appservers'))).toBe(true);
  });

  it('is linked from the list, every one of which there is', async () => {
    const pages = pagesOf(makeIncidentFolder());
    const html = await bodyOf(pages, { route: 'systems' });
    const { systems } = JSON.parse(await bodyOf(pages, { route: 'systems', format: 'json' })) as SystemList;
    for (const { system } of systems) {
      expect(linksOf(html)).toContain(ADDRESSES.system(system));
      const params = { system };
      const report = JSON.parse(
        await bodyOf(pages, { route: 'system', params, format: 'json' }),
      ) as SystemReport;
      expect(report).toMatchObject({ kind: 'system', system });
      expect(await bodyOf(pages, { route: 'system', params })).toContain(`<h1>System ${system}</h1>`);
    }
    expect(systems.length).toBeGreaterThan(10);
  });

  it.each([
    ['AppServers', 'html', '/systems/appservers'],
    ['AppServers', 'json', '/systems/appservers.json'],
  ] as const)('is where %s as %s leads to', async (system, format, to) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'system', params: { system }, format });
    expect(answer).toEqual({ kind: 'redirect', to, isPermanent: false });
  });

  it.each([
    ['appserver', 'There is no system appserver.', '/systems/appservers'],
    ['ea', 'ea is no system, but a reporter of edge.', '/systems/edge'],
    ['zzzzzzzz', 'There is no system zzzzzzzz.', '/systems'],
  ])('of %s is not there, and says where to go', async (system, message, href) => {
    const answer = await pagesOf(makeIncidentFolder())({ route: 'system', params: { system } });
    expect(answer).toMatchObject({ kind: 'page', status: 404 });
    expect(answer.kind === 'page' && answer.body).toContain(message);
    expect(answer.kind === 'page' && linksOf(answer.body)).toContain(href);
  });
});
