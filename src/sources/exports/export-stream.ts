import { Readable } from 'node:stream';
import { compressionOf } from '../../oops/formats/formats.js';
import { ReportError } from '../../oops/formats/report-error.js';
import type { OpenedExport } from './export-file.js';
import type { RowOptions } from './export-row.js';
import { EXPORT_FORMATS } from './formats.js';
import { createUnpacking, rowsOfStream, TELLING_BYTES } from './rows-of-stream.js';

/** What standard input is called, where others have the path of a file. */
export const STANDARD_INPUT = '-';

/**
 * Opens a stream as a log: objects of JSON with lines of text between them, packed or not.
 *
 * @param openedAt stands for the time of its last change, in milliseconds since the Unix epoch
 */
export async function openStream(
  stream: AsyncIterable<Buffer>,
  options: RowOptions,
  openedAt: number,
): Promise<Exclude<OpenedExport, { kind: 'gone' }>> {
  const stamp = { size: -1, modifiedAt: openedAt };
  const chunks = stream[Symbol.asyncIterator]();
  const head = await takeHead(chunks);
  const compression = compressionOf(head);
  try {
    const whole = Readable.from(rejoin(head, chunks), { objectMode: false });
    const rows = rowsOfStream(createUnpacking(compression)(whole), {
      ...options,
      ...{ format: EXPORT_FORMATS.log, compression },
    });
    return {
      ...{ kind: 'open', stamp, file: null, start: null, isSame: false, rows },
      ...{ isPacked: compression !== undefined, rowFormat: null },
      position: () => null,
      endsWithLine: () => true,
      close: () => void whole.destroy(),
    };
  } catch (error) {
    if (error instanceof ReportError) return { kind: 'refused', reason: error.message, stamp };
    throw error;
  }
}

/** As much of a stream as tells how it is packed; all of a shorter one. */
async function takeHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < TELLING_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* rejoin(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}
