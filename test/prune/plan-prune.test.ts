import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { planPrune } from '../../src/prune/plan-prune.js';
import { covers } from '../../src/time/interval.js';

const NOW = Date.parse('2026-11-28T00:00:00Z');
const BEFORE = Date.parse('2026-11-20T00:00:00Z');

function isKept(moment: string, start: string, end: string | null): boolean {
  const window: OutageWindow = {
    ...{ outage: 'move', phase: 'downtime', systems: ['*'], title: null, budgetSeconds: null, source: 'log' },
    ...{ start: Date.parse(start), end: end === null ? null : Date.parse(end) },
  };
  const rules = {
    config: DEFAULT_CONFIG,
    windows: [window],
    now: NOW,
    before: BEFORE,
    referred: new Set<string>(),
  };
  return !planPrune(rules).stretches.some((stretch) => covers(stretch, Date.parse(moment)));
}

describe('planPrune', () => {
  it.each([
    ['30 days before an outage of the last year', '2026-02-01T09:00:00Z', true],
    ['a month and a day before it', '2026-01-30T09:00:00Z', false],
    ['the outage', '2026-03-03T09:00:30Z', true],
    ['its follow-up, and a storm over the end of that', '2026-03-05T08:59:00Z', true],
    ['three days after it', '2026-03-06T09:00:00Z', false],
  ])('says of %s whether it stays', (_, moment, stays) => {
    expect(isKept(moment, '2026-03-03T09:00:00Z', '2026-03-03T09:01:00Z')).toBe(stays);
  });

  it.each([
    ['the day before an outage of two years ago', '2024-03-03T08:58:00Z', false],
    ['what its windows reach', '2024-03-03T08:59:59Z', true],
    ['the hours after it', '2024-03-03T12:01:00Z', true],
    ['the evening after it', '2024-03-03T18:00:00Z', false],
  ])('says of %s whether it stays', (_, moment, stays) => {
    expect(isKept(moment, '2024-03-03T09:00:00Z', '2024-03-03T09:01:00Z')).toBe(stays);
  });

  it('keeps all since an outage of the last year began that is still open', () => {
    expect(isKept('2026-11-19T00:00:00Z', '2026-03-03T09:00:00Z', null)).toBe(true);
  });

  it('keeps what is younger', () => {
    expect(isKept('2026-11-20T00:00:00Z', '2024-03-03T09:00:00Z', '2024-03-03T09:01:00Z')).toBe(true);
    expect(isKept('2026-11-19T23:59:59Z', '2024-03-03T09:00:00Z', '2024-03-03T09:01:00Z')).toBe(false);
  });
});
