import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { compressionOf } from '../../oops/formats/formats.js';
import { OPEN_FLAGS } from '../read-report-file.js';
import { createUnpacking, TELLING_BYTES } from './rows-of-stream.js';

/** So much space at the beginning of a file is more than anybody writes. */
const MOST_SPACE = 64 * 1024;

const BEGINNING = /^\ufeff?\s*[{[]/;

/** BSON begins with its length, whose higher bytes are NULs: a length can look like a bracket, or like space. */
const LENGTH_BYTES = 4;

/**
 * Whether a file begins as objects of JSON do, packed or not: with a bracket, behind space or a byte order mark. What
 * cannot be read does not.
 */
export async function beginsAsJson(path: string): Promise<boolean> {
  let stream: Readable | undefined;
  try {
    stream = openUnpacked(path);
    const head = stream && (await takeHead(stream));
    return (
      head !== undefined && !head.subarray(0, LENGTH_BYTES).includes(0) && BEGINNING.test(head.toString())
    );
  } catch {
    return false;
  } finally {
    stream?.destroy();
  }
}

/** Undefined for what is no file. */
function openUnpacked(path: string): Readable | undefined {
  const file = openSync(path, OPEN_FLAGS);
  try {
    if (fstatSync(file).isFile()) {
      const head = Buffer.alloc(TELLING_BYTES);
      readSync(file, head, 0, head.length, 0);
      const packed = createReadStream(path, { fd: file, start: 0, highWaterMark: MOST_SPACE });
      return createUnpacking(compressionOf(head))(packed);
    }
  } catch (error) {
    closeSync(file);
    throw error;
  }
  closeSync(file);
  return undefined;
}

/** The bytes up to the first that is no space. */
async function takeHead(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of chunks) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= LENGTH_BYTES && (/[^\s\ufeff]/.test(head.toString()) || head.length > MOST_SPACE))
      break;
  }
  return head;
}
