import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArrivals, lookAtName, restOfYouth } from '../../../src/receive/follow/arrivals.js';
import { makeFolder } from '../../support/temporary-folder.js';

describe('arrivals', () => {
  it('wait until they are due, and are given once, not too many together', () => {
    const arrivals = createArrivals();
    expect(arrivals.dueAt).toBe(Number.POSITIVE_INFINITY);
    arrivals.add('/a', 300);
    arrivals.add('/b', 100);
    arrivals.add('/c', 200);
    arrivals.add('/c', 100);
    expect([arrivals.dueAt, arrivals.size, arrivals.has('/a')]).toEqual([100, 3, true]);
    expect([
      arrivals.take(99, 9),
      arrivals.take(100, 1),
      arrivals.take(100, 9),
      arrivals.take(100, 9),
    ]).toEqual([[], ['/b'], ['/c'], []]);
    expect([arrivals.dueAt, arrivals.size]).toEqual([300, 1]);
  });

  it('are known again as what they were loaded', () => {
    const arrivals = createArrivals();
    const stamp = { size: 1, modifiedAt: 2 };
    arrivals.add('/a', 0);
    arrivals.noteLoaded('/a', stamp);
    expect([arrivals.has('/a'), arrivals.isLoaded('/a', stamp)]).toEqual([false, true]);
    expect([arrivals.isLoaded('/a', { ...stamp, size: 3 }), arrivals.isLoaded('/b', stamp)]).toEqual([
      false,
      false,
    ]);
    for (let index = 0; index < 20_000; index++) arrivals.noteLoaded(`/${index}`, stamp);
    expect([arrivals.isLoaded('/a', stamp), arrivals.isLoaded('/0', stamp)]).toEqual([false, true]);
  });
});

it('tells what a name stands for, and follows no link', () => {
  const folder = makeFolder({ file: '12' });
  mkdirSync(join(folder, 'folder'));
  symlinkSync('file', join(folder, 'link'));
  const kinds = ['file', 'folder', 'link', 'gone'].map((name) => lookAtName(join(folder, name)).kind);
  expect(kinds).toEqual(['file', 'folder', 'other', 'gone']);
  expect(lookAtName(join(folder, 'file'))).toMatchObject({ stamp: { size: 2 } });
});

it.each([
  [9000, 1000],
  [8000, 0],
  // Within the settling time the clock of the file is a little ahead; beyond it, it is another one.
  [11_000, 3000],
  [12_000, 0],
])('a file of second 10 that was written at %d is young for %d more', (modifiedAt, rest) => {
  expect(restOfYouth(modifiedAt, 2000, 10_000)).toBe(rest);
});
