/** The part of seek-bzip (MIT, no types of its own) that decompress-report.ts uses. */
declare module 'seek-bzip' {
  const bunzip: {
    decode(input: bunzip.ByteReader, output: bunzip.ByteWriter, multistream: boolean): void;
  };
  namespace bunzip {
    /** Where compressed bytes come from. The end is what its methods throw. */
    interface ByteReader {
      readByte(): number;
      read(target: Uint8Array, offset: number, length: number): number;
    }
    interface ByteWriter {
      writeByte(byte: number): void;
    }
  }
  export = bunzip;
}
