import fc from 'fast-check';

/** Text of few characters, so that there are many lines, cut into chunks of any size. */
export const anyChunks = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'é'), maxLength: 8 }), {
  maxLength: 8,
});

/** A stream of bytes that comes in these chunks. */
export async function* streamOf(chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}
