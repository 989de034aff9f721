import { execFileSync } from 'node:child_process';
import { existsSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createReportFileReader,
  explainFileError,
  isGone,
  stampOfPath,
} from '../../src/sources/read-report-file.js';
import { makeFolder } from '../support/temporary-folder.js';

const MB = 1024 * 1024;

describe('createReportFileReader', () => {
  it('reads files of every size up to the limit, one after the other', () => {
    const sizes = [0, 1, MB - 1, MB, MB + 1, 3 * MB];
    const folder = makeFolder(
      Object.fromEntries(sizes.map((size) => [size, new Uint8Array(size).fill(size % 251)])),
    );
    const read = createReportFileReader(3 * MB);
    for (const size of sizes) {
      const file = read(join(folder, String(size)));
      expect(file).toMatchObject({ kind: 'read', stamp: { size } });
      if (file.kind === 'read') expect(Buffer.compare(file.bytes, Buffer.alloc(size, size % 251))).toBe(0);
    }
  });

  it('refuses a file above the limit without reading it', () => {
    const folder = makeFolder({ large: '' });
    truncateSync(join(folder, 'large'), 2 ** 31);
    utimesSync(join(folder, 'large'), 1000, 1000);
    expect(createReportFileReader(64 * MB)(join(folder, 'large'))).toEqual({
      kind: 'refused',
      reason: 'is larger than 64 MB',
      stamp: { size: 2 ** 31, modifiedAt: 1_000_000 },
    });
  });

  it('says when a file is gone', () => {
    expect(createReportFileReader(MB)(join(makeFolder(), 'gone'))).toEqual({ kind: 'gone' });
  });

  it('refuses a pipe that took the place of a file, without waiting for a writer', () => {
    const path = join(makeFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    expect(createReportFileReader(MB)(path)).toMatchObject({ kind: 'refused', reason: 'is not a file' });
  });

  it('refuses a folder', () => {
    expect(createReportFileReader(MB)(makeFolder())).toMatchObject({
      kind: 'refused',
      reason: 'is not a file',
    });
  });
});

// The memory of a process is a file of which nothing can be read at its beginning.
it.skipIf(!existsSync('/proc/self/mem'))(
  'tries what could be opened and not be read again, though it stays the same',
  () => {
    expect(createReportFileReader(1024)('/proc/self/mem')).toEqual({
      kind: 'refused',
      reason: 'the disk cannot be read',
      stamp: null,
    });
  },
);

describe('stampOfPath', () => {
  it('has the size and the whole milliseconds of a file, and nothing of one that is gone', () => {
    const folder = makeFolder({ x: 'four' });
    utimesSync(join(folder, 'x'), 1000.0019, 1000.0019);
    expect(stampOfPath(join(folder, 'x'))).toEqual({ size: 4, modifiedAt: 1_000_001 });
    expect(stampOfPath(join(folder, 'gone'))).toBeNull();
  });
});

describe('explainFileError', () => {
  const errorOf = (code: string) => Object.assign(new Error('x'), { code });

  it.each([
    ['EACCES', 'permission denied', false],
    ['ENOENT', 'no such file or folder', true],
    ['ENOTDIR', 'no such file or folder', true],
    ['ELOOP', 'symbolic links lead in a circle', false],
    ['EMFILE', 'too many files are open', false],
    ['EISDIR', 'cannot be read (EISDIR)', false],
  ])('says of %s in words: %s', (code, words, gone) => {
    expect(explainFileError(errorOf(code))).toBe(words);
    expect(isGone(errorOf(code))).toBe(gone);
  });

  it('hands on what is no error of a file', () => {
    const fault = new TypeError('a fault of the program');
    expect(() => explainFileError(fault)).toThrow(fault);
    expect(() => isGone('x')).toThrow('x');
  });
});
