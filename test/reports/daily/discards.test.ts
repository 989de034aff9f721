import { describe, expect, it } from 'vitest';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import { buildDailyMail } from '../../../src/reports/daily/mail/build-mail.js';
import { renderDailyHtml } from '../../../src/reports/daily/render-html.js';
import { renderDailyMarkdown } from '../../../src/reports/daily/render-markdown.js';
import { renderDailyText } from '../../../src/reports/daily/render-text.js';
import type { Discard } from '../../../src/store/records.js';
import { at, DAY, reportContextOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const LINKS = { bugUrl: 'https://bugs.example/{id}', oopsUrl: null };
const RENDERINGS = [
  ['text', renderDailyText],
  ['HTML', renderDailyHtml],
  ['Markdown', renderDailyMarkdown],
] as const;

const thrownAway = (given: Partial<Discard> = {}): Discard => ({
  reporter: 'WEB1',
  reason: 'ratelimit_backoff',
  minute: at('09:00:00'),
  count: 10,
  ...given,
});
const [BEFORE, SEEN] = [
  newOops('OOPS-1Z1', { reporter: 'WEB1', time: at('09:00:00', '2011-09-07'), type: 'KeyError' }),
  newOops('OOPS-1A1', { reporter: 'WEB1', time: at('09:00:00'), type: 'KeyError' }),
];
const SYSTEMS = [
  { name: 'web', reporters: ['WEB*'], during: 'fails' as const, expectedFailures: null },
  { name: 'api', reporters: ['API'], during: 'fails' as const, expectedFailures: null },
];

const reportOf = async (
  discards: readonly Discard[],
  { oopses = [BEFORE, SEEN], asOf = null as number | null, ...more } = {},
  request: Partial<typeof DAY> = {},
) =>
  reportDay(await reportContextOf(oopses, [], { systems: SYSTEMS, ...more }, asOf, discards), {
    ...DAY,
    ...request,
  });

/** What a page says, however it breaks its lines and escapes. */
const wordsOf = (page: string) => page.replace(/\\|^> | ! /gm, '').replace(/\s+/g, ' ');

describe('what was thrown away', () => {
  const told = [
    thrownAway(),
    thrownAway({ minute: at('21:30:00'), count: 5 }),
    thrownAway({ reporter: 'web2', reason: 'sample_rate', count: 20 }),
    thrownAway({ reporter: 'mute', reason: 'queue_overflow', count: 1 }),
  ];

  it('is counted by system, reporter and reason, the most first', async () => {
    expect((await reportOf(told)).discards).toEqual([
      { system: 'web', reporter: 'web2', reason: 'sample_rate', count: 20 },
      { system: 'web', reporter: 'WEB1', reason: 'ratelimit_backoff', count: 15 },
      { system: 'mute', reporter: 'mute', reason: 'queue_overflow', count: 1 },
    ]);
  });

  it('is that of the systems that were asked for', async () => {
    const only = async (...systems: string[]) =>
      (await reportOf(told, {}, { systems, group: 'some' })).discards?.map(({ system, count }) => [
        system,
        count,
      ]);
    expect(await only('MUTE')).toEqual([['mute', 1]]);
    expect(await only('web')).toEqual([
      ['web', 20],
      ['web', 15],
    ]);
    expect(await only('api')).toBeUndefined();
  });

  it.each([
    ['the minute before the period', at('23:59:00', '2011-09-07'), false],
    ['its first minute', at('00:00:00'), true],
    ['its last minute', at('23:59:00'), true],
    ['the minute after it', at('00:00:00', '2011-09-09'), false],
  ])('belongs to it when it was said in %s: %s', async (_, minute, isIn) => {
    expect((await reportOf([thrownAway({ minute })])).discards !== undefined).toBe(isIn);
  });

  it('is not known before it was said', async () => {
    expect((await reportOf(told, { asOf: at('12:00:00') })).discards?.map(({ count }) => count)).toEqual([
      20, 10, 1,
    ]);
  });

  it.each(RENDERINGS)('is said in %s', async (_, render) => {
    const page = wordsOf(render(await reportOf(told), LINKS));
    expect(page).toContain(
      'At least 36 more events were thrown away before anybody could count: web2 20 (sample_rate), WEB1 15 (ratelimit_backoff), mute 1 (queue_overflow). All counts are the least there were.',
    );
  });

  it.each(RENDERINGS)('does not let a day without an OOPS pass for a quiet one in %s', async (_, render) => {
    for (const oopses of [[BEFORE], []]) {
      const page = wordsOf(render(await reportOf([thrownAway({ count: 1 })], { oopses }), LINKS));
      expect(page).toContain('No OOPS of this period came through, but it need not have been quiet.');
      expect(page).toContain('At least 1 more event was thrown away');
      expect(page).not.toMatch(/database is empty|No OOPS was written/);
    }
  });

  it.each(RENDERINGS)('is nowhere in %s where nothing was', async (_, render) => {
    const report = await reportOf([]);
    expect(render(report, LINKS)).not.toContain('thrown away');
    expect(report).not.toHaveProperty('discards');
  });

  it('may hold what falls or is gone', async () => {
    const often = Array.from({ length: 60 }, (_, minute) =>
      newOops(`OOPS-1Y${minute}`, {
        reporter: 'WEB1',
        time: at('09:00:00', '2011-09-07') + minute * 60_000,
        type: 'TypeError',
      }),
    );
    const report = await reportOf([thrownAway()], { oopses: [BEFORE, ...often, SEEN] });
    expect(report.gone).toHaveLength(1);
    expect(wordsOf(renderDailyText(report, LINKS))).toContain(
      'All counts are the least there were, and what falls or is gone may be among them.',
    );
  });

  it.each([
    [told, 'OOPS summary of web: 1 reported, at least 36 thrown away, Thursday 2011-09-08, UTC'],
    [[], 'OOPS summary of web: 1 reported, Thursday 2011-09-08, UTC'],
  ])('stands in the subject of a mail: %#', async (discards, subject) => {
    const sent = { group: 'web', from: 'oops@example.com', to: [] };
    expect(buildDailyMail(await reportOf(discards), LINKS, sent).subject).toBe(subject);
  });

  it('acts in no format, whatever its reporter is called', async () => {
    const hostile = await reportOf([thrownAway({ reporter: '<b>\u001b[31m@you', reason: '|`x`|' })]);
    expect(renderDailyHtml(hostile, LINKS)).not.toContain('<b>');
    expect(renderDailyText(hostile, LINKS)).not.toContain('\u001b');
    expect(renderDailyMarkdown(hostile, LINKS)).toContain('\\`x\\`');
  });
});
