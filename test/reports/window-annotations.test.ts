import { expect, it } from 'vitest';
import { annotationOf } from '../../src/reports/window-annotations.js';
import type { ReportedWindow } from '../../src/reports/windows.js';

const WINDOW: ReportedWindow = {
  outage: 'fdt-1',
  phase: 'downtime',
  systems: ['blog', 'web'],
  start: '2011-09-08T08:53:05.000Z',
  end: '2011-09-08T08:55:17.000Z',
  title: 'Trial run',
  budgetSeconds: null,
  source: 'w.csv',
};

it('makes of a window an annotation with its time in milliseconds, and tags to choose by', () => {
  expect(annotationOf(WINDOW)).toEqual({
    time: 1315471985000,
    timeEnd: 1315472117000,
    tags: ['oops-report', 'outage:fdt-1', 'phase:downtime', 'system:blog', 'system:web'],
    text: 'fdt-1: Trial run (downtime of blog, web)',
  });
});

it('makes of an open window one without an end, and of a plan one that says so', () => {
  const annotation = annotationOf({ ...WINDOW, systems: ['*'], end: null, title: null, isPlanned: true });
  expect(annotation).toEqual({
    time: 1315471985000,
    tags: ['oops-report', 'outage:fdt-1', 'phase:downtime', 'system:*', 'planned'],
    text: 'fdt-1: planned downtime of *',
  });
});
