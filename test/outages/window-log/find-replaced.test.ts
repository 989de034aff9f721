import { describe, expect, it } from 'vitest';
import { BY_HAND, type OutageWindow } from '../../../src/outages/window.js';
import { findReplaced } from '../../../src/outages/window-log/find-replaced.js';

function window(more: Partial<OutageWindow> = {}): OutageWindow {
  return {
    outage: 'maintenance-1',
    phase: 'downtime',
    systems: ['web'],
    start: 1000,
    end: 2000,
    title: null,
    budgetSeconds: null,
    source: 'm.json',
    ...more,
  };
}

const planned = { isPlanned: true as const };

describe('a window that its tool tells otherwise', () => {
  it.each<[string, Partial<OutageWindow>, Partial<OutageWindow>]>([
    ['a plan that was moved', planned, { ...planned, start: 1500 }],
    ['an incident that became worse', { phase: 'partial' }, {}],
    ['a maintenance of more systems', { end: null }, { systems: ['db', 'web'] }],
    ['one that another file told', { source: 'monday.json' }, { start: 1500 }],
  ])('takes the place of the old: %s', (_, before, after) => {
    const [old, now] = [window(before), window(after)];
    expect(findReplaced([window({ outage: 'other' }), old], [now])).toEqual([{ before: old, after: now }]);
  });

  it.each<[string, readonly Partial<OutageWindow>[], Partial<OutageWindow>]>([
    ['that has only another end', [{}], { end: 3000 }],
    ['that happened, beside its plan', [planned], { start: 1500 }],
    ['that was recorded by hand', [{ source: BY_HAND }], { start: 1500 }],
    ['of which there are several', [{}, { systems: ['db'] }], { start: 1500 }],
    ['of another outage', [{ outage: 'maintenance-2' }], { start: 1500 }],
  ])('replaces none %s', (_, log, after) => {
    expect(findReplaced(log.map(window), [window(after)])).toEqual([]);
  });

  it('replaces none of an outage of which several are told', () => {
    const told = [window({ ...planned, start: 1500 }), window({ ...planned, phase: 'shutdown' })];
    expect(findReplaced([window(planned)], told)).toEqual([]);
  });

  it('replaces that of its own file where other files tell of the outage too', () => {
    const own = window();
    const log = [window({ systems: ['db'], source: 'extra.csv' }), own];
    expect(findReplaced(log, [window({ start: 1500 })]).map(({ before }) => before)).toEqual([own]);
  });
});
