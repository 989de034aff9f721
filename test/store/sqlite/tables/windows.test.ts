import { describe, expect, it } from 'vitest';
import type { OutageWindow } from '../../../../src/outages/window.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { importWindows, listWindows } from '../../../../src/store/sqlite/tables/windows.js';

const STAMP = { at: 5, by: 'stub' };
const WINDOW: OutageWindow = {
  outage: 'fdt-1',
  phase: 'downtime',
  systems: ['blog', 'soyuz'],
  start: 1000,
  end: null,
  title: 'Trial',
  budgetSeconds: 0.5,
  source: 'log.csv',
};

describe('importWindows', () => {
  it('keeps a window as it was given', () => {
    const { db } = openDatabase(':memory:');
    expect(importWindows(db, [WINDOW], STAMP)).toEqual({ imported: 1, updated: 0, unchanged: 0 });
    expect(listWindows(db)).toEqual([WINDOW]);
  });

  it('changes nothing when the same window comes again, in other spelling or from another file', () => {
    const { db } = openDatabase(':memory:');
    importWindows(db, [WINDOW], STAMP);
    const again = { ...WINDOW, systems: ['SOYUZ', 'Blog'], source: 'copy.csv' };
    expect(importWindows(db, [again], STAMP)).toEqual({ imported: 0, updated: 0, unchanged: 1 });
    expect(listWindows(db)).toEqual([WINDOW]);
  });

  it.each<Partial<OutageWindow>>([{ end: 2000 }, { title: 'Other' }, { title: null }, { budgetSeconds: 10 }])(
    'corrects %o and keeps what was said before',
    (correction) => {
      const { db } = openDatabase(':memory:');
      importWindows(db, [WINDOW], STAMP);
      const corrected = { ...WINDOW, ...correction };
      expect(importWindows(db, [corrected], { at: 9, by: 'wgrant' })).toEqual({
        imported: 0,
        updated: 1,
        unchanged: 0,
      });
      expect(listWindows(db)).toEqual([corrected]);
      const changes = db
        .prepare('SELECT action, before, after, changed_at, changed_by FROM window_change')
        .all();
      expect(changes).toEqual([
        { action: 'added', before: null, after: JSON.stringify(WINDOW), changed_at: 5, changed_by: 'stub' },
        {
          action: 'updated',
          before: JSON.stringify(WINDOW),
          after: JSON.stringify(corrected),
          changed_at: 9,
          changed_by: 'wgrant',
        },
      ]);
    },
  );

  it.each<Partial<OutageWindow>>([
    { outage: 'fdt-2' },
    { phase: 'shutdown' },
    { systems: ['blog'] },
    { start: 1001 },
  ])('takes %o for another window', (other) => {
    const { db } = openDatabase(':memory:');
    expect(importWindows(db, [WINDOW, { ...WINDOW, ...other }], STAMP)).toMatchObject({ imported: 2 });
  });

  it('lists by start, then outage, then phase', () => {
    const { db } = openDatabase(':memory:');
    const windows = [
      { ...WINDOW, start: 500, end: 600, outage: 'z' },
      { ...WINDOW, outage: 'a', phase: 'partial' as const },
      WINDOW,
      { ...WINDOW, phase: 'shutdown' as const },
    ];
    importWindows(db, windows.toReversed(), STAMP);
    expect(listWindows(db)).toEqual(windows);
  });
});
