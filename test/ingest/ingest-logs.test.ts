import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { observedUntil } from '../../src/evidence/observed-until.js';
import type { IngestExportOptions } from '../../src/ingest/exports/read-export.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { listSources } from '../../src/store/sqlite/tables/sources.js';
import { loadPaths, NOW } from '../support/load-paths.js';
import { addFiles, makeFolder } from '../support/temporary-folder.js';

const AT = Date.parse('2011-09-08T08:00:00Z');
const MINUTE = 60_000;
const line = (level: number, second: number, more: object = {}) =>
  `${JSON.stringify({ level, time: AT + second * 1000, name: 'shop', ...more })}\n`;
const error = (second: number, message = `boom ${second}`) =>
  line(50, second, { err: { type: 'DbError', message } });
const information = (second: number) => line(30, second);

/** A folder of logs, a database, and a clock that goes on by a minute with each reading. */
function openScene(files: Record<string, string | Uint8Array> = {}) {
  const folder = makeFolder(files);
  const { db } = openDatabase(':memory:');
  let now = NOW;
  const at = (name: string) => join(folder, name);
  return {
    ...{ db, folder, at },
    /** Writes files, half a minute before the next reading. */
    write(given: Record<string, string | Uint8Array>) {
      addFiles(folder, given);
      for (const name of Object.keys(given)) {
        utimesSync(at(name), (now + MINUTE / 2) / 1000, (now + MINUTE / 2) / 1000);
      }
    },
    append: (name: string, text: string) => {
      appendFileSync(at(name), text);
      utimesSync(at(name), (now + MINUTE / 2) / 1000, (now + MINUTE / 2) / 1000);
    },
    async read(names: string | readonly string[] = '.', options: IngestExportOptions = {}) {
      now += MINUTE;
      const { loaded, known, rejected, notErrors, remarks, rejects } = await loadPaths(
        [names].flat().map(at),
        options,
        db,
        now,
      );
      return { loaded, known, rejected, notErrors, remarks, reasons: rejects.map(({ reason }) => reason) };
    },
    values: () =>
      db.prepare('SELECT value FROM oops ORDER BY time_ms, id').pluck().all() as (string | null)[],
    until: () => ((observedUntil(listSources(db), () => 0) ?? Number.NaN) - NOW) / MINUTE,
    sources: () => listSources(db).map(({ path }) => path.replace(folder, '')),
  };
}

describe('a log that grows', () => {
  it('is read on from where it was, and counts as it would at once', async () => {
    const { append, read } = openScene({ 'a.log': error(1) + information(2) });
    expect(await read('a.log')).toMatchObject({ loaded: 1, known: 0, notErrors: 1 });
    append('a.log', `${error(3)}text\n`);
    expect(await read('a.log')).toMatchObject({ loaded: 1, known: 1, notErrors: 2, remarks: [] });
    expect(await read('a.log')).toMatchObject({ loaded: 0, known: 2, notErrors: 2 });
  });

  it('is not read where it was read before', async () => {
    const { at, append, read, values } = openScene({ 'a.log': error(1) + 'x'.repeat(9000) + error(2) });
    await read('a.log');
    const whole = error(1) + 'y'.repeat(9000) + error(2);
    writeFileSync(at('a.log'), whole);
    append('a.log', error(3));
    expect(await read('a.log')).toMatchObject({ loaded: 1, rejected: 0 });
    expect(values()).toEqual(['boom 1', 'boom 3']);
  });

  it('has two OOPSes of two equal lines, also when one of them came later', async () => {
    const { append, read, values } = openScene({ 'a.log': error(1) });
    await read('a.log');
    append('a.log', error(1));
    expect(await read('a.log')).toMatchObject({ loaded: 1, known: 1 });
    append('a.log', information(2));
    expect(await read('a.log')).toMatchObject({ loaded: 0, known: 2 });
    expect(values()).toHaveLength(2);
  });

  it('is a log from its first object on, whatever it was before', async () => {
    const { append, read } = openScene({ 'a.log': 'starting\n' });
    expect(await read('a.log')).toMatchObject({ rejected: 1, reasons: ['holds no line of JSON, only text'] });
    append('a.log', 'listening\n');
    expect(await read('a.log')).toMatchObject({ rejected: 1, notErrors: 0 });
    append('a.log', error(1));
    expect(await read('a.log')).toMatchObject({ loaded: 1, rejected: 0, notErrors: 2 });
    append('a.log', 'stopped\n');
    expect(await read('a.log')).toMatchObject({ known: 1, rejected: 0, notErrors: 3 });
  });

  it('keeps its refused lines with their place, and a torn one until it is whole', async () => {
    const { append, read } = openScene({ 'a.log': `{"level":50}\n${error(1).slice(0, 30)}` });
    expect(await read('a.log')).toMatchObject({ rejected: 2 });
    append('a.log', error(1).slice(30));
    expect(await read('a.log')).toMatchObject({
      loaded: 1,
      rejected: 1,
      reasons: [expect.stringMatching('no time')],
    });
  });

  it('is known until it was read', async () => {
    const scene = openScene();
    scene.write({ 'a.log': information(1) });
    await scene.read('a.log');
    expect(scene.until()).toBe(0.5);
    scene.append('a.log', information(2));
    await scene.read('a.log');
    expect(scene.until()).toBe(2);
  });
});

describe('a log that is rotated', () => {
  it('by its name is read from its beginning, which is said, and what was rotated away is known', async () => {
    const scene = openScene({ 'a.log': error(1) + error(2) });
    await scene.read('a.log');
    renameSync(scene.at('a.log'), scene.at('a.log.1'));
    scene.write({ 'a.log': error(3) });
    expect(await scene.read(['a.log', 'a.log.1'])).toMatchObject({
      ...{ loaded: 1, known: 2 },
      remarks: [
        `${scene.at('a.log')}: does not begin as it did, rotated or truncated perhaps: it was read from its beginning`,
      ],
    });
    expect(scene.values()).toEqual(['boom 1', 'boom 2', 'boom 3']);
    expect(scene.sources()).toEqual(['/a.log']);
  });

  it('by copying and emptying it loses nothing, and neither does packing', async () => {
    const scene = openScene({ 'a.log': error(1) + error(2) });
    await scene.read();
    copyFileSync(scene.at('a.log'), scene.at('a.log.1'));
    truncateSync(scene.at('a.log'));
    scene.append('a.log', error(3));
    expect(await scene.read()).toMatchObject({ loaded: 1, known: 2 });
    writeFileSync(scene.at('a.log.1.gz'), gzipSync(error(1) + error(2)));
    rmSync(scene.at('a.log.1'));
    expect(await scene.read()).toMatchObject({ loaded: 0, known: 3 });
  });

  it('keeps what was deleted in the end, also where writers were not in order', async () => {
    const scene = openScene({
      'a.log': error(2, 'second'),
      'a.log.1': error(1, 'first') + error(3, 'third'),
    });
    await scene.read();
    scene.write({ 'a.log': error(4, 'fourth'), 'a.log.1': error(2, 'second') });
    expect(await scene.read()).toMatchObject({ loaded: 1, known: 1 });
    expect(scene.values()).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('has an OOPS for an equal line behind the rotation only where it was written again', async () => {
    const scene = openScene({ 'a.log': error(1) });
    await scene.read('a.log');
    scene.write({ 'a.log': error(5) });
    await scene.read('a.log');
    scene.append('a.log', error(1));
    await scene.read('a.log');
    const fresh = await loadPaths(scene.at('a.log'));
    expect(fresh.loaded).toBe(2);
    expect(scene.values()).toEqual(['boom 1', 'boom 5']);
  });

  it('was not seen to grow by that alone', async () => {
    const scene = openScene();
    scene.write({ 'a.log': error(1) });
    await scene.read('a.log');
    scene.write({ 'a.log': error(2) + error(3) });
    await scene.read('a.log');
    expect(scene.until()).toBe(1.5);
  });
});

describe('a file that is another thing at the next reading', () => {
  it.each<[string, (path: string) => void, object]>([
    ['gone', (path) => rmSync(path), { loaded: 0, known: 0, rejected: 0 }],
    [
      'a folder',
      (path) => {
        rmSync(path);
        mkdirSync(path);
        writeFileSync(join(path, 'b.log'), error(9));
      },
      { loaded: 1, known: 0, rejected: 0 },
    ],
    ['packed', (path) => writeFileSync(path, gzipSync(error(1) + error(2))), { loaded: 1, known: 1 }],
    ['empty', (path) => truncateSync(path), { loaded: 0, known: 0, rejected: 0 }],
  ])('%s keeps what it said', async (_, change, expected) => {
    const scene = openScene({ 'a.log': error(1) });
    await scene.read('a.log');
    change(scene.at('a.log'));
    expect(await scene.read('a.log')).toMatchObject(expected);
    expect(scene.values()).toContain('boom 1');
  });
});

describe('a reading that is stopped', () => {
  it('is gone on with by the next, to the same end', async () => {
    const first = Array.from({ length: 3000 }, (_, index) => error(index % 50)).join('');
    const scene = openScene({ 'a.log': first.slice(0, 50_000) });
    await scene.read('a.log');
    scene.append('a.log', first.slice(50_000));
    const controller = new AbortController();
    const stop = { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) };
    await expect(scene.read('a.log', stop)).rejects.toThrow('enough');
    expect(scene.values().length).toBeGreaterThan(1000);
    expect(scene.values().length).toBeLessThan(3000);
    expect(await scene.read('a.log')).toMatchObject({ rejected: 0 });
    expect(scene.values()).toHaveLength(3000);
  });
});

describe('a log that is read in another way than before', () => {
  const odd = (second: number) => line(50, second, { problem: 'Odd', text: 'said so' });

  it('says what is read of it now', async () => {
    const scene = openScene({ 'a.log': odd(1) + error(2), 'copy.log': odd(1) });
    await scene.read();
    expect(scene.db.prepare('SELECT type FROM oops ORDER BY time').pluck().all()).toEqual([
      'LogMessage',
      'DbError',
    ]);
    const rowsOf = () => ({ columns: { type: 'problem', value: 'text' } });
    expect(await scene.read('.', { rowsOf })).toMatchObject({ loaded: 1, known: 2 });
    const [first] = scene.db.prepare('SELECT type, value FROM oops ORDER BY time').all();
    expect(first).toEqual({ type: 'Odd', value: 'said so' });
    expect(scene.db.prepare('SELECT count(*) FROM file').pluck().get()).toBe(3);
    expect(await scene.read()).toMatchObject({ loaded: 0, known: 3 });
  });

  it('says it in one file only, and is still held by the others that have the same line', async () => {
    const scene = openScene({ 'a.log': odd(1), 'copy.log': odd(1) });
    await scene.read();
    const rowsOf = (path: string) => (path.endsWith('a.log') ? { columns: { value: 'text' } } : {});
    await scene.read('.', { rowsOf });
    expect(scene.values()).toEqual(['said so']);
    expect(scene.db.prepare('SELECT name FROM file ORDER BY name').pluck().all()).toEqual([
      'a.log',
      'copy.log',
    ]);
  });

  it('is read so to its end by the next reading, when the first one was stopped', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => odd(index));
    const scene = openScene({ 'a.log': lines.join('') });
    await scene.read('a.log');
    const controller = new AbortController();
    const rowsOf = () => ({ columns: { value: 'text' } });
    const stop = { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) };
    await expect(scene.read('a.log', { rowsOf, ...stop })).rejects.toThrow('enough');
    expect(new Set(scene.values()).size).toBe(2);
    expect(await scene.read('a.log', { rowsOf })).toMatchObject({ rejected: 0 });
    expect(new Set(scene.values())).toEqual(new Set(['said so']));
  });

  it('takes back what is no error now, but for what was rotated away', async () => {
    const scene = openScene({ 'a.log': error(1) });
    await scene.read();
    scene.write({ 'a.log': error(2) + line(60, 3, { msg: 'dead' }) });
    await scene.read();
    expect(await scene.read('.', { rowsOf: () => ({ errorLevels: ['fatal'] }) })).toMatchObject({
      ...{ known: 1, notErrors: 1 },
    });
    expect(scene.values()).toEqual(['boom 1', 'dead']);
  });
});

describe('files that hold everything', () => {
  const HEX = '8a41235250127834012703406f2e03bd';
  const sentry = JSON.stringify({
    ...{ event_id: HEX, timestamp: AT / 1000, platform: 'python', server_name: 'w1' },
    exception: { values: [{ type: 'KeyError', value: 'k' }] },
  });
  const report = JSON.stringify({
    timestamp: AT / 1000,
    discarded_events: [{ reason: 'ratelimit_backoff', category: 'error', quantity: 3 }],
  });
  const envelope = `{"dsn":"https://k@s.example/7","sent_at":"2011-09-08T08:00:01Z"}\n{"type":"client_report"}\n${report}\n{"type":"attachment","length":5}\na\nb\nc\n`;
  const oops = `{"id":"OOPS-1A1","time":"2011-09-08T08:00:00Z","type":"E"}\n`;
  const mixed = `${error(1)}${sentry}\n${envelope}\n${oops}stopped\n${information(1)}`;

  const discarded = (db: ReturnType<typeof openScene>['db']) =>
    db.prepare('SELECT reporter, reason, count FROM discard').all();

  it('are read, mixed in one file, and again, and in a copy: all the same', async () => {
    const scene = openScene({ 'all.log': mixed });
    const counts = { rejected: 0, notErrors: 3 };
    expect(await scene.read()).toMatchObject({ loaded: 3, known: 0, ...counts });
    expect(discarded(scene.db)).toEqual([{ reporter: '7', reason: 'ratelimit_backoff', count: 3 }]);
    expect(await scene.read('.', { retry: true })).toMatchObject({ loaded: 0, known: 3, ...counts });
    scene.write({ 'sub/copy.log.gz': gzipSync(mixed) });
    expect(await scene.read()).toMatchObject({ loaded: 0, known: 6 });
    expect(discarded(scene.db)).toEqual([{ reporter: '7', reason: 'ratelimit_backoff', count: 3 }]);
  });

  it('are read, mixed in a tree, beside a repository', async () => {
    const scene = openScene({
      'r/2011-09-08/1': 'Oops-Id: OOPS-1B1\nDate: 2011-09-08T08:00:00Z\n\n',
      'r/logs/a.log': error(1),
      'r/events.json': `[${sentry}]`,
      'r/e.envelope': envelope,
    });
    expect(await scene.read('r')).toMatchObject({ loaded: 3, rejected: 0, notErrors: 1 });
    expect(scene.sources()).toEqual(['/r']);
  });

  it('are one source in a folder, also when one of them was named alone before', async () => {
    const scene = openScene();
    scene.write({ 'l/a.log': error(1), 'l/b.log': error(2) });
    await scene.read('l/a.log');
    expect([scene.sources(), scene.until()]).toEqual([['/l/a.log'], 0.5]);
    scene.append('l/b.log', error(3));
    await scene.read('l');
    expect([scene.sources(), scene.until()]).toEqual([['/l'], 1.5]);
  });

  it('are one source in a folder, known until the newest was written', async () => {
    const scene = openScene();
    scene.write({ 'l/a.log': error(1), 'l/b.log': error(2) });
    utimesSync(scene.at('l/a.log'), (NOW - MINUTE) / 1000, (NOW - MINUTE) / 1000);
    await scene.read('l');
    expect(scene.sources()).toEqual(['/l']);
    expect(scene.until()).toBe(0.5);
  });
});
