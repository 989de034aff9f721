const NEWLINE = 0x0a;

/**
 * The part of a stream of bytes that is being read: what was read is let go, and more is taken in when it is asked for.
 * All offsets are counted from the place of reading, in bytes.
 */
export class ByteWindow {
  /** What is at hand; the place of reading is `start`. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  /** The line of the place of reading, from 1. */
  line = 1;
  readonly #chunks: AsyncIterator<Buffer>;
  /** What `bytes` is the beginning of: the room behind it takes what comes next. */
  #room: Buffer = this.bytes;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** How many bytes are at hand. */
  get length(): number {
    return this.bytes.length - this.start;
  }

  /** Takes in more. Returns false at the end of the stream. */
  async fill(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#append(value);
    return true;
  }

  /** Takes in as much as `count` bytes. Returns false where the stream ends before. */
  async ensure(count: number): Promise<boolean> {
    while (this.length < count) if (!(await this.fill())) return false;
    return true;
  }

  /** Lets go of `count` bytes, whose lines are counted. */
  skip(count: number): void {
    const skipped = this.slice(0, count);
    for (let at = skipped.indexOf(NEWLINE); at >= 0; at = skipped.indexOf(NEWLINE, at + 1)) this.line++;
    this.start += count;
  }

  /** Lets go of a line of `length` bytes, and of its end if it has one. */
  skipLineOf(length: number): void {
    this.start += length;
    if (this.start === this.bytes.length) return;
    this.start++;
    this.line++;
  }

  /** Lets go of `count` bytes, more than may be held at once. Returns how many there were. */
  async skipFar(count: number): Promise<number> {
    let skipped = 0;
    do {
      const part = Math.min(count - skipped, this.length);
      this.skip(part);
      skipped += part;
    } while (skipped < count && (await this.fill()));
    return skipped;
  }

  /** Lets go of the rest of the line and of its end. Returns whether there was more than the end. */
  async skipLine(): Promise<boolean> {
    let hasMore = false;
    do {
      const at = this.#newlineFrom(this.start);
      const end = at < 0 ? this.bytes.length : at;
      hasMore ||= end > this.start;
      this.skipLineOf(end - this.start);
      if (at >= 0) break;
    } while (await this.fill());
    return hasMore;
  }

  /** The length of the line from an offset on, if its end is at hand; else -1. */
  lineLength(from = 0): number {
    const at = this.#newlineFrom(this.start + from);
    return at < 0 ? -1 : at - this.start - from;
  }

  /** The length of the line from an offset on, which may end with the stream; -1 where it is longer than `limit`. */
  async findLineLength(limit: number, from = 0): Promise<number> {
    let searched = from;
    for (;;) {
      const at = this.#newlineFrom(this.start + searched);
      const length = (at < 0 ? this.length : at - this.start) - from;
      if (length > limit) return -1;
      if (at >= 0) return length;
      searched = Math.max(from, this.length);
      if (!(await this.fill())) return Math.max(0, length);
    }
  }

  /** The bytes from one offset to another. They stay as they are. */
  slice(from: number, to: number): Buffer {
    return this.bytes.subarray(this.start + from, this.start + to);
  }

  /** Says that no more is wanted of the stream. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #newlineFrom(at: number): number {
    return this.bytes.indexOf(NEWLINE, at);
  }

  /** What was given out must stay as it is: bytes are only ever written behind those at hand, or into new room. */
  #append(chunk: Buffer): void {
    const rest = this.length;
    if (rest === 0) {
      this.bytes = chunk;
      this.#room = chunk;
      this.start = 0;
      return;
    }
    const end = this.bytes.length;
    if (end + chunk.length > this.#room.length) {
      this.#room = Buffer.allocUnsafe(Math.max(2 * rest, rest + chunk.length));
      this.bytes.copy(this.#room, 0, this.start);
      chunk.copy(this.#room, rest);
      this.bytes = this.#room.subarray(0, rest + chunk.length);
      this.start = 0;
      return;
    }
    chunk.copy(this.#room, end);
    this.bytes = this.#room.subarray(0, end + chunk.length);
  }
}
