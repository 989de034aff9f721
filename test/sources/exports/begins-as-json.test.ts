import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serialize } from 'bson';
import { describe, expect, it } from 'vitest';
import { beginsAsJson } from '../../../src/sources/exports/begins-as-json.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

/** A report in BSON of so many bytes, which is what it begins with. */
function bsonOf(length: number): Uint8Array {
  const bytes = serialize({ id: 'x'.repeat(length - serialize({ id: '' }).length) });
  expect(bytes).toHaveLength(length);
  return bytes;
}

describe('beginsAsJson', () => {
  it.each<[string, string | Uint8Array, boolean]>([
    ['an object', '{"id":1}', true],
    ['a list', '[{"id":1}]', true],
    ['the shortest object', '{}', true],
    ['space before an object', ' \r\n\t\n{"id":1}', true],
    ['a byte order mark before a list', '\ufeff[]', true],
    ['much space before an object', `${' '.repeat(5000)}{}`, true],
    ['a packed object', gzipSync('\n{"id":1}'), true],
    ['packed space before an object', gzipSync(`${' '.repeat(300_000)}{}`), false],
    ['a text report', textReport('OOPS-1A1'), false],
    ['a packed text report', gzipSync(textReport('OOPS-1A1')), false],
    ['BSON whose length looks like an object', bsonOf('{'.charCodeAt(0)), false],
    ['BSON whose length looks like space and a list', bsonOf(0x5b20), false],
    ['nothing', '', false],
    ['space', '   \n', false],
    ['damaged gzip', gzipSync('{"id":1}').subarray(0, 12), false],
  ])('of %s: %j', async (_, content, expected) => {
    expect(await beginsAsJson(join(makeFolder({ x: content }), 'x'))).toBe(expected);
  });

  it('of what is no file, or is not there: no', async () => {
    const folder = makeFolder();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    for (const path of [folder, join(folder, 'pipe'), join(folder, 'gone')]) {
      expect(await beginsAsJson(path)).toBe(false);
    }
  });
});
