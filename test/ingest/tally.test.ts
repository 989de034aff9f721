import { describe, expect, it } from 'vitest';
import { Tally } from '../../src/ingest/tally.js';

const at = (time: string) => Date.parse(`2011-09-08T${time}Z`);

describe('Tally', () => {
  it('begins with nothing', () => {
    expect(new Tally().summary(0)).toEqual({
      found: 0,
      loaded: 0,
      known: 0,
      rejected: 0,
      skipped: 0,
      unsettled: 0,
      exports: 0,
      notErrors: 0,
      rejects: [],
      unreadableFolders: [],
      firstTime: null,
      lastTime: null,
      elapsedSeconds: 0,
    });
  });

  it('counts what was found as what became of it, without what waits for the next run', () => {
    const tally = new Tally();
    tally.load(at('08:54:00'));
    tally.load(at('08:53:00'));
    tally.known += 4;
    tally.skipped += 8;
    tally.unsettled += 16;
    tally.reject('/x', 'no id');
    tally.rejectUnlisted(32);
    expect(tally).toMatchObject({ good: 6, rejected: 33 });
    expect(tally.summary(1500)).toMatchObject({
      ...{ found: 47, loaded: 2, known: 4, rejected: 33, skipped: 8, unsettled: 16 },
      firstTime: '2011-09-08T08:53:00.000Z',
      lastTime: '2011-09-08T08:54:00.000Z',
      elapsedSeconds: 1.5,
    });
  });

  it('names what was refused in the order of paths, and of lines as numbers', () => {
    const tally = new Tally();
    tally.reject('/b.csv', 'no id', 10);
    tally.reject('/b.csv', 'no time', 9);
    tally.reject('/a', 'empty file');
    tally.missFolder({ path: '/d', reason: 'permission denied' });
    tally.missFolder({ path: '/c', reason: 'permission denied' });
    expect(tally.summary(0)).toMatchObject({
      rejects: [
        { path: '/a', reason: 'empty file' },
        { path: '/b.csv line 9', reason: 'no time' },
        { path: '/b.csv line 10', reason: 'no id' },
      ],
      unreadableFolders: [{ path: '/c' }, { path: '/d' }],
    });
  });

  it('takes back the refusal of a file, once, and of no row of an export', () => {
    const tally = new Tally();
    tally.reject('/a', 'no id');
    tally.reject('/b', 'no id', 1);
    expect([tally.takeBack('/a'), tally.takeBack('/a'), tally.takeBack('/b')]).toEqual([true, false, false]);
    expect(tally.summary(0).rejects).toEqual([{ path: '/b line 1', reason: 'no id' }]);
  });
});
