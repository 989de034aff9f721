import { createOopsReader, type OopsReaderSettings, type ReadOops, type ReportFile } from '../read-oops.js';
import { type ReaderThread, startReaderThread } from './reader-thread.js';

export interface ReadFilesOptions extends Omit<OopsReaderSettings, 'large'> {
  /** How many threads read at most, this one among them. */
  readonly jobs: number;
  /** For how many files other threads are started: for fewer it is not worth it. */
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
 * Reads files, several at a time, and gives them in their order, some at once. The caller works while other threads read; when it
 * has come so far that nothing is ready for it, this thread reads too. Whoever stops taking them ends the threads.
 *
 * @param found files that were found, some at once; where nothing was, that is handed on: where one is long looked for, the
 * caller may want to stop
 */
export async function* readFiles(
  found: Found,
  { jobs, alone = 1000, patience = 30_000, ...settings }: ReadFilesOptions,
): AsyncGenerator<Iterable<ReadFile>> {
  const readHere = createOopsReader(settings);
  const readAhead = createOopsReader({ ...settings, large: LARGE });
  const chunks = chunksOf(found);
  const queue: Chunk[] = [];
  const changes = new Int32Array(new SharedArrayBuffer(4));
  const threads: ReaderThread<Chunk>[] = [];
  let isEnd = false;
  let filesUntilThreads = jobs > 1 ? alone : Number.POSITIVE_INFINITY;

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

  /** Where many files are found at once, none is read before the threads are there. */
  async function lookAhead(): Promise<void> {
    while (jobs > 1 && filesUntilThreads > 0) {
      const chunk = await takeChunk();
      if (!chunk || chunk.files.length === 0) return;
    }
  }

  async function nextToGive(): Promise<Chunk | undefined> {
    for (;;) {
      const waiting = queue.find(({ reads, isGiven }) => reads === null && !isGiven);
      if (waiting || queue.length >= CHUNKS_HELD || !(await takeChunk())) return waiting;
    }
  }

  async function employThreads(): Promise<void> {
    while (filesUntilThreads <= 0 && threads.length < jobs - 1) {
      threads.push(startReaderThread({ ...settings, large: LARGE }, changes));
    }
    for (const thread of threads) {
      thread.collect();
      while (thread.waiting < CHUNKS_AHEAD) {
        const chunk = await nextToGive();
        if (!chunk) break;
        chunk.isGiven = true;
        thread.give(chunk);
      }
    }
  }

  function dismissThreads(): void {
    for (const thread of threads.splice(0)) thread.stop();
  }

  /** What is large is read when it is taken, so that only one is held. */
  function* readOf({ files, reads }: Chunk): Generator<ReadFile> {
    for (const [index, file] of files.entries()) {
      const read = reads?.[index];
      yield { file, read: !read || read.kind === 'large' ? readHere(file) : read };
    }
  }

  try {
    await lookAhead();
    for (;;) {
      const seen = Atomics.load(changes, 0);
      await employThreads();
      const [first] = queue;
      if (first?.reads) {
        queue.shift();
        yield readOf(first);
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

/** Files as they are found. */
type Found = AsyncIterable<Iterable<ReportFile>> | Iterable<Iterable<ReportFile>>;

/** Files that are read together; `reads` once they have been. */
interface Chunk {
  readonly files: readonly ReportFile[];
  reads: readonly ReadOops[] | null;
  /** Whether a thread has been given it. */
  isGiven: boolean;
}

async function* chunksOf(found: Found): AsyncGenerator<Chunk, undefined> {
  let chunk: ReportFile[] = [];
  for await (const some of found) {
    let isNothing = true;
    for (const file of some) {
      isNothing = false;
      chunk.push(file);
      if (chunk.length < CHUNK_FILES) continue;
      yield { files: chunk, reads: null, isGiven: false };
      chunk = [];
    }
    if (isNothing) yield { files: [], reads: [], isGiven: false };
  }
  if (chunk.length > 0) yield { files: chunk, reads: null, isGiven: false };
  return undefined;
}
