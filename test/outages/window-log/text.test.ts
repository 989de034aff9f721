import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printWindowText, readWindowText, type WindowText } from '../../../src/outages/window-log/text.js';
import { anyWindow } from '../../support/arbitrary-windows.js';

const options = { source: 'log.csv', knownSystems: null };

const WRITTEN: WindowText = {
  outage: 'fdt-1',
  phase: ' Downtime ',
  systems: 'soyuz; blog',
  start: '2011-09-08 09:53:05',
  end: '',
  title: '',
  budget: '5m',
  kind: '',
};

describe('a window as people write it', () => {
  it('reads what it prints', () => {
    fc.assert(
      fc.property(anyWindow('log.csv'), (window) => {
        expect(readWindowText(printWindowText(window), options)).toEqual({ window });
      }),
    );
  });

  it('has times without an offset by the clocks of the zone', () => {
    expect(readWindowText(WRITTEN, { ...options, zone: 'Europe/London' })).toEqual({
      window: {
        outage: 'fdt-1',
        phase: 'downtime',
        systems: ['blog', 'soyuz'],
        start: Date.parse('2011-09-08T08:53:05Z'),
        end: null,
        title: null,
        budgetSeconds: 300,
        source: 'log.csv',
      },
    });
  });

  it.each(['5m', '90s', '0.5s'])('has a budget of %s as people say it', (budget) => {
    const { window } = readWindowText({ ...WRITTEN, budget }, options);
    expect(window && printWindowText(window).budget).toBe(budget);
  });

  it.each<[Partial<WindowText>, string]>([
    [{ phase: 'down' }, 'phase "down" is unknown. Write downtime, partial or shutdown.'],
    [{ start: ' ' }, 'start is empty. Write when the window began: 2011-09-08T08:53:05Z.'],
    [{ kind: 'plan' }, 'kind "plan" is unknown. Write planned, or leave it empty for what happened.'],
    [{ budget: '5' }, 'budget "5" is no length of time. Write it like 10s or 5m.'],
    [{ title: 'a\nb' }, 'title holds a line break or another control character. Remove it.'],
    [{ systems: ' ; ' }, 'systems is empty. Write the names of the systems, or * for all.'],
  ])('is refused with %j', (wrong, fault) => {
    expect(readWindowText({ ...WRITTEN, ...wrong }, options)).toEqual({ fault });
  });
});
