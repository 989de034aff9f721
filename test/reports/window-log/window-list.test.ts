import { describe, expect, it } from 'vitest';
import type { OutageWindow } from '../../../src/outages/window.js';
import { listWindows, printWindowList } from '../../../src/reports/window-log/window-list.js';

const NOW = Date.parse('2026-11-27T13:16:00Z');

/** A window of an hour of that day; `null` leaves it open. */
function makeWindow(outage: string, hour: number, more: Partial<OutageWindow> = {}): OutageWindow {
  const start = Date.parse('2026-11-27T00:00:00Z') + hour * 3_600_000;
  return {
    ...{ outage, phase: 'downtime', systems: ['*'], start, end: start + 3_600_000 },
    ...{ title: null, budgetSeconds: null, source: 'w.csv', ...more },
  };
}

/** Of windows without an end. */
const CAP = 2 * 3_600_000;

const print = (windows: readonly OutageWindow[]) => printWindowList(listWindows(windows, CAP), NOW);

describe('the list of windows', () => {
  it('has the windows of an outage together, under its id and title, and says how each stands', () => {
    const title = 'Move of the\u001b[31m database';
    expect(
      print([
        makeWindow('plan-9', 9, { isPlanned: true, title: 'Nightly' }),
        makeWindow('fdt-1', 9.5),
        makeWindow('move', 10, { phase: 'shutdown', systems: ['db', 'web'], title }),
        makeWindow('other', 11, { end: null, systems: ['blog'] }),
        makeWindow('move', 12.5, { title }),
        makeWindow('move', 13, { phase: 'partial', title: 'Replica' }),
        makeWindow('later', 14, { isPlanned: true }),
      ]),
    ).toBe(
      [
        'OUTAGE  STATE       KIND     PHASE     START                 END                   SYSTEMS  TITLE',
        'plan-9  took place  planned  downtime  2026-11-27T09:00:00Z  2026-11-27T10:00:00Z  *  Nightly  (as fdt-1)',
        'fdt-1   over        actual   downtime  2026-11-27T09:30:00Z  2026-11-27T10:30:00Z  *',
        'move    over        actual   shutdown  2026-11-27T10:00:00Z  2026-11-27T11:00:00Z  db web  Move of the\\x1b[31m database',
        '        ongoing     actual   downtime  2026-11-27T12:30:00Z  2026-11-27T13:30:00Z  *',
        '        ongoing     actual   partial   2026-11-27T13:00:00Z  2026-11-27T14:00:00Z  *  Replica',
        'other   open        actual   downtime  2026-11-27T11:00:00Z  open                  blog',
        'later   upcoming    planned  downtime  2026-11-27T14:00:00Z  2026-11-27T15:00:00Z  *',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['begins now', makeWindow('a', 13 + 16 / 60), 'ongoing'],
    ['ends now', makeWindow('a', 12 + 16 / 60), 'over'],
    ['is open and has not begun', makeWindow('a', 20, { end: null }), 'upcoming'],
    ['was planned for the past, and nothing happened', makeWindow('a', 1, { isPlanned: true }), 'over'],
  ])('of one that %s: %#', (_, window, state) => {
    expect(print([window]).split('\n')[1]).toContain(`a       ${state} `);
  });

  it('names in data the outage that a plan became', () => {
    const windows = [makeWindow('plan', 9, { isPlanned: true }), makeWindow('fdt-1', 9.5)];
    expect(listWindows(windows, CAP)).toMatchObject([
      { outage: 'plan', isPlanned: true, tookPlaceAs: 'fdt-1' },
      { outage: 'fdt-1' },
    ]);
    expect(listWindows(windows, CAP)[1]).not.toHaveProperty('tookPlaceAs');
  });
});
