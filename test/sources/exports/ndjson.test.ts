import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_VALUES } from '../../../src/oops/formats/document-value.js';
import { readLines, readNdjsonRows } from '../../../src/sources/exports/ndjson.js';
import { anyChunks, streamOf } from '../../support/chunks.js';
import { collect } from '../../support/collect.js';

describe('readNdjsonRows', () => {
  const read = (text: string | Buffer, limit = 1000) => collect(readNdjsonRows(streamOf([text]), { limit }));

  it('gives of each object its document, its line and its bytes', async () => {
    expect(await read('{"id": 1}\n\n  \r\n{"id": "é"}\r\n')).toEqual([
      { kind: 'row', line: 1, document: { id: 1 }, bytes: Buffer.from('{"id": 1}') },
      { kind: 'row', line: 4, document: { id: 'é' }, bytes: Buffer.from('{"id": "é"}\r') },
    ]);
  });

  it('reads the first line behind a byte order mark, and a last one without an end', async () => {
    expect(await read('\ufeff{"id": 1}\n{"id": 2}')).toMatchObject([
      { document: { id: 1 } },
      { document: { id: 2 } },
    ]);
  });

  it('keeps a byte that is no UTF-8', async () => {
    expect(await read(Buffer.from('{"id": "\xe9"}', 'latin1'))).toMatchObject([
      { document: { id: '\udce9' } },
    ]);
  });

  it.each([
    ['{"id":', 'is no JSON: each line must be an object of its own'],
    ['{"id": 1}{"id": 2}', 'is no JSON: each line must be an object of its own'],
    ['[{"id": 1}]', 'is no JSON object'],
    ['null', 'is no JSON object'],
    ['"id"', 'is no JSON object'],
    [`{"id": "${'x'.repeat(1000)}"}`, 'is longer than 1000 bytes'],
  ])('refuses the line %j, and reads on', async (text, reason) => {
    expect(await read(`{}\n${text}\n{}\n`)).toMatchObject([
      { kind: 'row', line: 1 },
      { kind: 'refused', line: 2, reason },
      { kind: 'row', line: 3 },
    ]);
  });

  it('refuses more values than a report may have, and takes as many as that', async () => {
    const values = (count: number) => `{"id":[${'0,'.repeat(count)}0]}`;
    expect(await read(`${values(MAX_VALUES)}\n${values(MAX_VALUES - 2)}`, 10_000_000)).toMatchObject([
      { kind: 'refused', line: 1, reason: `has more than ${MAX_VALUES} values` },
      { kind: 'row', line: 2 },
    ]);
  });
});

describe('readLines', () => {
  it('cuts a text at its line feeds, however it comes; a line that is too long is null', async () => {
    await fc.assert(
      fc.asyncProperty(anyChunks, fc.integer({ min: 1, max: 6 }), async (chunks, limit) => {
        const texts = chunks.join('').split('\n');
        if (texts.at(-1) === '') texts.pop();
        const expected = texts.map((text, index) => [
          index + 1,
          Buffer.byteLength(text) > limit ? null : text,
        ]);
        const lines = await collect(readLines(streamOf(chunks), limit));
        expect(lines.map(({ line, bytes }) => [line, bytes?.toString() ?? null])).toEqual(expected);
      }),
    );
  });
});
