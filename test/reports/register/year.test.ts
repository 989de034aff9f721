import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportContext } from '../../../src/evidence/report-context.js';
import { PLAIN_LOOK } from '../../../src/reports/layout/outputs.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import {
  compareOutages,
  type OutageComparison,
} from '../../../src/reports/outage/comparison/compare-outages.js';
import {
  renderComparisonHtml,
  renderComparisonMarkdown,
  renderComparisonText,
} from '../../../src/reports/outage/comparison/render-comparison.js';
import { buildRegister } from '../../../src/reports/register/build-register.js';
import type { OutageRegister } from '../../../src/reports/register/register.js';
import { renderRegisterHtml } from '../../../src/reports/register/render-html.js';
import { renderRegisterMarkdown } from '../../../src/reports/register/render-markdown.js';
import { renderRegisterText } from '../../../src/reports/register/render-text.js';
import { withoutStyle } from '../../support/without-style.js';
import { contextOfYear } from '../../support/year-scene.js';
import { HOSTILE, makeHostile } from '../outage/hostile-report.js';

/** Markdown keeps addresses from becoming links by a space without width. */
const CONTROL = /(?![\n\u200b])[\p{Cc}\p{Cf}]/u;

let context: ReportContext;
let register: OutageRegister;

beforeAll(async () => {
  context = await contextOfYear();
  register = await buildRegister(context, { start: 0, end: Date.parse('2013-01-01T00:00:00Z') });
});

describe('the register of a year', () => {
  it('knows what went wrong', () => {
    const wrong = register.outages.filter(({ verdict }) => verdict !== 'as-expected');
    expect(wrong.map(({ outage, verdict, notAsExpected }) => [outage, verdict, notAsExpected])).toEqual([
      ['fdt-2012-05-08-10', 'not-as-expected', ['WEB']],
      ['fdt-2011-10-04-08', 'not-as-expected', ['CODE']],
      ['fdt-2011-09-08-08', 'not-as-expected', ['WEB']],
    ]);
    const offSchedule = register.outages.filter(({ scheduleFaults }) => scheduleFaults.length > 0);
    expect(offSchedule.map(({ outage }) => outage)).toEqual(['fdt-2012-08-14-14']);
  });

  it('shows the regimes of the practice month by month', () => {
    expect(register.months.map(({ month, medianSeconds }) => [month, medianSeconds])).toEqual([
      ['2012-08', 9],
      ['2012-05', 7.5],
      ['2012-03', 9],
      ['2012-02', 19],
      ['2012-01', 22],
      ['2011-12', 28],
      ['2011-11', 41],
      ['2011-10', 265],
      ['2011-09', 113.5],
    ]);
  });

  it.each<[ending: string, render: (register: OutageRegister) => string]>([
    ['txt', (register) => renderRegisterText(register, PLAIN_LOOK)],
    ['md', renderRegisterMarkdown],
    ['html', (register) => withoutStyle(renderRegisterHtml(register))],
    ['json', (register) => `${JSON.stringify(register, null, 2)}\n`],
  ])('reads as in the golden file, as %s', async (ending, render) => {
    await expect(render(register)).toMatchFileSnapshot(`../../golden/register-year.${ending}`);
  });

  it('marks the counts of an outage in which events were thrown away', () => {
    const [outage, ...others] = register.outages;
    if (!outage) throw new Error('the year has outages');
    const marked = { ...register, outages: [{ ...outage, stormSize: 77, discards: 3 }, ...others] };
    for (const page of [
      renderRegisterText(marked, PLAIN_LOOK),
      renderRegisterMarkdown(marked),
      renderRegisterHtml(marked),
    ]) {
      expect(page).toContain('77+');
      expect(page.replace(/\\|\s+/g, ' ')).toContain(
        'events were thrown away, and it is the least there was',
      );
    }
    expect(renderRegisterText(register, PLAIN_LOOK)).not.toMatch(/\d\+|thrown away/);
  });

  it('shows nothing of what strangers write as markup', () => {
    const hostile = {
      ...register,
      outages: register.outages.map((outage) => ({
        ...outage,
        outage: HOSTILE,
        title: HOSTILE,
        notAsExpected: [HOSTILE],
        scheduleFaults: [HOSTILE],
      })),
    };
    const html = renderRegisterHtml(hostile);
    expect(html).not.toContain('<script');
    for (const text of [html, renderRegisterText(hostile, PLAIN_LOOK), renderRegisterMarkdown(hostile)])
      expect(text).not.toMatch(CONTROL);
    expect(renderRegisterMarkdown(hostile)).not.toMatch(/(?<!\\)(\]\(javascript|!\[i)/);
  });
});

describe('an outage held against the one before', () => {
  const build = async (place: number) => {
    const outage = context.outages[place];
    if (!outage) throw new Error(`there is no outage ${place}`);
    return reportOutage(context, outage);
  };

  it.each<[ending: string, render: (comparison: OutageComparison) => string]>([
    ['txt', (comparison) => renderComparisonText(comparison, PLAIN_LOOK)],
    ['md', renderComparisonMarkdown],
    ['html', (comparison) => withoutStyle(renderComparisonHtml(comparison))],
    ['json', (comparison) => `${JSON.stringify(comparison, null, 2)}\n`],
  ])('reads as in the golden file, as %s', async (ending, render) => {
    const comparison = compareOutages(await build(2), await build(0));
    await expect(render(comparison)).toMatchFileSnapshot(`../../golden/comparison.${ending}`);
  });

  it.each([
    [0, 0, null],
    [3, 0, 'at least 3 before:'],
    [0, 4, 'at least 4 now:'],
    [3, 4, 'at least 3 before and 4 now:'],
  ])(
    'says that counts are the least there were where %i and %i events were thrown away',
    async (before, after, text) => {
      const throwing = async (index: number, discards: number) => {
        const report = await build(index);
        return {
          ...report,
          systems: report.systems.map((one, place) => (place === 0 ? { ...one, discards } : one)),
        };
      };
      const comparison = compareOutages(await throwing(2, after), await throwing(0, before));
      expect(comparison.discards).toEqual({ before, after });
      for (const render of [renderComparisonMarkdown, renderComparisonHtml]) {
        if (text === null) expect(render(comparison)).not.toContain('thrown away');
        else
          expect(render(comparison)).toContain(
            `Events were thrown away, ${text} counts are the least there were.`,
          );
      }
    },
  );

  it('shows nothing of what strangers write as markup', async () => {
    const comparison = compareOutages(makeHostile(await build(2)), makeHostile(await build(0)));
    const html = renderComparisonHtml(comparison);
    expect(html).not.toContain('<script');
    for (const text of [
      html,
      renderComparisonText(comparison, PLAIN_LOOK),
      renderComparisonMarkdown(comparison),
    ])
      expect(text).not.toMatch(CONTROL);
  });
});
