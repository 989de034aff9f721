import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../../src/reports/daily/build-daily-report.js';
import type { DailyReport } from '../../../../src/reports/daily/daily-report.js';
import { renderDailyMail } from '../../../../src/reports/daily/mail/render-mail.js';
import type { NewOops } from '../../../../src/store/stored-oops.js';
import { HOSTILE_LINE, HOSTILE_TEXT, UNPRINTABLE } from '../../../support/hostile-values.js';
import { at, DAY, reportContextOf, WINDOW, windowOf } from '../../../support/report-context-of.js';
import { newOops } from '../../../support/sample-oops.js';
import { CLIPPED_AT, faultsOf, readMail } from './mail-programs.js';

const LINKS = {
  bugUrl: 'https://bugs.launchpad.net/bugs/{id}',
  oopsUrl: 'https://oops.example.com/?id={id}',
};

/** A day that has everything: outages, what they do not explain, a storm nobody wrote down, and every kind of change. */
async function fullDay(text: (index: number) => string, count: number): Promise<DailyReport> {
  const one = (id: string, time: number, given: Parameters<typeof newOops>[1]) =>
    newOops(`OOPS-${id}`, { time, type: 'KeyError', topic: text(0), ...given });
  const oopses: NewOops[] = Array.from({ length: count }, (_, index) => {
    const value = text(index);
    const url = `https://launchpad.net/${index}`;
    return [
      one(`${value}A${index}`, at('12:00:00'), { value, url, method: 'GET', totalMilliseconds: 9 + index }),
      one(`1B${index}`, at('12:00:00'), { type: 'NotFound', value, referrer: 'https://launchpad.net/x' }),
      one(`1C${index}`, at('12:00:00'), { type: 'RequestExpired', mostExpensiveStatement: value }),
      one(`1D${index}`, at('12:00:00'), { type: 'Unauthorized', value, url: `javascript:${value}` }),
      one(`1E${index}`, at('08:01:00'), { type: 'ValueError', value }),
      one(`1F${index}`, at('16:00:00') + index * 100, { type: 'DisconnectionError' }),
      one(`1G${index}`, at('12:00:00', '2011-09-07'), { type: 'OldError', value: 'gone' }),
    ];
  }).flat();
  const windows = [
    { ...WINDOW, title: text(0).replace(/\p{Cc}/gu, '') },
    ...Array.from({ length: count }, (_, index) =>
      windowOf('2011-09-08T03:00:00Z', '2011-09-08T03:00:10Z', { outage: `fdt-${index}` }),
    ),
  ];
  return reportDay(await reportContextOf(oopses, windows), { ...DAY, group: text(0) });
}

const small = await fullDay((index) => `value ${index}x`, 3);
const hostile = await fullDay((index) => `${HOSTILE_TEXT} ${index}`, 3);
const large = await fullDay((index) => `${index} ${'"<&\u{1f4a5}\'>'.repeat(400)}`, 120);

const reports = { small, hostile, large };

describe('the mail of a summary', () => {
  it.each(Object.entries(reports))('has nothing that a mail program takes out: the %s one', (_, report) => {
    const elements = readMail(renderDailyMail(report, LINKS));
    expect(elements.length).toBeGreaterThan(100);
    expect([...new Set(elements.flatMap(faultsOf))]).toEqual([]);
  });

  it('has what the page has, in its order', () => {
    const titles = [...renderDailyMail(small, LINKS).matchAll(/<h2[^>]*>([^<]*)</g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual([
      ...['What changed', 'Unexpected in Outages (3)', 'Timeline', 'Period', 'Sections', 'Top 10 Durations'],
      ...['Time Out Counts by Page ID', 'All Exceptions', 'All Time Outs', 'All Unauthorized Errors'],
      'All Pages Not Found',
    ]);
  });

  it('says the colour of its letters and of its paper in each cell that has words', () => {
    const cells = readMail(renderDailyMail(small, LINKS)).filter(
      ({ name, attributes }) => name === 'td' && attributes.style?.includes('font-family'),
    );
    expect(cells.length).toBeGreaterThan(50);
    for (const { attributes } of cells)
      expect(attributes.style).toMatch(/(^|;)color:#\w{6};.*background-color:#\w{6}/);
  });

  it('is shown in full by Gmail, however large the day was, and says what to type to see the rest', () => {
    const mail = renderDailyMail(large, LINKS);
    expect(Buffer.byteLength(mail)).toBeLessThan(CLIPPED_AT);
    expect(mail).toMatch(
      /and \d+ more:<\/span> <span[^>]*>oops-report query --from 2011-09-08 --to 2011-09-09 /,
    );
  });

  it('is small enough even where every text and address is as long as can be', () => {
    const long = '"'.repeat(5000);
    const links = { bugUrl: `https://x/${long}`, oopsUrl: `https://x/${long}{id}` };
    expect(
      Buffer.byteLength(renderDailyMail({ ...large, remarks: new Array(300).fill(long) }, links)),
    ).toBeLessThan(CLIPPED_AT);
  });

  it('has no tag, attribute or link of what strangers wrote', () => {
    const mail = renderDailyMail(hostile, LINKS);
    const elements = readMail(mail);
    expect(elements.map(({ name }) => name)).not.toContain('script');
    expect(elements.map(({ name }) => name)).not.toContain('b');
    for (const { attributes } of elements) {
      if (attributes.href === undefined) continue;
      expect(attributes.href).toMatch(
        /^https:\/\/(oops\.example\.com|launchpad\.net|bugs\.launchpad\.net)\//,
      );
    }
    expect(mail.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
    expect(mail).toContain('&lt;script&gt;');
    expect(HOSTILE_LINE).toContain('<script>');
  });

  it('needs nothing from elsewhere', () => {
    expect(renderDailyMail(small, LINKS)).not.toMatch(/\bsrc=|url\(|@import|<link|<style|<img|var\(/);
  });
});
