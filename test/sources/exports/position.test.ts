import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPosition, type Position, trackPosition } from '../../../src/sources/exports/position.js';
import { cutAnywhere } from '../../support/cut-anywhere.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** Does something with an open file of these bytes. */
function withFile<T>(bytes: Uint8Array | string, use: (file: number) => T): T {
  const path = join(makeFolder({ log: '' }), 'log');
  writeFileSync(path, bytes);
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** Where a reading of a file ends that begins at a position, or at its beginning. */
function positionIn(text: Buffer | string, start: Position | null = null, cut = (bytes: Buffer) => [bytes]) {
  const bytes = Buffer.from(text);
  return withFile(bytes, (file) => {
    const tracker = trackPosition(file, start);
    for (const chunk of cut(bytes.subarray(start?.offset ?? 0))) tracker.add(chunk);
    return { position: tracker.position(), endsWithLine: tracker.endsWithLine };
  });
}

const holds = (text: string, position: Position | null) =>
  position !== null && withFile(text, (file) => holdsPosition(file, position));

describe('a position', () => {
  it.each([
    ['', null, true],
    ['torn', null, false],
    ['one\n', { offset: 4, lines: 1 }, true],
    ['one\ntwo\nto', { offset: 8, lines: 2 }, false],
    ['\n\nß\n', { offset: 5, lines: 3 }, true],
  ])('of %j is behind its last whole line', (text, expected, endsWithLine) => {
    const found = positionIn(text);
    expect(found.endsWithLine).toBe(endsWithLine);
    if (expected === null) expect(found.position).toBeNull();
    else expect(found.position).toMatchObject(expected);
  });

  const long = 'a line that is long enough\n'.repeat(1000);
  it.each([
    ['that has grown', 'one\ntwo\n', 'one\ntwo\nthree\n', true],
    ['that is as it was', 'one\ntwo\n', 'one\ntwo\n', true],
    ['whose torn line was written to its end', 'one\ntw', 'one\ntwo\n', true],
    ['that was emptied', 'one\ntwo\n', '', false],
    ['that was truncated', 'one\ntwo\n', 'one\n', false],
    ['that was rotated', 'one\ntwo\n', 'six\nten\n', false],
    ['that was rotated and is longer', 'one\ntwo\n', 'six\nten\ntwo\n', false],
    ['that was rotated and begins alike', long, `${long.slice(0, 5000)}other\n${long}`, false],
    ['that was rotated and ends alike', long, `b${long.slice(1)}`, false],
  ])('holds in a file %s', (_, before, after, expected) => {
    expect(holds(after, positionIn(before).position)).toBe(expected);
  });

  it('is the same in whatever parts a file is read, and wherever the reading began', () => {
    const anyText = fc
      .array(
        fc.oneof(
          fc.constantFrom('', 'x', 'é'),
          fc.nat({ max: 6000 }).map((length) => 'y'.repeat(length)),
        ),
      )
      .map((lines) => Buffer.from(lines.join('\n')));
    fc.assert(
      fc.property(anyText, cutAnywhere, fc.nat({ max: 20_000 }), (text, cut, length) => {
        const whole = positionIn(text);
        expect(positionIn(text, null, cut)).toEqual(whole);
        const first = positionIn(text.subarray(0, length)).position;
        expect(positionIn(text, first, cut)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});
