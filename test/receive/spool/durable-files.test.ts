import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameFile, writeDurably } from '../../../src/receive/spool/durable-files.js';
import { makeFolder } from '../../support/temporary-folder.js';

describe('writeDurably', () => {
  it('writes many files at once', async () => {
    const folder = makeFolder();
    const files = Array.from({ length: 300 }, (_, index) => ({
      path: join(folder, String(index)),
      bytes: Buffer.from(`file ${index}`),
    }));
    await writeDurably(files);
    for (const { path, bytes } of files) expect(readFileSync(path)).toEqual(bytes);
  });

  it('fails when one cannot be written, after all others have ended', async () => {
    const folder = makeFolder({ there: 'kept' });
    const files = ['there', 'other'].map((name) => ({ path: join(folder, name), bytes: Buffer.from(name) }));
    await expect(writeDurably(files)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(join(folder, 'there'), 'utf8')).toBe('kept');
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('other');
  });
});

describe('nameFile', () => {
  it('gives a file a name that is free, and leaves it where it is when it is not', () => {
    const folder = makeFolder({ new: 'new', newer: 'newer' });
    expect(nameFile(join(folder, 'new'), join(folder, 'name'))).toBe(true);
    expect(nameFile(join(folder, 'newer'), join(folder, 'name'))).toBe(false);
    expect(readFileSync(join(folder, 'name'), 'utf8')).toBe('new');
    expect(existsSync(join(folder, 'new'))).toBe(false);
    expect(existsSync(join(folder, 'newer'))).toBe(true);
  });
});
