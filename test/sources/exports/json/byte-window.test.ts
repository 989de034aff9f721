import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWindow } from '../../../../src/sources/exports/json/byte-window.js';
import { streamOf } from '../../../support/chunks.js';
import { cutAnywhere } from '../../../support/cut-anywhere.js';

describe('ByteWindow', () => {
  it('gives the bytes of a stream in any portions, with their lines, and leaves what it gave as it was', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', 'é') });
    await fc.assert(
      fc.asyncProperty(
        text,
        cutAnywhere,
        fc.array(fc.integer({ min: 1, max: 9 })),
        async (given, cut, sizes) => {
          const bytes = Buffer.from(given);
          const window = new ByteWindow(streamOf(cut(bytes)));
          const taken: Buffer[] = [];
          let at = 0;
          for (const size of [...sizes, bytes.length + 1]) {
            const has = await window.ensure(size);
            expect(has).toBe(bytes.length - at >= size);
            const count = Math.min(size, window.length);
            taken.push(window.slice(0, count));
            window.skip(count);
            at += count;
            expect(window.line).toBe(bytes.subarray(0, at).toString('latin1').split('\n').length);
          }
          expect(Buffer.concat(taken).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  it('finds lines at hand and beyond, up to a limit, and behind others', async () => {
    const window = new ByteWindow(streamOf(['ab', 'c\nde', 'f\n', 'gh']));
    expect(window.lineLength()).toBe(-1);
    expect(await window.findLineLength(3)).toBe(3);
    expect(window.lineLength()).toBe(3);
    expect(await window.findLineLength(2)).toBe(-1);
    expect(await window.findLineLength(3, 4)).toBe(3);
    expect(await window.findLineLength(3, 8)).toBe(2);
    expect(await window.findLineLength(1, 8)).toBe(-1);
    window.skipLineOf(3);
    expect([window.line, window.slice(0, 3).toString()]).toEqual([2, 'def']);
    window.skip(1);
    expect([await window.skipLine(), window.line, window.slice(0, 2).toString()]).toEqual([true, 3, 'gh']);
    expect([await window.skipLine(), window.line, window.length]).toEqual([true, 3, 0]);
    expect([await window.skipLine(), await window.findLineLength(3)]).toEqual([false, 0]);
  });

  it('goes over more than it holds, and says how much there was', async () => {
    const window = new ByteWindow(streamOf(['a\n', 'b\n', 'c\n', 'd']));
    expect([await window.skipFar(5), window.line, window.length]).toEqual([5, 3, 1]);
    expect([await window.skipFar(9), window.line, window.length]).toEqual([2, 4, 0]);
  });
});
