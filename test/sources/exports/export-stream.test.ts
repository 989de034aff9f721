import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStream } from '../../../src/sources/exports/export-stream.js';
import { streamOf } from '../../support/chunks.js';
import { collect } from '../../support/collect.js';
import { cutAnywhere } from '../../support/cut-anywhere.js';

const TEXT = '{"id":1}\nstopped\n[{"id":2}]\n';

function open(chunks: readonly (string | Uint8Array)[]) {
  return openStream(streamOf(chunks), { limit: 1000, columns: {}, onRemark: () => {} }, 7);
}

async function rowsOf(chunks: readonly (string | Uint8Array)[]): Promise<unknown[]> {
  const opened = await open(chunks);
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return (await collect(opened.rows)).map((row) => (row.kind === 'row' ? row.document : row));
}

const ROWS = [{ id: 1 }, { kind: 'text', line: 2 }, { id: 2 }];

describe('openStream', () => {
  it('has the rows of a stream, however it is packed and in whatever parts it comes', async () => {
    const packings = [Buffer.from(TEXT), gzipSync(TEXT), zstdCompressSync?.(TEXT) ?? Buffer.from(TEXT)];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...packings), cutAnywhere, async (bytes, cut) => {
        expect(await rowsOf(cut(bytes))).toEqual(ROWS);
      }),
      { numRuns: 60 },
    );
  });

  it.each([[[]], [['']], [['\n']]])('has none of %j', async (chunks) => {
    expect(await rowsOf(chunks)).toEqual([]);
  });

  it('can never be gone on with, and was changed when it was opened', async () => {
    const opened = await open([TEXT]);
    expect(opened).toMatchObject({ start: null, isSame: false, stamp: { size: -1, modifiedAt: 7 } });
    expect(opened.kind === 'open' && opened.position()).toBeNull();
  });

  it('is refused where it is packed as no export can be', async () => {
    expect(await open(['BZh91AY&SY'])).toMatchObject({
      kind: 'refused',
      reason: 'is an export packed with bzip2: unpack it, or use gzip',
    });
  });

  it('ends where it is damaged', async () => {
    expect(await rowsOf([gzipSync(TEXT).subarray(0, -8)])).toEqual([
      ...ROWS,
      { kind: 'cut', line: 4, reason: 'is damaged gzip: unexpected end of file: what follows was not read' },
    ]);
  });

  it('does not wait for the end of the stream', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      for (let id = 1; ; id++) yield Buffer.from(`{"id":${id}}\n`);
    }
    const opened = await openStream(endless(), { limit: 1000, columns: {}, onRemark: () => {} }, 7);
    if (opened.kind !== 'open') throw new Error(opened.reason);
    for await (const row of opened.rows) if (row.line === 5) break;
  });
});
