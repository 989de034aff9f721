import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { gatherReportContext } from '../../../src/evidence/report-context.js';
import { reportOutage } from '../../../src/reports/outage/build-outage-report.js';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import { renderOutageHtml } from '../../../src/reports/outage/rendering/render-html.js';
import { renderOutageJunit } from '../../../src/reports/outage/rendering/render-junit.js';
import { renderOutageMarkdown } from '../../../src/reports/outage/rendering/render-markdown.js';
import { renderOutageMetrics } from '../../../src/reports/outage/rendering/render-metrics.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { END_OF_SAMPLE, loadIncident } from '../../support/load-incident.js';
import { withoutStyle } from '../../support/without-style.js';
import { HOSTILE, makeHostile } from './hostile-report.js';

let report: OutageReport;
let hostile: OutageReport;

beforeAll(async () => {
  const { db, config } = loadIncident();
  const context = await gatherReportContext(openSnapshot(db), config, END_OF_SAMPLE);
  const [outage] = context.outages;
  if (!outage) throw new Error('the sample has no outage');
  report = await reportOutage(context, outage);
  hostile = makeHostile(report);
});

describe('the outage report as HTML', () => {
  it('reads as in the golden file', async () => {
    await expect(withoutStyle(renderOutageHtml([report], { oopsUrl: null }))).toMatchFileSnapshot(
      '../../golden/outage-incident.html',
    );
  });

  it('is well formed, runs nothing and fetches nothing, whatever the reports say', () => {
    for (const html of [
      renderOutageHtml([report], { oopsUrl: null }),
      renderOutageHtml([hostile, report], { oopsUrl: null }),
    ]) {
      const void_ = html.replace(/<(meta|br)([^>]*)>/g, '<$1$2/>').replace('<!DOCTYPE html>', '');
      expect(XMLValidator.validate(void_)).toBe(true);
      expect(html).not.toMatch(/<script|<link|<img|<iframe|javascript:[^x]|\son\w+=|url\(|style="/i);
      expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'`);
    }
  });

  it('shows no character that a terminal or a reader of text would act on', () => {
    expect(renderOutageHtml([hostile], { oopsUrl: null })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('links OOPSes where their pages are known, and nothing else', () => {
    const linked = renderOutageHtml([hostile, report], { oopsUrl: 'https://oops.example.com/{id}' });
    const targets = [...linked.matchAll(/<a class="id short" href="([^"]*)" title="[^"]*">([^<]*)<\/a>/g)];
    expect(targets.length).toBeGreaterThan(5);
    for (const [, href, id] of targets) {
      expect(href).toMatch(/^https:\/\/oops\.example\.com\/[\w.!~*'()%-]+$/);
      expect(decodeURIComponent((href ?? '').slice(25))).toBe(unescapeHtml(id ?? ''));
    }
    const others = [...renderOutageHtml([hostile, report], { oopsUrl: null }).matchAll(/<a ([^>]*)>/g)];
    for (const [, attributes] of others) expect(attributes).toMatch(/^href="#[a-z]+(-2)?"$/);
  });

  it('leads to sections of its own, of every outage', () => {
    const html = renderOutageHtml([hostile, report], { oopsUrl: null });
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const led = [...html.matchAll(/<a href="#([^"]*)">/g)].map(([, id]) => id);
    expect(led.length).toBeGreaterThan(10);
    expect(led.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('tells its picture in words', () => {
    const html = renderOutageHtml([report], { oopsUrl: null });
    expect(html).toContain('<title>The storm of outage fdt-2011-09-08</title>');
    expect(html).toMatch(
      /<desc>appservers: \d+ expected, 3 unexpected; most at 08:53:\d\d, \d+ OOPSes in 1 s\./,
    );
  });
});

describe('the outage report as Markdown', () => {
  it('reads as in the golden file', async () => {
    await expect(renderOutageMarkdown(report)).toMatchFileSnapshot('../../golden/outage-incident.md');
  });

  it('makes no markup, link or mention of what strangers wrote', () => {
    const outsideCode = renderOutageMarkdown(hostile)
      .replace(/^ *(`{3,})\n[\s\S]*?^ *\1$/gm, '')
      .replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '')
      .replace(/^<details>\n<summary>How they failed and recovered<\/summary>$|^<\/details>$/gm, '');
    expect(outsideCode).not.toMatch(/(?<!\\)<|(?<!\\)\[|https?:\/\/|@\w/);
    expect(outsideCode).not.toContain('\u001b');
  });
});

describe('the outage report as JUnit XML', () => {
  const parse = (text: string) =>
    new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: isList }).parse(text);
  const isList = (name: string) => name === 'testsuite' || name === 'testcase';

  it('reads as in the golden file', async () => {
    await expect(renderOutageJunit([report])).toMatchFileSnapshot('../../golden/outage-incident.xml');
  });

  // The rules of junit-10.xsd: what a suite and a case must have, and what may stand in a case.
  it('keeps the rules of the schema that build servers check it by', () => {
    for (const reports of [[report], [hostile], [report, hostile], []]) {
      const text = renderOutageJunit(reports);
      expect(XMLValidator.validate(text)).toBe(true);
      expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
      for (const suite of parse(text).testsuites.testsuite ?? []) {
        expect(suite).toMatchObject({
          name: expect.any(String),
          tests: String(suite.testcase.length),
          failures: String(suite.testcase.filter((one: object) => 'failure' in one).length),
          errors: '0',
          skipped: String(suite.testcase.filter((one: object) => 'skipped' in one).length),
          time: expect.stringMatching(/^\d+\.\d{3}$/),
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        });
        for (const one of suite.testcase) {
          expect(Object.keys(one).sort().slice(0, 1)).toEqual(['classname']);
          const children = Object.keys(one).filter((key) => !['name', 'classname', 'time'].includes(key));
          expect(children).toHaveLength(1);
          expect(['failure', 'skipped', 'system-out']).toContain(children[0]);
        }
      }
    }
  });

  it('has a case for each system and check, and skips what is undecided', () => {
    const [suite] = parse(renderOutageJunit([report])).testsuites.testsuite;
    expect(suite.testcase).toHaveLength(22);
    const named = (system: string, check: string) =>
      suite.testcase.find(
        (one: { classname: string; name: string }) =>
          one.classname === `fdt-2011-09-08.${system}` && one.name === check,
      );
    expect(named('appservers', 'failure')).toHaveProperty('failure.type', 'failed-unexpectedly');
    expect(named('appservers', 'recovery')).toHaveProperty('system-out');
    expect(named('code-imports', 'failure')).toHaveProperty('skipped');
  });
});

describe('the outage report as OpenMetrics', () => {
  it('reads as in the golden file', async () => {
    await expect(renderOutageMetrics([report])).toMatchFileSnapshot('../../golden/outage-incident.prom');
  });

  it('keeps the rules of the format', () => {
    const sample = /^([a-z_]+)\{([a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)+\} -?\d+(\.\d+)?$/;
    for (const reports of [[report], [report, hostile], []]) {
      const lines = renderOutageMetrics(reports).split('\n');
      expect(lines.slice(-2)).toEqual(['# EOF', '']);
      const families: string[] = [];
      for (const line of lines.slice(0, -2)) {
        const described = /^# TYPE (\w+) gauge$/.exec(line)?.[1];
        if (described) families.push(described);
        else if (line.startsWith('# HELP '))
          expect(line).toMatch(new RegExp(`^# HELP ${families.at(-1)} \\S`));
        else expect(sample.exec(line)?.[1], line).toBe(families.at(-1));
      }
      expect(new Set(families).size).toBe(families.length);
    }
  });

  it('escapes the values of labels', () => {
    expect(HOSTILE).toContain('"q" \\');
    expect(renderOutageMetrics([hostile])).toContain('\\"q\\" \\\\ ]]> ');
  });
});

function unescapeHtml(text: string): string {
  const named = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof named) => named[name]);
}
