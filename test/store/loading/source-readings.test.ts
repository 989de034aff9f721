import { describe, expect, it } from 'vitest';
import { recordedFileReading, recordedReading } from '../../../src/store/loading/source-readings.js';
import type { Source } from '../../../src/store/records.js';

const source = (path: string, given: Partial<Source> = {}): Source => ({
  ...{ path, kind: 'repository', lastReadAt: 5, readUntil: 5, heldBack: 0, hasGrown: false, ...given },
});
const log = source('/a/x.log', { kind: 'export' });
const singles = source('/a/b', { kind: 'export', readUntil: null });

describe('what is recorded of a reading in full', () => {
  it('is that it was then, of what is said no more', () => {
    expect(recordedReading([source('/a')], { path: '/a', kind: 'repository', lastReadAt: 9 })).toEqual({
      ...{ source: source('/a', { lastReadAt: 9, readUntil: 9 }), removed: [] },
    });
  });

  it('takes in what lies in it, but for exports and logs', () => {
    const known = [source('/a/2011-09-08'), log, singles, source('/ab')];
    const change = recordedReading(known, { path: '/a', kind: 'repository', lastReadAt: 9, heldBack: 2 });
    expect(change?.removed).toEqual(['/a/2011-09-08', '/a/b']);
    expect(change?.source.heldBack).toBe(2);
  });

  it('is nothing of a part', () => {
    const reading = { path: '/a/b', kind: 'repository', lastReadAt: 9 } as const;
    expect(recordedReading([source('/a')], reading)).toBeNull();
    expect(recordedReading([{ ...log, path: '/a' }], reading)).not.toBeNull();
  });
});

describe('what is recorded of files that were named', () => {
  it('is an export, in the place of its parts', () => {
    const reading = { path: '/a', lastReadAt: 9, readUntil: 7, hasGrown: true };
    expect(recordedFileReading([log], reading, ['/a', '/a/x.log'])).toEqual({
      source: source('/a', { kind: 'export', lastReadAt: 9, readUntil: 7, hasGrown: true }),
      removed: ['/a/x.log'],
    });
  });

  it('is nothing of single reports in a repository', () => {
    const reading = { path: '/a/b', lastReadAt: 9, readUntil: null };
    expect(recordedFileReading([source('/a')], reading, [])).toBeNull();
    expect(recordedFileReading([singles], reading, [])).not.toBeNull();
  });
});
