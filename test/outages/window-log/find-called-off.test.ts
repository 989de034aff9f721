import { describe, expect, it } from 'vitest';
import { BY_HAND, type OutageWindow } from '../../../src/outages/window.js';
import { findCalledOff } from '../../../src/outages/window-log/find-called-off.js';
import type { CalledOff } from '../../../src/outages/window-log/window-log-format.js';

const NOW = Date.parse('2026-11-03T12:00:00Z');

function plan(more: Partial<OutageWindow> = {}): OutageWindow {
  return {
    ...{ outage: 'backup-20261104T020000Z', phase: 'downtime', systems: ['*'] },
    ...{ start: NOW + 1, end: NOW + 1000, title: null, budgetSeconds: null },
    ...{ isPlanned: true, source: 'plan.ics', ...more },
  };
}

const { isPlanned: _, ...actual } = plan();
const NOTHING = { cancelled: [], complete: [] };
const COMPLETE = { cancelled: [], complete: ['backup'] };
const CANCELLED = { cancelled: ['backup-20261104T020000Z'], complete: [] };

describe('a plan that a calendar no longer has', () => {
  it.each<[string, OutageWindow, CalledOff]>([
    ['is to come of a series that is told in full', plan(), COMPLETE],
    ['is cancelled', plan(), CANCELLED],
    ['has begun and is cancelled', plan({ start: NOW - 1 }), CANCELLED],
    ['is of a series that is cancelled', plan(), { cancelled: ['backup'], complete: [] }],
  ])('%s: it is off', (_, window, said) => {
    expect(findCalledOff([window], [], said, NOW)).toEqual([window]);
  });

  it.each<[string, OutageWindow, readonly OutageWindow[], CalledOff]>([
    ['begins now', plan({ start: NOW }), [], COMPLETE],
    ['is told at another time', plan(), [plan({ start: NOW + 5 })], COMPLETE],
    ['is of another series', plan({ outage: 'other-20261104T020000Z' }), [], COMPLETE],
    ['was recorded by hand', plan({ source: BY_HAND }), [], CANCELLED],
    ['happened', actual, [], CANCELLED],
    ['is one that nothing is said of', plan(), [], NOTHING],
  ])('%s: it stays', (_, window, told, said) => {
    expect(findCalledOff([window], told, said, NOW)).toEqual([]);
  });
});
