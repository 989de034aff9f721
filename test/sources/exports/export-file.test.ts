import { execFileSync } from 'node:child_process';
import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openExport } from '../../../src/sources/exports/export-file.js';
import type { ExportRow } from '../../../src/sources/exports/export-row.js';
import { isExportName } from '../../../src/sources/exports/formats.js';
import { collect } from '../../support/collect.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ROWS = '{"id": "1"}\n{"id": "2"}\n';

function open(content: string | Uint8Array, name = 'x.ndjson') {
  return openExport(join(makeFolder({ [name]: content }), name), { limit: 1000 });
}

async function rowsOf(...given: Parameters<typeof open>): Promise<ExportRow[]> {
  const opened = open(...given);
  return opened.kind === 'open' ? collect(opened.rows) : [];
}

describe('openExport', () => {
  it('gives the rows of a file, and what it is known again by', async () => {
    const path = join(makeFolder({ 'x.ndjson': ROWS }), 'x.ndjson');
    utimesSync(path, 1000, 1000);
    const opened = openExport(path, { limit: 1000 });
    expect(opened).toMatchObject({ kind: 'open', stamp: { size: ROWS.length, modifiedAt: 1_000_000 } });
    expect(opened.kind === 'open' && (await collect(opened.rows))).toMatchObject([
      { line: 1, document: { id: '1' } },
      { line: 2, document: { id: '2' } },
    ]);
  });

  it.each([
    ['plain, though its name says gzip', ROWS, 'x.ndjson.gz'],
    ['gzip, though its name does not say so', gzipSync(ROWS), 'x.ndjson'],
    ['objects, where its name says nothing', ROWS, 'x.txt'],
    ['CSV, packed', gzipSync('id\n1\n2\n'), 'x.csv.gz'],
  ])('reads a file that is %s', async (_, content, name) => {
    expect(await rowsOf(content, name)).toMatchObject([{ document: { id: '1' } }, { document: { id: '2' } }]);
  });

  it('has no rows in an empty file', async () => {
    expect(await rowsOf('')).toEqual([]);
  });

  it('ends where the compression is damaged, and says so', async () => {
    const packed = gzipSync(ROWS);
    expect(await rowsOf(packed.subarray(0, -8))).toMatchObject([
      { kind: 'row', line: 1 },
      { kind: 'row', line: 2 },
      { kind: 'cut', line: 3, reason: 'is damaged gzip: unexpected end of file: what follows was not read' },
    ]);
    packed[packed.length - 5] = (packed[packed.length - 5] ?? 0) ^ 0xff;
    expect((await rowsOf(packed)).at(-1)).toMatchObject({
      kind: 'cut',
      reason: 'is damaged gzip: incorrect data check: what follows was not read',
    });
  });

  it.skipIf(!zlib.zstdCompressSync)(
    'reads zstd, in several frames too, and says where it is damaged',
    async () => {
      const packed = Buffer.concat([zlib.zstdCompressSync(ROWS), zlib.zstdCompressSync('{"id": "3"}\n')]);
      const ids = [{ document: { id: '1' } }, { document: { id: '2' } }, { document: { id: '3' } }];
      expect(await rowsOf(packed, 'x.jsonl.zst')).toMatchObject(ids);
      expect((await rowsOf(packed.subarray(0, -2))).at(-1)).toEqual({
        ...{ kind: 'cut', line: 3 },
        reason: 'is damaged zstd: unexpected end of file: what follows was not read',
      });
      const damaged = Buffer.concat([zlib.zstdCompressSync(ROWS), Buffer.from('other')]);
      expect((await rowsOf(damaged)).at(-1)).toEqual({
        ...{ kind: 'cut', line: 3 },
        reason: 'is damaged zstd: Unknown frame descriptor: what follows was not read',
      });
    },
  );

  it('tells what of the file is left out', async () => {
    const path = join(makeFolder({ 'x.csv': 'id,colour\n1,red\n' }), 'x.csv');
    const remarks: string[] = [];
    const opened = openExport(path, { limit: 1000, onRemark: (remark) => remarks.push(remark) });
    if (opened.kind === 'open') await collect(opened.rows);
    expect(remarks).toEqual(['columns that are not used: colour']);
  });

  it('refuses what is no file, without waiting for a writer, and what cannot be opened', () => {
    const folder = makeFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    symlinkSync(join(folder, 'circle.csv'), join(folder, 'circle.csv'));
    const refusal = (name: string) => openExport(join(folder, name), { limit: 1000 });
    expect(refusal('pipe.csv')).toMatchObject({ kind: 'refused', reason: 'is a named pipe' });
    expect(refusal('circle.csv')).toEqual({
      kind: 'refused',
      reason: 'symbolic links lead in a circle',
      stamp: null,
    });
    expect(refusal('gone.csv')).toEqual({ kind: 'gone' });
  });
});

describe('isExportName', () => {
  it.each([
    ['/x/day.csv', true],
    ['/x/day.NDJSON.GZ', true],
    ['/x/day.jsonl', true],
    ['/x/day.log.zst', true],
    ['/x/day.csv.bz2', false],
    ['/x/day.csv.txt', false],
    ['/x.csv/OOPS-2077A1', false],
    ['/x/OOPS-2077A1.gz', false],
  ])('says of %s: %j', (path, expected) => {
    expect(isExportName(path)).toBe(expected);
  });
});
