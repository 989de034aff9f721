const MAGIC = 0xfd2fb528;
/** The least of the sixteen magic numbers of frames that hold nothing. */
const SKIPPABLE_MAGIC = 0x184d2a50;

/** What is read next of a frame; of what is no frame, nothing is. */
type Part = 'magic' | 'descriptor' | 'skippable size' | 'block' | 'end' | 'unknown';

/** How many bytes each part has. */
const SIZES = { magic: 4, descriptor: 1, 'skippable size': 4, block: 3 } as const;

/** Finds where a frame of zstd ends, whose bytes come in parts. Source: RFC 8878, 3.1. */
export class FrameEnd {
  #part: Part = 'magic';
  /** The little-endian number that the part's bytes make so far, and how many they are. */
  #number = 0;
  #count = 0;
  /** Bytes of the frame that say nothing of its end. */
  #toSkip = 0;
  #hasChecksum = false;

  /** Whether the frame was gone over to its end. */
  get isWhole(): boolean {
    return this.#part === 'end' && this.#toSkip === 0;
  }

  /** Whether it is no frame: then all that follows is taken, for the unpacker to refuse. */
  get isUnknown(): boolean {
    return this.#part === 'unknown';
  }

  /** Goes on over the bytes. Returns how many of them are of the frame. */
  take(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && !this.isWhole) {
      if (this.#part === 'unknown') return bytes.length;
      const skipped = Math.min(this.#toSkip, bytes.length - at);
      this.#toSkip -= skipped;
      at += skipped;
      if (skipped === 0) this.#add(bytes[at++] ?? 0);
    }
    return at;
  }

  #add(byte: number): void {
    this.#number += byte * 256 ** this.#count++;
    if (this.#part === 'end' || this.#part === 'unknown' || this.#count < SIZES[this.#part]) return;
    const number = this.#number;
    this.#number = 0;
    this.#count = 0;
    this.#read(this.#part, number);
  }

  #read(part: keyof typeof SIZES, number: number): void {
    if (part === 'magic') {
      const isSkippable = number >= SKIPPABLE_MAGIC && number < SKIPPABLE_MAGIC + 16;
      this.#part = number === MAGIC ? 'descriptor' : isSkippable ? 'skippable size' : 'unknown';
    } else if (part === 'descriptor') {
      this.#hasChecksum = (number & 4) !== 0;
      this.#toSkip = headerSize(number);
      this.#part = 'block';
    } else if (part === 'skippable size') {
      this.#toSkip = number;
      this.#part = 'end';
    } else this.#readBlock(number);
  }

  #readBlock(header: number): void {
    const isLast = (header & 1) !== 0;
    const isRepeatedByte = ((header >> 1) & 3) === 1;
    this.#toSkip = isRepeatedByte ? 1 : header >> 3;
    if (!isLast) return;
    this.#part = 'end';
    if (this.#hasChecksum) this.#toSkip += 4;
  }
}

/** How many bytes of a frame's header stand behind its descriptor: window, dictionary and size of the content. */
function headerSize(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const content = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  return (isSingleSegment ? 0 : 1) + dictionary + content;
}
