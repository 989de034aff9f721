import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineCounter } from '../../../src/sources/exports/csv.js';
import { readLines } from '../../../src/sources/exports/ndjson.js';

/** Text of few characters, so that there are many lines, cut into chunks of any size. */
const anyChunks = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'é'), maxLength: 8 }), {
  maxLength: 8,
});

async function linesOf(chunks: readonly string[], limit: number) {
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const lines: [number, string | null][] = [];
  for await (const { line, bytes } of readLines(stream(), limit))
    lines.push([line, bytes?.toString() ?? null]);
  return lines;
}

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
        expect(await linesOf(chunks, limit)).toEqual(expected);
      }),
    );
  });
});

describe('createLineCounter', () => {
  it('says the line of each byte, asked for in order', () => {
    fc.assert(
      fc.property(anyChunks, fc.array(fc.nat({ max: 80 })), (chunks, offsets) => {
        const counter = createLineCounter();
        for (const chunk of chunks) counter.add(Buffer.from(chunk));
        const bytes = Buffer.from(chunks.join(''));
        const asked = offsets.filter((offset) => offset <= bytes.length).sort((a, b) => a - b);
        expect(asked.map(counter.lineAt)).toEqual(
          asked.map((offset) => bytes.subarray(0, offset).toString('latin1').split('\n').length),
        );
      }),
    );
  });
});
