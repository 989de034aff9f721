import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { renderDailyHtml } from '../../../src/reports/daily/render-html.js';
import { renderDailyMarkdown } from '../../../src/reports/daily/render-markdown.js';
import { reportContextOf, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const EVIL = '"><script>alert(1)</script>[x](javascript:alert(1))\u001b[2J`';
const LINKS = {
  bugUrl: 'https://bugs.launchpad.net/bugs/{id}',
  oopsUrl: 'https://oops.example.com/?id={id}',
};
const at = (clock: string) => Date.parse(`2011-09-08T${clock}Z`);

const oopses = [
  newOops(`OOPS-${EVIL}`, {
    time: at('12:00:00'),
    type: EVIL,
    value: EVIL,
    url: `javascript:${EVIL}`,
    topic: EVIL,
    method: EVIL,
    totalMilliseconds: 1,
    statementsCount: 1,
  }),
  newOops('OOPS-1A2', {
    time: at('12:00:00'),
    type: 'RequestExpired',
    mostExpensiveStatement: EVIL,
    topic: EVIL,
    url: `https://x/${EVIL}`,
  }),
  newOops('OOPS-1A3', {
    time: at('12:00:00'),
    type: 'NotFound',
    value: EVIL,
    referrer: `https://launchpad.net/${EVIL}`,
  }),
  newOops('OOPS-1A4', { time: at('08:01:00'), type: EVIL, value: EVIL }),
];
const window = windowOf('2011-09-08T08:00:00Z', '2011-09-08T08:05:00Z', {
  outage: EVIL.replace(/\p{Cc}/gu, ''),
  title: EVIL,
});
const report = await reportDay(await reportContextOf(oopses, [window]), {
  period: { start: at('00:00:00'), end: at('00:00:00') + 86_400_000 },
  summary: 'webapp',
  group: EVIL,
  systems: null,
});

describe('what strangers wrote', () => {
  it('is text in HTML, and linked only to the web', () => {
    const html = renderDailyHtml(report, LINKS);
    expect(html).not.toMatch(/<script|\p{Cc}(?<!\n)/u);
    expect(html).toContain('&lt;script&gt;');
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(3);
    for (const target of targets) expect(target).toMatch(/^(https?:\/\/|#)/);
  });

  it('is code or escaped words in Markdown', () => {
    const markdown = renderDailyMarkdown(report, LINKS);
    const outsideCode = markdown
      .replace(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
      .replace(/<https?:[^>\s]*>/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)<script|(?<!\\)\]\(javascript|\p{Cc}(?<!\n)/u);
    expect(markdown).toContain('javascript:alert');
  });
});
