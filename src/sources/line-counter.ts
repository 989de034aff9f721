/** Says on which line a byte of a stream lies, for those bytes that were not asked about before. */
export interface LineCounter {
  /** Takes the next part of the stream. */
  add(chunk: Uint8Array): void;
  /** The line, from 1, of the byte at an offset. Offsets must not go back. */
  lineAt(offset: number): number;
}

const NEWLINE = 0x0a;

/** Starts counting. Only the parts from the last offset asked for on are kept. */
export function createLineCounter(): LineCounter {
  const chunks: Uint8Array[] = [];
  let line = 1;
  /** Offset of the first kept part, and how far in it the lines have been counted. */
  let start = 0;
  let counted = 0;

  function countIn(chunk: Uint8Array, end: number): void {
    for (let at = chunk.indexOf(NEWLINE, counted); at >= 0 && at < end; at = chunk.indexOf(NEWLINE, at + 1))
      line++;
    counted = end;
  }

  return {
    add: (chunk) => void chunks.push(chunk),
    lineAt(offset) {
      for (let chunk = chunks[0]; chunk && start + chunk.length <= offset; chunk = chunks[0]) {
        countIn(chunk, chunk.length);
        start += chunk.length;
        counted = 0;
        chunks.shift();
      }
      if (chunks[0]) countIn(chunks[0], offset - start);
      return line;
    },
  };
}
