/** A line of a file, counted from 1, without its end; null where it is longer than the limit. */
export interface FileLine {
  readonly line: number;
  readonly bytes: Buffer | null;
}

const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, which end with a line feed. Of a line longer than `limit` bytes nothing is kept,
 * so that a file of one endless line needs no more memory than the limit.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<FileLine> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;

  function add(part: Buffer): void {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  }

  function end(): FileLine {
    const bytes = length > limit ? null : parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { line: line++, bytes };
  }

  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, at));
      yield end();
      start = at + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield end();
}
