import { spawnSync } from 'node:child_process';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowReading, readRows } from '../../../../src/ingest/exports/rows/read-rows.js';
import type { RowSink } from '../../../../src/ingest/exports/rows/row-sink.js';
import type { RowThreadReading } from '../../../../src/ingest/exports/rows/row-thread.js';
import { BUILT_IN_RULES } from '../../../../src/oops/classes/rules.js';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../../src/oops/events/document-settings.js';
import { openExport } from '../../../../src/sources/exports/export-file.js';
import { anyLogLine } from '../../../support/log-lines.js';
import { clientReportEnvelope, eventEnvelope } from '../../../support/sentry-envelopes.js';
import { makeFolder } from '../../../support/temporary-folder.js';

/** A thread can start only from what is compiled. */
const { readRowsInThread } = (await import(
  pathToFileURL('build/ingest/exports/rows/row-thread.js').href
)) as typeof import('../../../../src/ingest/exports/rows/row-thread.js');

const AT = Date.parse('2026-11-27T10:00:00Z');
const LIMIT = 2_000_000;
const error = (second: number, msg = 'boom', more: object = {}) =>
  `${JSON.stringify({ level: 50, time: AT + second * 1000, msg, ...more })}\n`;
const errors = (count: number, text = 'boom') =>
  Array.from({ length: count }, (_, index) => error(index, `${text} ${index}`)).join('');

/** Keeps all that it is told, but for what a row weighs. */
function recordRows(more: Partial<RowSink> = {}) {
  const said = { rows: 0, taken: [] as unknown[], discards: [] as unknown[], passed: 0 };
  const sink: RowSink = {
    step(_, rows = 1) {
      said.rows += rows;
      return undefined;
    },
    async take(...taken) {
      said.taken.push(taken);
    },
    async discard(...discarded) {
      said.discards.push(discarded);
    },
    pass(count) {
      said.passed += count;
    },
    ...more,
  };
  return { said, sink };
}

/** Opens a file of this text, and has it read. */
async function openAnd<T>(
  text: string | Uint8Array,
  name: string,
  read: (opened: ReturnType<typeof open>, reading: RowThreadReading, remarks: string[]) => Promise<T>,
): Promise<T> {
  const path = join(makeFolder(), name);
  writeFileSync(path, text);
  const remarks: string[] = [];
  const onRemark = (remark: string) => void remarks.push(remark);
  const opened = open(path, onRemark);
  const settings = DEFAULT_DOCUMENT_SETTINGS;
  const reading = { path, settings, rules: BUILT_IN_RULES, limit: LIMIT, onRemark };
  try {
    return await read(opened, reading, remarks);
  } finally {
    opened.close();
  }
}

function open(path: string, onRemark: (remark: string) => void) {
  const opened = openExport(path, { limit: LIMIT, onRemark });
  if (opened.kind !== 'open' || opened.file === null) throw new Error(opened.kind);
  return { ...opened, file: opened.file };
}

/** What a file of this text comes to, in a thread or here. */
function readIn(
  place: 'thread' | 'here',
  text: string | Uint8Array,
  { name = 'x.log', ...more }: Partial<RowReading> & { name?: string } = {},
) {
  return openAnd(text, name, async (opened, given, remarks) => {
    const { said, sink } = recordRows();
    const reading = { ...given, ...more };
    const end = await (place === 'here'
      ? readRows(opened, reading, sink)
      : readRowsInThread(opened, reading, sink));
    return { end, ...said, remarks };
  });
}

/** Where the files lay, and when they were written, differs from one reading to the next. */
function withoutPlace(said: Awaited<ReturnType<typeof readIn>>): unknown {
  return JSON.parse(
    JSON.stringify(said, (key, value) => (key === 'directory' || key === 'modifiedAt' ? null : value)),
  );
}

describe('readRowsInThread', () => {
  it.each<[string, string | Uint8Array, Partial<RowReading> & { name?: string }]>([
    ['errors, more than are handed over at once', errors(1000), {}],
    ['lines of all kinds', `${error(1)}on\n{"level":30,"time":1}\n{"level":50}\n${error(2)}{"level":50,`, {}],
    ['nothing but text', '\nstarting\nlistening\n', {}],
    ['nothing', '', {}],
    ['a packed log', gzipSync(errors(300)), { name: 'x.log.gz' }],
    ['a packed log that is cut', gzipSync(errors(3000)).subarray(0, 9000), { name: 'x.log.gz' }],
    ['only one day', error(1) + error(24 * 3600), { dates: { since: '2026-11-28', until: null } }],
    [
      'objects over several lines',
      '[{"level":50,\n"time":1795773600000},\n{"level":30}]',
      { name: 'x.json' },
    ],
    [
      'envelopes, and what clients threw away',
      eventEnvelope({ project: 'shop', time: AT, type: 'DbError' }) +
        clientReportEnvelope({ project: 'shop', time: AT, discarded: [{ reason: 'r', quantity: 3 }] }),
      {},
    ],
    [
      'rows of a table, of which columns are left out',
      'id,time,type,colour\nOOPS-1A1,2026-11-27T10:00:00Z,E,red\n',
      { name: 'x.csv' },
    ],
    ['a row that is too long', error(1) + error(2, 'x'.repeat(LIMIT)) + error(3), {}],
    [
      'columns that were said',
      '{"level":50,"time":1795773600000,"text":"odd"}\n',
      { settings: { ...DEFAULT_DOCUMENT_SETTINGS, columns: { value: 'text' } } },
    ],
    ['secrets', error(1, 'password=geheim'), {}],
    ['more than may wait to be taken', errors(30, 'y'.repeat(1_000_000)), {}],
  ])('hands on what a reading here would: %s', async (_, text, more) => {
    const [there, here] = [await readIn('thread', text, more), await readIn('here', text, more)];
    expect(there.end).not.toBe(undefined);
    expect(withoutPlace(there)).toEqual(withoutPlace(here));
  });

  it('hands on what a reading here would, of whatever lines', async () => {
    const anyLog = fc.array(anyLogLine, { maxLength: 20 }).map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        expect(withoutPlace(await readIn('thread', log))).toEqual(withoutPlace(await readIn('here', log)));
      }),
      { numRuns: 20 },
    );
  });

  it('stops when it is to, with the reason', async () => {
    const controller = new AbortController();
    const { said, sink } = recordRows({ step: () => void controller.abort(new Error('enough')) });
    const reading = openAnd(errors(3000), 'x.log', (opened, reading) =>
      readRowsInThread(opened, { ...reading, signal: controller.signal }, sink),
    );
    await expect(reading).rejects.toThrow('enough');
    expect(said.taken.length).toBeLessThan(3000);
  });

  it('stops before the thread has said anything', async () => {
    const controller = new AbortController();
    const { said, sink } = recordRows();
    const reading = openAnd(errors(10), 'x.log', (opened, reading) => {
      const ending = readRowsInThread(opened, { ...reading, signal: controller.signal }, sink);
      controller.abort(new Error('enough'));
      return ending;
    });
    await expect(reading).rejects.toThrow('enough');
    expect(said.rows).toBe(0);
  });

  it('ends with what goes wrong where the rows are taken', async () => {
    const take = () => Promise.reject(new Error('disk full'));
    const reading = openAnd(errors(600), 'x.log', (opened, reading) =>
      readRowsInThread(opened, reading, recordRows({ take }).sink),
    );
    await expect(reading).rejects.toThrow('disk full');
  });

  it('leaves the reading to others when the thread cannot begin', async () => {
    const { said, sink } = recordRows();
    const rules = null as unknown as typeof BUILT_IN_RULES;
    const end = await openAnd(errors(3), 'x.log', (opened, reading) =>
      readRowsInThread(opened, { ...reading, rules }, sink),
    );
    expect(end).toBeUndefined();
    expect(said).toEqual({ rows: 0, taken: [], discards: [], passed: 0 });
  });

  it('ends with what goes wrong in a thread that has begun, for the same rows would be taken twice', async () => {
    const { said, sink } = recordRows();
    const log = errors(600) + eventEnvelope({ project: 'shop', time: AT, type: 'DbError' });
    const projects = null as unknown as Record<string, string>;
    const reading = openAnd(log, 'x.log', (opened, reading) =>
      readRowsInThread(opened, { ...reading, settings: { ...reading.settings, projects } }, sink),
    );
    await expect(reading).rejects.toThrow(TypeError);
    expect(said.taken.length).toBeGreaterThan(0);
  });
});

describe('a large log', () => {
  /** Tells how many threads said that they came to the end. */
  const SPY = `const threads = require('node:worker_threads');
    threads.Worker = class extends threads.Worker {
      constructor(...given) {
        super(...given);
        this.on('message', ({ kind }) => kind === 'end' && process.stderr.write('the end\\n'));
      }
    };`;

  it('makes the same database with one thread and with several', () => {
    const lines = Array.from({ length: 30_000 }, (_, index) =>
      index % 10 === 3
        ? `text ${index}`
        : JSON.stringify({
            ...{ level: index % 10 === 4 ? 30 : 50, time: AT + index, msg: `m ${index % 300}` },
            ...{ err: { type: 'DbError', message: 'no', stack: `DbError: no\n    at f (x.js:${index}:1)` } },
            ...{ pad: 'x'.repeat(1100), id: index % 11 === 0 ? undefined : `request ${index}` },
          }),
    );
    const folder = makeFolder({ 'x.log': `${lines.join('\n')}\n{"level":50}\n`, 'spy.cjs': SPY });
    // What was written just now is not known to the end of its second.
    utimesSync(join(folder, 'x.log'), AT / 1000, AT / 1000);
    const load = (jobs: string, ends: string) => {
      const path = join(folder, `${jobs}.db`);
      const args = ['--require', join(folder, 'spy.cjs'), 'dist/main.js', '--db', path, 'ingest'];
      const more = [join(folder, 'x.log'), '--jobs', jobs, '--settle', '0', '--format', 'json'];
      const { status, stdout, stderr } = spawnSync(process.execPath, [...args, ...more], {
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: ends });
      const { elapsedSeconds, ...summary } = JSON.parse(stdout);
      const db = new Database(path, { readonly: true });
      const rows = db.prepare('SELECT *, NULL AS arrived_at FROM stored_oops ORDER BY id').all();
      const texts = db.prepare('SELECT id, value FROM text ORDER BY id').all();
      const exports = db.prepare('SELECT * FROM export').all();
      db.close();
      return { summary, rows, texts, exports };
    };
    const alone = load('1', '');
    expect(alone.summary).toMatchObject({ found: 24_001, loaded: 24_000, rejected: 1, notErrors: 6000 });
    expect(load('2', 'the end\n')).toEqual(alone);
  });
});
