import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reports/layout/outputs.js';
import { renderOutageHtml } from '../../../src/reports/outage/rendering/render-html.js';
import { renderOutageJunit } from '../../../src/reports/outage/rendering/render-junit.js';
import { renderOutageMarkdown } from '../../../src/reports/outage/rendering/render-markdown.js';
import { renderOutageMetrics } from '../../../src/reports/outage/rendering/render-metrics.js';
import { renderOutageText } from '../../../src/reports/outage/rendering/render-text.js';
import { GOOD_NEWS, NEWS, reportNews } from '../../support/news-scene.js';
import { withoutStyle } from '../../support/without-style.js';

const report = reportNews(NEWS);
const good = reportNews(GOOD_NEWS);
const systemOf = (name: string) => report.systems.find(({ system }) => system === name);

describe('the report of an outage after which much is new', () => {
  it('has a system for each of it', () => {
    expect(
      report.systems.map(({ system, failure, recovery }) => [system, failure.verdict, recovery.verdict]),
    ).toEqual([
      ['api', 'failed-as-expected', 'partly-silent'],
      ['blog', 'unaffected', 'recovered'],
      ['feed', 'failed-as-expected', 'recovered'],
      ['jobs', 'no-evidence', 'recovered'],
      ['mail', 'failed-as-expected', 'no-evidence'],
      ['search', 'failed-as-expected', 'recovered'],
      ['shop', 'failed-as-expected', 'recovered'],
      ['web', 'failed-as-expected', 'recovered'],
    ]);
  });

  it('counts requests, and what was thrown away', () => {
    expect(systemOf('web')).toMatchObject({ failure: { expected: 45 }, requests: 40, discards: 0 });
    expect(systemOf('jobs')).toMatchObject({ failure: { expected: 0 }, requests: 0, discards: 12 });
  });

  it('names reporters that were not heard again, a later rise, and what is worth a look', () => {
    expect(systemOf('api')?.recovery.missingReporters).toEqual(['API3']);
    expect(systemOf('web')?.recovery).toMatchObject({ missingReporters: [], laterRise: null });
    expect(systemOf('feed')?.recovery.laterRise).toEqual({
      start: '2011-09-08T00:26:01.000Z',
      afterSeconds: 961,
      signatures: [{ type: 'KeyError', value: '' }],
    });
    expect(systemOf('mail')?.worthALook).toEqual([
      { type: null, of: 'elevated', count: 8, pValue: expect.closeTo(0.00067, 5) },
    ]);
  });

  it.each([
    ['news', report],
    ['good-news', good],
  ])('reads as in the golden files: %s', async (name, read) => {
    const text = renderOutageText(read, PLAIN_LOOK);
    await expect(text).toMatchFileSnapshot(`../../golden/outage-${name}.txt`);
    await expect(renderOutageMarkdown(read)).toMatchFileSnapshot(`../../golden/outage-${name}.md`);
  });

  it('is drawn, counted and handed on as in the golden files', async () => {
    await expect(withoutStyle(renderOutageHtml([report], { oopsUrl: null }))).toMatchFileSnapshot(
      '../../golden/outage-news.html',
    );
    await expect(renderOutageJunit([report])).toMatchFileSnapshot('../../golden/outage-news.xml');
    await expect(renderOutageMetrics([report])).toMatchFileSnapshot('../../golden/outage-news.prom');
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot('../../golden/outage-news.json');
  });
});
