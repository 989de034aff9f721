import { describe, expect, it } from 'vitest';
import { findOutages } from '../../src/outages/find-outages.js';
import { outageFromWindows } from '../../src/outages/outage.js';
import type { OutageWindow } from '../../src/outages/window.js';

const window = (outage: string, start: string, end: string | null): OutageWindow => ({
  outage,
  phase: 'downtime',
  systems: ['*'],
  start: Date.parse(start),
  end: end === null ? null : Date.parse(end),
  title: null,
  budgetSeconds: null,
  source: 'test',
});

const outages = outageFromWindows([
  window('fdt-1', '2011-09-08T08:53:05Z', '2011-09-08T08:55:17Z'),
  window('fdt-2', '2011-09-08T23:59:00Z', '2011-09-09T00:00:00Z'),
  window('fdt-3', '2011-09-09T23:59:00Z', '2011-09-10T00:01:00Z'),
  window('FDT-3', '2011-09-12T10:00:00Z', '2011-09-12T10:01:00Z'),
  window('open', '2011-09-13T10:00:00Z', null),
]);

describe('findOutages', () => {
  it.each([
    ['an id', 'fdt-1', ['fdt-1']],
    ['an id in another case', 'Fdt-1', ['fdt-1']],
    ['an id as written before one in another case', 'FDT-3', ['FDT-3']],
    ['all of a day', '2011-09-08', ['fdt-1', 'fdt-2']],
    ['a day on which one began, but not one that ended at its midnight', '2011-09-09', ['fdt-3']],
    ['a day into which one lasted', '2011-09-10', ['fdt-3']],
    ['a day while one is open', '2011-09-20', ['open']],
    ['no day of the calendar', '2011-02-30', []],
    ['nothing of that name', 'nosuch', []],
  ])('finds %s', (_, named, ids) => {
    expect(findOutages(outages, named, Date.parse('2011-09-20T00:00:00Z')).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['2011-09-09T12:00:00Z', ['fdt-2']],
    ['2011-09-13T10:00:00Z', ['open']],
    ['2011-09-08T08:53:04.999Z', []],
  ])('takes as the latest the one that began last before %s', (now, ids) => {
    expect(findOutages(outages, 'latest', Date.parse(now)).map(({ id }) => id)).toEqual(ids);
  });
});
