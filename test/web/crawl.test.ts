import { XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CrawledPage, crawl } from '../support/crawl.js';
import { useIncidentSite } from '../support/site.js';
import { faultsOfHtml } from '../support/valid-html.js';

/** The pages that nothing has to lead to. */
const FROM = ['/', '/today', '/outages/latest', '/windows/check', '/rejects', '/storms', '/index.json'];

describe('every link of the site', () => {
  const siteOf = useIncidentSite();
  let pages: CrawledPage[] = [];
  beforeAll(async () => {
    pages = await crawl(siteOf(), FROM);
  });

  it('answers', () => {
    const broken = pages.filter(({ status }) => ![200, 301, 302].includes(status));
    expect(broken.map(({ address, status }) => `${status} ${address}`)).toEqual([]);
    expect(siteOf().faults).toEqual([]);
    expect(pages.length).toBeGreaterThan(50);
  });

  it('leads to a page of valid HTML', async () => {
    const found: string[] = [];
    for (const { address, body, headers } of pages) {
      if (!headers['content-type']?.startsWith('text/html')) continue;
      found.push(...(await faultsOfHtml(address, body)));
    }
    expect([...new Set(found)].slice(0, 30)).toEqual([]);
  });

  it('leads to JSON that can be read, and to feeds that can', () => {
    for (const { address, body, headers } of pages) {
      const type = headers['content-type'] ?? '';
      if (type.startsWith('application/json')) expect(() => JSON.parse(body), address).not.toThrow();
      if (type.startsWith('application/atom')) expect(XMLValidator.validate(body), address).toBe(true);
    }
  });

  it('leads to a page that tells its place, its title and where else it can be read', () => {
    for (const { address, body, status, headers } of pages) {
      if (status !== 200 || !headers['content-type']?.startsWith('text/html')) continue;
      expect(body.match(/<h1[ >]/g), address).toHaveLength(1);
      expect(body, address).toMatch(/<title>[^<]+ - oops-report<\/title>/);
      expect(body, address).toContain('.json');
    }
  });
});
