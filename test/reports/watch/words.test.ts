import { describe, expect, it } from 'vitest';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import { freshnessText, isLate, rateOf, rateText, windowText } from '../../../src/reports/watch/words.js';

const NOW = Date.parse('2026-11-18T09:10:00Z');
const MINUTE = 60_000;

describe('the words of a watch', () => {
  it.each<[number | null, boolean]>([
    [NOW - 30_000, false],
    [NOW - 30_001, true],
    [null, true],
  ])('call data late that was read at %s: %s', (readAt, late) => {
    expect(isLate({ readAt }, NOW)).toBe(late);
  });

  it('do not call late what is behind by its delivery lag alone', () => {
    const lagging = { until: NOW - 5 * MINUTE, readAt: NOW - 2000, heldBackBy: '/srv/oopses' };
    expect(freshnessText(lagging, NOW)).toEqual({
      text: 'known until 09:05:00 UTC, 5 min ago',
      tone: 'none',
    });
  });

  it.each([
    [
      { until: null, readAt: null, heldBackBy: null },
      'NONE: nothing was ever read in full. Load what arrives: oops-report ingest --follow',
    ],
    [
      { until: NOW - 5 * MINUTE, readAt: NOW - 4 * MINUTE, heldBackBy: '/srv/oopses' },
      'LATE: nothing is known after 09:05:00 UTC, 5 min ago: /srv/oopses is not read',
    ],
    [
      { until: NOW - 5 * MINUTE, readAt: NOW - 5 * MINUTE, heldBackBy: null },
      'LATE: nothing is known after 09:05:00 UTC, 5 min ago',
    ],
  ])('raise an alarm for %j', (freshness, text) => {
    expect(freshnessText(freshness, NOW)).toEqual({ text, tone: 'alarm' });
  });

  it.each([
    ['09:20:00', null, 'planned from 09:20:00: partial of api, web'],
    ['09:20:00', '09:25:00', 'planned from 09:20:00 to 09:25:00: partial of api, web'],
    ['09:00:00', null, 'open since 09:00:00: partial of api, web'],
    ['09:00:00', '09:15:00', 'since 09:00:00, to end at 09:15:00: partial of api, web'],
    ['09:00:00', '09:05:00', 'closed 09:00:00 to 09:05:00: partial of api, web'],
  ])('say of a window from %s to %s how it stands', (start, end, text) => {
    const at = (clock: string) => `2026-11-18T${clock}.000Z`;
    const window: OutageReport['windows'][number] = {
      ...{ outage: 'o', phase: 'partial', systems: ['api', 'web'], start: at(start) },
      ...{ end: end && at(end), title: null, budgetSeconds: null, source: 'test' },
    };
    expect(windowText(window, NOW)).toBe(text);
  });

  it('measure a rate over ten seconds', () => {
    expect(rateOf([100, ...Array.from({ length: 9 }, () => 1), 0])).toBe(0.9);
    expect(rateOf([])).toBe(0);
    expect([0, 0.04, 0.9, 9.94, 9.95, 11.6].map(rateText)).toEqual(['0', '0', '0.9', '9.9', '10', '12']);
  });
});
