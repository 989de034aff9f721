import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { formatSize } from '../../../oops/formats/report-error.js';
import {
  recogniseWindowLog,
  WINDOW_LOG_NAMES,
  type WindowLogName,
  windowLogFormat,
} from '../../../outages/window-log/window-log.js';
import { listWords } from '../../../text/list-words.js';
import { UserError } from '../../../user-error.js';

/** A window log as it lies in a file. */
export interface WindowFile {
  readonly bytes: Uint8Array;
  readonly format: WindowLogName;
}

const MEBIBYTE = 1024 * 1024;

/** How much says what form a log has: a deployment log may begin with much that its tool did not write. */
const HEAD = MEBIBYTE;

/**
 * Reads a window log. What it is shows in its beginning, so that a large file that is none is given up at once. Throws a
 * UserError for such a file, and for one that cannot be read.
 *
 * @param path where the file is
 * @param file its name, for messages
 * @param form null: recognise it
 */
export function readWindowFile(path: string, file: string, form: WindowLogName | null): WindowFile {
  let opened: number | undefined;
  try {
    opened = openSync(path, 'r');
    const head = readUpTo(opened, HEAD);
    const isWhole = head.length < HEAD;
    const format = form ?? recognise(head, isWhole, file);
    const { largest } = windowLogFormat(format);
    if (isWhole) return { bytes: head, format };
    const rest = fstatSync(opened).size > largest ? null : readUpTo(opened, largest + 1 - HEAD);
    if (rest === null || rest.length > largest - HEAD) {
      throw new UserError(
        `${file}: is larger than ${formatSize(largest)}, and no window log is. Name a window log, or cut out the lines that tell of outages.`,
      );
    }
    return { bytes: Buffer.concat([head, rest]), format };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UserError(`${file}: there is no such file. Name a window log.`);
    if (code === undefined) throw error;
    throw new UserError(`${file}: cannot be read (${code}). Name a file that can be.`);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Reads so many bytes, or all there are; a pipe gives them in parts. */
function readUpTo(file: number, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let missing = length; missing > 0; ) {
    const part = Buffer.allocUnsafe(Math.min(missing, MEBIBYTE));
    const read = readSync(file, part);
    if (read === 0) break;
    parts.push(part.subarray(0, read));
    missing -= read;
  }
  return Buffer.concat(parts);
}

function recognise(head: Buffer, isWhole: boolean, file: string): WindowLogName {
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
  const format = head.includes(0) && !isUtf16 ? null : recogniseWindowLog(head);
  if (format) return format;
  // A small file is read all the same, so that its own fault is told: a column that is missing, a name misspelt.
  if (isWhole) return 'csv';
  const names = WINDOW_LOG_NAMES.map((name) => windowLogFormat(name).name);
  throw new UserError(
    `${file}: is no window log: nothing in its first ${formatSize(HEAD)} says so. Name a window log: ${listWords(names, 'or')}; or say with --from which it is.`,
  );
}
