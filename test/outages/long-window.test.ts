import { describe, expect, it } from 'vitest';
import { describeLong, isConfirmed, isLong } from '../../src/outages/long-window.js';
import type { OutageWindow } from '../../src/outages/window.js';

const START = Date.parse('2026-12-24T00:00:00Z');
const HOUR = 3_600_000;

/** A window of all systems that lasts some hours. */
function makeWindow(hours: number, more: Partial<OutageWindow> = {}): OutageWindow {
  return {
    ...{ outage: 'freeze', phase: 'downtime', systems: ['*'], start: START, end: START + hours * HOUR },
    ...{ title: null, budgetSeconds: null, source: 'plan.ics', ...more },
  };
}

const plan = (hours: number, more: Partial<OutageWindow> = {}) =>
  makeWindow(hours, { isPlanned: true, ...more });

describe('a window in which everything is down', () => {
  it.each([
    ['a plan of half a day', plan(12), false],
    ['a plan of a minute more', plan(12 + 1 / 60), true],
    ['the day on which clocks go forward', plan(23), true],
    ['a day that happened', makeWindow(24), false],
    ['a day and a minute that happened', makeWindow(24 + 1 / 60), true],
    ['ten days of named systems', plan(240, { systems: ['web'] }), false],
    ['one without an end', plan(0, { end: null }), false],
  ])('of %s is long: %#', (_, window, expected) => {
    expect(isLong(window)).toBe(expected);
  });

  it.each([
    ['the same', plan(24), plan(24), true],
    ['a longer one of the same outage', plan(48), plan(24), true],
    ['a shorter one of the same outage', plan(24), plan(48), false],
    [
      'another time of its series',
      plan(24, { outage: 'f-20261224T000000Z' }),
      plan(24, { outage: 'f-20271224T000000Z' }),
      true,
    ],
    [
      'one that happened, of an id that looks like its series',
      makeWindow(48, { outage: 'f-20261224T000000Z' }),
      makeWindow(48, { outage: 'f-20271224T000000Z' }),
      false,
    ],
    ['what happened', makeWindow(48), plan(48), false],
    ['another outage', plan(24, { outage: 'x' }), plan(24), false],
    ['nothing long', plan(1), plan(24), false],
  ])('is confirmed where the log has %s: %#', (_, recorded, window, expected) => {
    expect(isConfirmed(window, [recorded])).toBe(expected);
  });

  it('is named with its title, its length and its times', () => {
    expect(describeLong(plan(240, { title: 'Year "end"' }), 0)).toBe(
      'freeze "Year \\"end\\"": downtime of all systems for 10 d, from 2026-12-24T00:00:00.000Z to 2027-01-03T00:00:00.000Z',
    );
    expect(describeLong(plan(24), 2)).toBe(
      'freeze: downtime of all systems for 1 d, from 2026-12-24T00:00:00.000Z to 2026-12-25T00:00:00.000Z, and 2 more like it',
    );
  });
});
