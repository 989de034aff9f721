import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createOopsReader, timeOfOops } from '../../src/ingest/read-oops.js';
import { BUILT_IN_RULES } from '../../src/oops/classes/rules.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const OWN = Date.parse('2011-09-07T23:59:59.999Z');

describe('timeOfOops', () => {
  it.each([
    ['its own before all others', OWN, '2011-09-08', '45084.S6', '2011-09-07T23:59:59.999Z', 'report'],
    ["the file name's second", null, '2011-09-08', '45084.S6', '2011-09-08T12:31:24.000Z', 'file-name'],
    ["the folder's day", null, '2011-09-08', 'OOPS-1A1', '2011-09-08T00:00:00.000Z', 'directory'],
    [
      "the folder's day for a second past its end",
      null,
      '2011-09-08',
      '86400.S6',
      '2011-09-08T00:00:00.000Z',
      'directory',
    ],
    [
      "the folder's day for a time past all calendars",
      1e17,
      '2011-09-08',
      'OOPS-1A1',
      '2011-09-08T00:00:00.000Z',
      'directory',
    ],
  ] as const)('takes %s', (_, own, date, name, time, timeSource) => {
    expect(timeOfOops(own, date, name)).toEqual({ time: Date.parse(time), timeSource });
  });

  it('has none outside a dated folder', () => {
    expect(timeOfOops(null, null, '45084.S6')).toBeNull();
    expect(timeOfOops(Number.NaN, null, 'OOPS-1A1')).toBeNull();
  });
});

describe('createOopsReader', () => {
  const read = (content: string | Uint8Array, date: string | null = null, settings = {}, name = 'OOPS-1A1') =>
    createOopsReader({ limit: 1000, rules: BUILT_IN_RULES, ...settings })({
      directory: makeFolder({ [name]: content }),
      date,
      name,
      before: null,
    });
  const report = textReport('OOPS-2077A1', { Date: '2011-09-08T08:53:06Z', 'Exception-Type': 'KeyError' });

  it('reads a file, and knows its content again however it is packed', () => {
    const plain = read(report);
    expect(plain).toMatchObject({
      kind: 'oops',
      oops: {
        oops: { id: 'OOPS-2077A1', type: 'KeyError' },
        time: Date.parse('2011-09-08T08:53:06Z'),
        timeSource: 'report',
        content: { size: report.length, crc: crc32(report) },
        fileName: 'OOPS-1A1',
      },
      stamp: { size: report.length },
    });
    const packed = read(gzipSync(report));
    expect(packed.kind === 'oops' && plain.kind === 'oops' && packed.oops.content).toEqual(
      plain.kind === 'oops' && plain.oops.content,
    );
  });

  it('takes the time of a report without one from its place', () => {
    expect(read(textReport('OOPS-2077A1'), '2011-09-08')).toMatchObject({
      oops: { time: Date.parse('2011-09-08'), timeSource: 'directory' },
    });
    expect(read(textReport('OOPS-2077A1'))).toMatchObject({
      kind: 'refused',
      reason: 'has no time, and lies in no dated folder that tells it',
    });
  });

  it.each([
    ['nothing', '', 'empty file'],
    ['no id', 'Date: 2011-09-08\n', 'no id'],
    ['too much', 'x'.repeat(1001), 'is larger than 1000 bytes'],
    ['too much once unpacked', gzipSync('x'.repeat(1001)), 'unpacks to more than 1000 bytes'],
  ])('refuses %s with its reason and its stamp', (_, content, reason) => {
    expect(read(content)).toMatchObject({ kind: 'refused', reason, stamp: { size: content.length } });
  });

  it('leaves what is large once unpacked for later, unread', () => {
    const size = report.length;
    expect(read(gzipSync(report), null, { large: size - 1 })).toEqual({ kind: 'large' });
    expect(read(gzipSync(report), null, { large: size })).toMatchObject({ kind: 'oops' });
  });

  it('says when a file is gone', () => {
    const file = { directory: makeFolder(), date: null, name: 'gone', before: null };
    expect(createOopsReader({ limit: 1000, rules: BUILT_IN_RULES })(file)).toEqual({ kind: 'gone' });
  });
});
