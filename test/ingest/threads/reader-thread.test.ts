import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  createOopsReader,
  type OopsReaderSettings,
  type ReadOops,
  type ReportFile,
} from '../../../src/ingest/read-oops.js';
import { BUILT_IN_RULES } from '../../../src/oops/classes/rules.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

/** A thread can start only from what is compiled. */
const { startReaderThread } = (await import(
  pathToFileURL('build/ingest/threads/reader-thread.js').href
)) as typeof import('../../../src/ingest/threads/reader-thread.js');

const SETTINGS: OopsReaderSettings = { limit: 5000, large: 2000, rules: BUILT_IN_RULES };

interface Task {
  readonly files: readonly ReportFile[];
  reads: readonly ReadOops[] | null;
}

/** Has a thread read tasks, waiting for it as ingest does, without the event loop. */
function readInThread(tasks: readonly Task[]): void {
  const changes = new Int32Array(new SharedArrayBuffer(4));
  const thread = startReaderThread<Task>(SETTINGS, changes);
  try {
    for (const task of tasks) thread.give(task);
    expect(thread.waiting).toBe(tasks.length);
    while (thread.waiting > 0) {
      const seen = Atomics.load(changes, 0);
      thread.collect();
      if (thread.waiting > 0) Atomics.wait(changes, 0, seen, 60_000);
    }
  } finally {
    thread.stop();
  }
}

describe('startReaderThread', () => {
  it('has a thread read what this one would: OOPSes, refusals, what is large and what is gone, in their order', () => {
    const directory = makeFolder();
    const names = Array.from({ length: 40 }, (_, index) => `OOPS-1A${index}`);
    for (const [index, name] of names.entries()) {
      const size = [10, 3000, 6000][index % 10] ?? 20;
      const report = textReport(name, { Date: '2011-09-08', 'Exception-Value': 'x'.repeat(size) });
      if (index % 7 !== 3) writeFileSync(join(directory, name), index % 5 === 4 ? '' : report);
    }
    const files = names.map((name) => ({ directory, date: null, name, before: null }));
    const tasks = [0, 15, 15, 30].map(
      (start): Task => ({ files: files.slice(start, start + 15), reads: null }),
    );
    readInThread(tasks);
    const kinds = new Set(tasks.flatMap(({ reads }) => reads?.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['gone', 'large', 'oops', 'refused']);
    const readHere = createOopsReader(SETTINGS);
    for (const { files, reads } of tasks) expect(reads).toEqual(files.map(readHere));
  });

  it('hands on what goes wrong in the thread', () => {
    const noFile = null as unknown as ReportFile;
    expect(() => readInThread([{ files: [noFile], reads: null }])).toThrow(TypeError);
  });
});
