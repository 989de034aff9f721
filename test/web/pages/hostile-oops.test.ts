import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESSES } from '../../../src/web/addresses.js';
import { hasBrowser, startBrowser } from '../../support/browser.js';
import { HOSTILE_TEXT, UNPRINTABLE } from '../../support/hostile-values.js';
import { axeFindings, widthBeside } from '../../support/page-probes.js';
import { run } from '../../support/run.js';
import { pagesOf } from '../../support/site.js';
import { makeFolder } from '../../support/temporary-folder.js';

const LONG_WORD = 'w'.repeat(5000);

/** What every text of an OOPS is at once. */
const TEXTS = {
  hostile: HOSTILE_TEXT,
  'a long word': LONG_WORD,
  'an address that acts': 'javascript:alert(1)',
  'the end of a style sheet': '</style><script>alert(1)</script><style>',
  'halves of characters': '\ud800 \udc00 \udfff',
  'the name of a format': 'report.json',
  'a path': '../../%2e%2e/a/b?c=d#e%',
  nothing: '',
} as const;

/** An OOPS whose texts are all the same, its neighbours among them. */
function linesOf(text: string): string {
  const one = (id: string, seconds: number) => ({
    ...{
      id,
      time: `2011-09-08T12:00:0${seconds}Z`,
      type: text,
      value: `${text}\n${text}`,
      reporter: text,
      topic: text,
    },
    ...{
      url: text,
      username: text,
      tb_text: text,
      branch_nick: text,
      revno: text,
      hostname: text,
      last_oops: text,
    },
    req_vars: [
      [text, text],
      ['HTTP_REFERER', text],
      ['HTTP_USER_AGENT', text],
      ['REQUEST_METHOD', text],
    ],
    timeline: [
      [0, 10, text, text, text],
      [10, 20, text, text],
    ],
    ...{ [`extra ${text}`]: { [text]: text }, duration: 1 },
  });
  const id = text.trim() === '' ? 'OOPS-1A1' : text;
  return [one(id, 1), one(`${id} 2`, 2)].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The pages of the first OOPS of such a folder, and the id under which it is stored. */
async function makePages(text: string): Promise<{ id: string; pages: string[] }> {
  const folder = makeFolder({ 'oopses.ndjson': linesOf(text) });
  await run(folder, [
    'windows',
    'add',
    '--outage',
    'o',
    '--systems',
    '*',
    '--start',
    '2011-09-08T11:59Z',
    '--end',
    '2011-09-08T12:01Z',
  ]);
  expect(await run(folder, ['ingest', 'oopses.ndjson'])).toMatchObject({ code: 0 });
  const { stdout } = await run(folder, ['query', '--columns', 'id', '--sort', 'id', '--format', 'json']);
  const { rows } = JSON.parse(stdout) as { rows: string[][] };
  expect(rows).toHaveLength(2);
  const id = rows.flat().reduce((a, b) => (a.length < b.length ? a : b));
  const make = pagesOf(folder);
  const pages: string[] = [];
  for (const route of ['oops', 'why'] as const) {
    const address = ADDRESSES[route](id);
    const [, , segment = ''] = address.split('/');
    const answer = await make({ route, params: { oops: decodeURIComponent(segment) } });
    // What the address names is the OOPS itself: no page sends in circles.
    expect(answer).toMatchObject({ kind: 'page', status: 200 });
    if (answer.kind === 'page') pages.push(answer.body);
  }
  const missing = await make({ route: 'oops', params: { oops: `${text} 3` } });
  expect(missing).toMatchObject({ kind: 'page', status: 404 });
  if (missing.kind === 'page') pages.push(missing.body);
  return { id, pages };
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'attribute-boolean-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
  },
});

describe('the pages of an OOPS whose every text is', () => {
  it.each(Object.entries(TEXTS))('%s are harmless, valid and lead nowhere else', async (_, text) => {
    const { pages } = await makePages(text);
    for (const body of pages) {
      expect(body.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
      expect(body).not.toMatch(/<(script|img|iframe|object|b a)\b|\son\w+=|\sstyle=/i);
      expect(body.match(/<style>/g)).toHaveLength(1);
      const links = [...body.matchAll(/\s(?:href|action|src)="([^"]*)"/g)].map(([, href = '']) => href);
      expect(links.filter((href) => !/^(\/(?!\/)|#)/.test(href))).toEqual([]);
      const { results } = await validator.validateString(body);
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
      ).toEqual([]);
    }
  });

  it('an address of the web lead there, and to no page of ours', async () => {
    const { pages } = await makePages('https://evil.example/"><script>');
    const links = [...(pages[0] ?? '').matchAll(/href="(http[^"]*)"/g)].map(([, href]) => href);
    expect(new Set(links)).toEqual(new Set(['https://evil.example/%22%3E%3Cscript%3E']));
  });
});

describe.skipIf(!hasBrowser)('the same in Chromium (skipped without one)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const cases = Object.entries(TEXTS).flatMap(([name, text]) =>
    [1280, 390].map(
      (width) => ({ name, text, width, colorScheme: width === 390 ? 'dark' : 'light' }) as const,
    ),
  );

  it.each(cases)(
    '$name at $width, $colorScheme: nothing sticks out, and nobody is shut out',
    async ({ text, width, colorScheme }) => {
      const { pages } = await makePages(text);
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      try {
        for (const body of pages) {
          await page.setContent(body);
          expect(await page.evaluate(widthBeside)).toBe(0);
          await page.evaluate(axe.source);
          expect(await page.evaluate(axeFindings)).toEqual([]);
        }
      } finally {
        await page.close();
      }
    },
  );
});
