import fc from 'fast-check';

/** Cuts bytes into chunks, anywhere. */
export const cutAnywhere = fc
  .array(fc.nat({ max: 40 }), { maxLength: 12 })
  .map((sizes) => (bytes: Buffer): Buffer[] => {
    const chunks: Buffer[] = [];
    let at = 0;
    for (const size of sizes) {
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    return [...chunks, bytes.subarray(at)];
  });
