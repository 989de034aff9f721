import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outageFromWindows } from '../../src/outages/outage.js';
import type { OutageWindow, Phase } from '../../src/outages/window.js';
import { anyWindow } from '../support/arbitrary-windows.js';

const at = (minute: number) => Date.UTC(2011, 8, 8, 8, minute);

function window(
  phase: Phase,
  start: number,
  end: number | null,
  more: Partial<OutageWindow> = {},
): OutageWindow {
  return {
    outage: 'fdt-1',
    phase,
    systems: ['*'],
    start: at(start),
    end: end === null ? null : at(end),
    title: null,
    budgetSeconds: null,
    source: 'log.csv',
    ...more,
  };
}

describe('outageFromWindows', () => {
  it('tells no outage from no windows', () => {
    expect(outageFromWindows([])).toEqual([]);
  });

  it('gathers the windows of the incident, sorted, with the first title and budget', () => {
    const shutdown = window('shutdown', 43, 60, { systems: ['soyuz'], title: 'Trial run' });
    const downtime = window('downtime', 53, 55, { title: 'No-op update', budgetSeconds: 300 });
    expect(outageFromWindows([downtime, shutdown])).toEqual([
      {
        id: 'fdt-1',
        title: 'Trial run',
        budgetSeconds: 300,
        windows: [shutdown, downtime],
        planned: [],
        start: at(53),
        end: at(55),
        durationSeconds: 120,
      },
    ]);
  });

  it.each([
    [
      'downtime windows alone',
      [window('downtime', 10, 12), window('partial', 5, 30), window('shutdown', 0, 60)],
      10,
      12,
      120,
    ],
    [
      'partial windows where none is downtime',
      [window('partial', 5, 30), window('shutdown', 0, 60)],
      5,
      30,
      1500,
    ],
    ['shutdown windows where there is nothing else', [window('shutdown', 0, 60)], 0, 60, 3600],
    ['windows that overlap, once', [window('downtime', 10, 12), window('downtime', 11, 14)], 10, 14, 240],
    [
      'windows with a break between, without it',
      [window('downtime', 10, 12), window('downtime', 20, 21)],
      10,
      21,
      180,
    ],
    ['a window inside another', [window('downtime', 10, 20), window('downtime', 12, 13)], 10, 20, 600],
    ['an open window', [window('downtime', 10, 12), window('downtime', 20, null)], 10, null, null],
    [
      'an open window of a phase that does not decide',
      [window('downtime', 10, 12), window('shutdown', 0, null)],
      10,
      12,
      120,
    ],
  ])('measures %s', (_, windows, start, end, durationSeconds) => {
    expect(outageFromWindows(windows)).toMatchObject([
      { start: at(start), end: end === null ? null : at(end), durationSeconds },
    ]);
  });

  it('sorts outages by start and then by id', () => {
    const outages = outageFromWindows([
      window('downtime', 20, 21, { outage: 'a' }),
      window('downtime', 10, 11, { outage: 'c' }),
      window('downtime', 10, 12, { outage: 'b' }),
    ]);
    expect(outages.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('keeps every window once, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(anyWindow('log.csv'), { maxLength: 6 }), (windows) => {
        const outages = outageFromWindows(windows);
        expect(outages.flatMap((outage) => outage.windows).length).toBe(windows.length);
        expect(outageFromWindows(windows.toReversed())).toEqual(outages);
      }),
    );
  });
});
