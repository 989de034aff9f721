import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, startBrowser } from '../support/browser.js';
import { crawl, firstOfEachKind } from '../support/crawl.js';
import {
  axeFindings,
  closedDetails,
  focusedText,
  smallestLabel,
  widthBeside,
} from '../support/page-probes.js';
import { useIncidentSite } from '../support/site.js';

/** The windows that pages are looked at in: a desk's and a phone's, by day and by night. */
const VIEWS = [
  { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const satisfies readonly BrowserContextOptions[];

const OUTAGE = 'fdt-2011-09-08';

describe.skipIf(!hasBrowser)('the site in Chromium (skipped without one)', () => {
  const siteOf = useIncidentSite({ site: { allowsSql: true } });
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  /** Does something on a page of its own, and gives what the browser complained of meanwhile. */
  async function withPage(
    options: BrowserContextOptions,
    work: (page: Page) => Promise<void>,
  ): Promise<string[]> {
    const context = await browser.newContext({ ...options, baseURL: siteOf().url });
    const complaints: string[] = [];
    try {
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
      await work(page);
      return complaints;
    } finally {
      await context.close();
    }
  }

  const cases = VIEWS.map((view) => ({ ...view, width: view.viewport.width }));

  it.each(cases)(
    'in the morning: from the first page to what is new, at $width, $colorScheme',
    async (view) => {
      const complaints = await withPage({ ...view, javaScriptEnabled: false }, async (page) => {
        await page.goto('/');
        await page
          .getByRole('link', { name: /^Yesterday/ })
          .last()
          .click();
        await page.waitForURL('/2011-09-07');
        await page.getByRole('link', { name: '2011-09-08' }).click();
        await expect(textOf(page, 'h1')).resolves.toMatch(/^OOPS summary: Thursday 2011-09-08/);
        const group = page.locator('li.group a.type').first();
        const type = await group.textContent();
        await group.click();
        expect(page.url()).toContain('/signatures/');
        await expect(textOf(page, 'h1')).resolves.toContain(type);
        await page.locator('main a[href^="/oops/"]').first().click();
        expect(page.url()).toContain('/oops/OOPS-');
        await expect(textOf(page, 'h1')).resolves.toMatch(/OOPS-\w+/);
      });
      expect(complaints).toEqual([]);
    },
  );

  it.each(cases)(
    'after an outage: from the first page to why a system failed, at $width, $colorScheme',
    async (view) => {
      const complaints = await withPage({ ...view, javaScriptEnabled: false }, async (page) => {
        await page.goto('/');
        await page.getByRole('link', { name: new RegExp(`^${OUTAGE}`) }).click();
        await page.waitForURL(`/outages/${OUTAGE}`);
        await expect(textOf(page, '.verdict')).resolves.toContain('appservers failed unexpectedly');
        await page.getByRole('link', { name: 'appservers', exact: true }).click();
        await expect(textOf(page, 'h1')).resolves.toMatch(/^appservers in outage/);
        await page.getByRole('link', { name: OUTAGE, exact: true }).click();
        await page.getByRole('link', { name: 'Changes of its windows' }).click();
        await page.waitForURL(`/outages/${OUTAGE}/log`);
        await page.getByRole('link', { name: 'Outages', exact: true }).click();
        await expect(textOf(page, 'main')).resolves.toContain(OUTAGE);
      });
      expect(complaints).toEqual([]);
    },
  );

  it.each(cases)(
    'when somebody quotes an id: from the box to what it meant, at $width, $colorScheme',
    async (view) => {
      const complaints = await withPage({ ...view, javaScriptEnabled: false }, async (page) => {
        await page.goto('/glossary');
        const box = page.getByRole('searchbox');
        await box.fill('2077a101');
        await box.press('Enter');
        await page.waitForURL('/oops/OOPS-2077A101');
        await expect(textOf(page, 'h1')).resolves.toContain('OOPS-2077A101');
        await page.locator('main').getByRole('link', { name: OUTAGE }).first().click();
        await page.waitForURL(`/outages/${OUTAGE}`);
      });
      expect(complaints).toEqual([]);
    },
  );

  it('reaches everything by keyboard, the page itself first', async () => {
    await withPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      await expect(page.evaluate(focusedText)).resolves.toBe('Skip to the page');
      await page.keyboard.press('Enter');
      await page.waitForURL(/#main$/);
    });
  });

  it('is free of what axe finds, of its own width and of small print, each kind of page by day and by night', async () => {
    const pages = await crawl(siteOf(), ['/', '/today', '/storms', '/sql', '/rejects', '/nowhere']);
    const addresses = firstOfEachKind(pages);
    const found: string[] = [];
    for (const view of [VIEWS[0], VIEWS[3]]) {
      const complaints = await withPage(view, async (page) => {
        for (const address of addresses) {
          await page.goto(address);
          await page.evaluate(axe.source);
          const where = `${address} at ${view.viewport.width}`;
          const findings: readonly string[] = await page.evaluate(axeFindings);
          found.push(...findings.map((finding) => `${where}: ${finding}`));
          const beside = await page.evaluate(widthBeside);
          if (beside > 0) found.push(`${where}: ${beside} px wider than its window`);
          const label = await page.evaluate(smallestLabel);
          if (label < 11) found.push(`${where}: letters of ${label} px`);
        }
      });
      found.push(...complaints.filter((text) => !text.includes('404')));
    }
    expect(found).toEqual([]);
    expect(addresses.length).toBeGreaterThan(15);
  });

  it('prints without what leads elsewhere, and with all that can be opened', async () => {
    await withPage({ viewport: { width: 794, height: 1123 } }, async (page) => {
      for (const address of ['/', `/outages/${OUTAGE}`, '/2011-09-08', '/oops/OOPS-2077A101']) {
        await page.goto(address);
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate(closedDetails)).toEqual([]);
        expect(await page.evaluate(widthBeside)).toBe(0);
        expect(await page.locator('header.site').isVisible()).toBe(false);
      }
    });
  });
});

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().textContent()) ?? '';
}
