import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, startBrowser } from '../support/browser.js';
import { TOKEN } from '../support/editor.js';
import { axeFindings, widthBeside } from '../support/page-probes.js';
import { makeIncidentFolder, serveFolder } from '../support/site.js';

const OOPS = '/oops/OOPS-2077A101';

describe.skipIf(!hasBrowser)('changing things in Chromium (skipped without one)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it.each([
    { width: 1280, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
  ] as const)(
    'from the window log to a window, its end and a bug, without a script, at $width',
    async (view) => {
      const site = await serveFolder(makeIncidentFolder(), { editToken: TOKEN });
      const context = await browser.newContext({
        ...{ viewport: { width: view.width, height: 844 }, colorScheme: view.colorScheme },
        ...{ baseURL: site.url, javaScriptEnabled: false },
      });
      try {
        const page = await context.newPage();
        await page.goto('/windows');
        await page.getByRole('link', { name: 'Record a window' }).first().click();
        await page.getByLabel('Your name').fill('Ann');
        await page.getByLabel('Token').fill(TOKEN);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.waitForURL('/windows/add');
        await page.getByLabel('Outage').fill('fdt-2');
        await page.getByLabel('Systems').fill('appservers');
        await page.getByLabel('Start').fill('2011-09-08T10:50Z');
        await page.getByLabel('Title').fill('Second trial <run>');
        await page.getByRole('button', { name: 'Record it' }).click();
        await page.waitForURL('/outages/fdt-2/log');
        await page.goto('/windows');
        await expect(textOf(page)).resolves.toContain('Second trial <run>');
        await page.goto('/outages/fdt-2/end');
        await page.getByLabel('Ended').fill('2011-09-08T10:52Z');
        await page.getByRole('button', { name: 'End it' }).click();
        await page.goto('/outages/fdt-2/log');
        await expect(textOf(page)).resolves.toMatch(/Ann\s*ended/);
        await page.goto(`${OOPS}/bug`);
        await page.getByLabel('Bug').fill('844616');
        await page.getByRole('button', { name: 'Tie it' }).click();
        await page.goto(OOPS);
        await expect(page.getByRole('link', { name: /844616/ }).count()).resolves.toBeGreaterThan(0);
        expect(site.faults).toEqual([]);
      } finally {
        await context.close();
      }
    },
  );

  it('has forms that are free of what axe finds, and fit a phone', async () => {
    const site = await serveFolder(makeIncidentFolder(), { editToken: TOKEN });
    const context = await browser.newContext({
      ...{ viewport: { width: 390, height: 844 }, colorScheme: 'dark', baseURL: site.url },
    });
    try {
      const page = await context.newPage();
      const found = await faultsOf(page, '/session');
      await page.getByLabel('Your name').fill('Ann');
      await page.getByLabel('Token').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      found.push(...(await faultsOf(page, null)));
      await page.getByLabel('Token').fill(TOKEN);
      await page.getByRole('button', { name: 'Sign in' }).click();
      for (const address of ['/session', '/windows/add', '/outages/fdt-2011-09-08/end', `${OOPS}/bug`]) {
        found.push(...(await faultsOf(page, address)));
      }
      expect(found).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

/** What is wrong with a page, or with null with the one that is there. */
async function faultsOf(page: Page, address: string | null): Promise<string[]> {
  if (address !== null) await page.goto(address);
  await page.evaluate(axe.source);
  const findings: readonly string[] = await page.evaluate(axeFindings);
  const beside = await page.evaluate(widthBeside);
  return [...findings, ...(beside > 0 ? [`${beside} px wider than its window`] : [])].map(
    (fault) => `${page.url()}: ${fault}`,
  );
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}
