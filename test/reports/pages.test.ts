import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherReportContext } from '../../src/evidence/report-context.js';
import { reportOutage } from '../../src/reports/outage/build-outage-report.js';
import { compareOutages } from '../../src/reports/outage/comparison/compare-outages.js';
import { renderComparisonHtml } from '../../src/reports/outage/comparison/render-comparison.js';
import type { OutageReport } from '../../src/reports/outage/outage-report.js';
import { renderOutageHtml } from '../../src/reports/outage/rendering/render-html.js';
import { buildRegister } from '../../src/reports/register/build-register.js';
import { renderRegisterHtml } from '../../src/reports/register/render-html.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { hasBrowser, startBrowser } from '../support/browser.js';
import { END_OF_SAMPLE, loadIncident } from '../support/load-incident.js';
import { axeFindings, closedDetails, smallestLabel, widthBeside } from '../support/page-probes.js';
import { END_OF_SHOP, useShop } from '../support/shop-incident.js';
import { contextOfUndecided } from '../support/undecided-scene.js';
import { contextOfYear } from '../support/year-scene.js';
import { makeHostile } from './outage/hostile-report.js';

/** The windows that pages are looked at in: a desk's and a phone's, each by day and by night. */
const VIEWS = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;

const PAGES = ['shop', 'shop-day', 'launchpad', 'hostile', 'open', 'year', 'comparison'] as const;

const LINKS = { oopsUrl: 'https://oops.example.com/{id}' };

describe.skipIf(!hasBrowser)('the pages in Chromium (skipped without one)', () => {
  const { runThere } = useShop([
    ['ingest', 'logs'],
    ['windows', 'import', 'maintenances.json'],
  ]);
  const pages = {} as Record<(typeof PAGES)[number], string>;
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
    const page = async (...args: string[]) =>
      (await runThere(...args, '--as-of', END_OF_SHOP, '--format', 'html')).stdout;
    pages.shop = await page('outage', 'latest');
    pages['shop-day'] = await page('daily', '2026-11-18');
    const launchpad = await reportOfLaunchpad();
    pages.launchpad = renderOutageHtml([launchpad], LINKS);
    pages.hostile = renderOutageHtml([makeHostile(launchpad), launchpad], LINKS);
    const undecided = await contextOfUndecided('12:01:20', null);
    const open = undecided.outages.at(-1);
    if (open) pages.open = renderOutageHtml([await reportOutage(undecided, open)], LINKS);
    const year = await contextOfYear();
    const register = await buildRegister(year, { start: 0, end: Date.parse('2013-01-01T00:00:00Z') });
    pages.year = renderRegisterHtml(register);
    const [before, after] = year.outages;
    if (before && after) {
      const [earlier, later] = [await reportOutage(year, before), await reportOutage(year, after)];
      pages.comparison = renderComparisonHtml(compareOutages(later, earlier));
    }
  });
  afterAll(() => browser?.close());

  const cases = PAGES.flatMap((name) =>
    VIEWS.map(({ colorScheme, ...viewport }) => ({ name, width: viewport.width, colorScheme, viewport })),
  );

  it.each(cases)('$name at $width, $colorScheme', async ({ name, colorScheme, viewport }) => {
    const page = await browser.newPage({ colorScheme, viewport });
    try {
      await page.setContent(pages[name]);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(widthBeside)).toBe(0);
      expect(await page.evaluate(smallestLabel)).toBeGreaterThanOrEqual(11);
    } finally {
      await page.close();
    }
  });

  it.each(PAGES)('%s on paper: all that can be opened is open, and nothing is cut off', async (name) => {
    const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    try {
      await page.setContent(pages[name]);
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate(closedDetails)).toEqual([]);
      expect(await page.evaluate(widthBeside)).toBe(0);
    } finally {
      await page.close();
    }
  });
});

async function reportOfLaunchpad(): Promise<OutageReport> {
  const { db, config } = loadIncident();
  const context = await gatherReportContext(openSnapshot(db), config, END_OF_SAMPLE);
  const [outage] = context.outages;
  if (!outage) throw new Error('the sample has no outage');
  return reportOutage(context, outage);
}

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(axeFindings);
}
