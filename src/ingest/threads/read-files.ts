import { createOopsReader, type OopsReaderSettings, type ReadOops, type ReportFile } from '../read-oops.js';
import { type ReaderThread, startReaderThread } from './reader-thread.js';

export interface ReadFilesOptions extends Omit<OopsReaderSettings, 'large'> {
  /** How many threads read at most, this one among them. */
  readonly jobs: number;
  /** How many files are read here before other threads are started: for fewer it is not worth it. */
  readonly alone?: number;
  /** After so many milliseconds without an answer the threads must have failed, and this one goes on alone. */
  readonly patience?: number;
}

export interface ReadFile {
  readonly file: ReportFile;
  readonly read: ReadOops;
}

/** How many files are handed to a thread at once. */
const CHUNK_FILES = 32;
/** How many chunks a thread is given in advance, so that it never waits. */
const CHUNKS_AHEAD = 12;
/** How many chunks may be read and not yet taken: what bounds the memory. */
const CHUNKS_HELD = 24;
/** A larger report, in bytes unpacked, is not read ahead: it would be held with all others that are. */
const LARGE = 1024 * 1024;

/**
 * Reads files, several at a time, and gives them in their order. The caller works while other threads read; when it has
 * come so far that nothing is ready for it, this thread reads too. Whoever stops taking them ends the threads.
 *
 * @param files null among them, where one is long looked for, is handed on: the caller may want to stop
 */
export async function* readFiles<File extends ReportFile | null>(
  files: AsyncIterable<File> | Iterable<File>,
  { jobs, alone = 1000, patience = 30_000, ...settings }: ReadFilesOptions,
): AsyncGenerator<ReadFile | Extract<File, null>> {
  const readHere = createOopsReader(settings);
  const readAhead = createOopsReader({ ...settings, large: LARGE });
  const chunks = chunksOf(files);
  const queue: Chunk[] = [];
  const changes = new Int32Array(new SharedArrayBuffer(4));
  const threads: ReaderThread<Chunk>[] = [];
  let isEnd = false;
  let filesUntilThreads = alone;

  async function takeChunk(): Promise<Chunk | undefined> {
    const next = isEnd ? undefined : await chunks.next();
    if (!next || next.done) {
      isEnd = true;
      return undefined;
    }
    filesUntilThreads -= next.value.files.length;
    queue.push(next.value);
    return next.value;
  }

  async function employThreads(): Promise<void> {
    while (filesUntilThreads <= 0 && threads.length < jobs - 1) {
      threads.push(startReaderThread({ ...settings, large: LARGE }, changes));
    }
    for (const thread of threads) {
      thread.collect();
      while (thread.waiting < CHUNKS_AHEAD && queue.length < CHUNKS_HELD) {
        const chunk = await takeChunk();
        if (!chunk) break;
        if (!chunk.reads) thread.give(chunk);
      }
    }
  }

  function dismissThreads(): void {
    for (const thread of threads.splice(0)) thread.stop();
  }

  try {
    for (;;) {
      const seen = Atomics.load(changes, 0);
      await employThreads();
      const [first] = queue;
      if (first?.reads) {
        queue.shift();
        if (first.files.length === 0) yield null as Extract<File, null>;
        for (const [index, file] of first.files.entries()) {
          const read = first.reads[index];
          yield { file, read: !read || read.kind === 'large' ? readHere(file) : read };
        }
      } else if (queue.length < CHUNKS_HELD && !isEnd) {
        const chunk = await takeChunk();
        if (chunk) chunk.reads = chunk.files.map(readAhead);
      } else if (!first) {
        return;
      } else if (threads.length === 0) {
        first.reads = first.files.map(readAhead);
      } else if (Atomics.wait(changes, 0, seen, patience) === 'timed-out') {
        dismissThreads();
        filesUntilThreads = Number.POSITIVE_INFINITY;
      }
    }
  } finally {
    dismissThreads();
  }
}

/** Files that are read together; `reads` once they have been. */
interface Chunk {
  readonly files: readonly ReportFile[];
  reads: readonly ReadOops[] | null;
}

async function* chunksOf(
  files: AsyncIterable<ReportFile | null> | Iterable<ReportFile | null>,
): AsyncGenerator<Chunk, undefined> {
  let chunk: ReportFile[] = [];
  for await (const file of files) {
    if (file === null) yield { files: [], reads: [] };
    else chunk.push(file);
    if (chunk.length < CHUNK_FILES) continue;
    yield { files: chunk, reads: null };
    chunk = [];
  }
  if (chunk.length > 0) yield { files: chunk, reads: null };
  return undefined;
}
