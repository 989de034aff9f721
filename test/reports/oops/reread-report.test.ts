import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_REDACTION } from '../../../src/oops/secrets/redaction-rules.js';
import { createRedactor } from '../../../src/oops/secrets/redactor.js';
import { createRereader } from '../../../src/reports/oops/reread-report.js';
import type { Db } from '../../../src/store/sqlite/db.js';
import { findOops } from '../../../src/store/sqlite/single/oopses.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { loadPaths } from '../../support/load-paths.js';
import { makeFolder } from '../../support/temporary-folder.js';

const TIME = '2011-09-08T08:53:06Z';
const AT = Date.parse(TIME);
const toLines = (...objects: object[]) => objects.map((one) => `${JSON.stringify(one)}\n`).join('');

const PINO = { level: 50, time: AT, name: 'shop', reqId: 7, err: { type: 'DbError', message: 'gone' } };
const SENTRY = {
  ...{ event_id: 'a'.repeat(32), timestamp: TIME, platform: 'python', extra: { basket: 7 } },
  exception: { values: [{ type: 'KeyError', value: 'k' }] },
};
const record = (text: string) => ({
  ...{ timeUnixNano: `${AT}000000`, severityNumber: 17 },
  body: { stringValue: text },
});
const OTLP = { resourceLogs: [{ scopeLogs: [{ logRecords: [record('first'), record('second')] }] }] };
const OOPS = { id: 'OOPS-1A1', time: TIME, type: 'E', value: 'v', req_vars: [['A', 'b']] };
const ENVELOPE = `{"event_id":"${'b'.repeat(32)}","dsn":"https://k@s.example/7"}\n{"type":"event"}\n${toLines({ ...SENTRY, event_id: undefined })}`;

/** Two equal lines, events of every kind, an OOPS, text and an envelope. */
const MIXED = `${toLines(PINO, PINO, SENTRY, OTLP)}starting\n${toLines(OOPS)}${ENVELOPE}`;

/** Reads each OOPS of a database again: its id, type and value, and where it was found or why not. */
async function rereadAll(db: Db): Promise<unknown[]> {
  const data = openSnapshot(db);
  const rereader = createRereader(data, 1024 * 1024, createRedactor(BUILT_IN_REDACTION));
  const ids = db.prepare('SELECT id FROM oops ORDER BY seq').pluck().all() as string[];
  const reread: unknown[] = [];
  for (const id of ids) {
    const found = findOops(db, id);
    if (!found) throw new Error(id);
    const { oops } = found.stored;
    const read = await rereader.readAnywhere(found);
    if (read.report) {
      const { report } = read;
      expect([report.id, report.type, report.value]).toEqual([id, oops.type, oops.value]);
      reread.push(read.path);
    } else reread.push(read.reason);
  }
  return reread;
}

describe('the report of an event', () => {
  it.each([
    ['a.log', MIXED],
    ['a.log.3', MIXED],
    ['a.log.gz', gzipSync(MIXED)],
    ['a.json', `[${MIXED.split('\n').slice(0, 4).join(',')}]`],
    ['events', `\n${MIXED}`],
  ])('is found again in %s', async (name, content) => {
    const path = join(makeFolder({ [name]: content }), name);
    const { db, loaded } = await loadPaths(path);
    expect(loaded).toBeGreaterThanOrEqual(5);
    expect(await rereadAll(db)).toEqual(Array(loaded).fill(path));
  });

  it('is found where it was rotated to, and not where it was', async () => {
    const path = join(makeFolder({ 'a.log': MIXED }), 'a.log');
    const { db, loaded } = await loadPaths(path);
    renameSync(path, `${path}.1`);
    expect(await rereadAll(db)).toEqual(Array(loaded).fill(`${path} is gone`));
    writeFileSync(`${path}.1.gz`, gzipSync(readFileSync(`${path}.1`)));
    rmSync(`${path}.1`);
    writeFileSync(path, toLines({ ...PINO, time: AT + 1 }));
    await loadPaths([path, `${path}.1.gz`], {}, db);
    expect(await rereadAll(db)).toEqual([...Array(loaded).fill(`${path}.1.gz`), path]);
  });

  it('is no more in a log that was written anew', async () => {
    const path = join(makeFolder({ 'a.log': toLines(PINO) }), 'a.log');
    const { db } = await loadPaths(path);
    writeFileSync(path, toLines(SENTRY));
    expect(await rereadAll(db)).toEqual([`${path} no longer holds it`]);
  });

  it('is read as its file was read', async () => {
    const path = join(
      makeFolder({ 'a.log': toLines({ when: TIME, problem: 'Odd', level: 'error' }) }),
      'a.log',
    );
    const rowsOf = () => ({ columns: { time: 'when', type: 'problem' } });
    const { db } = await loadPaths(path, { rowsOf });
    expect(db.prepare('SELECT type FROM oops').pluck().all()).toEqual(['Odd']);
    expect(await rereadAll(db)).toEqual([path]);
  });

  it('is told as far as the file can be read, where that is damaged', async () => {
    const path = join(makeFolder({ 'a.log.gz': gzipSync(MIXED) }), 'a.log.gz');
    const { db } = await loadPaths(path);
    writeFileSync(path, gzipSync(toLines(PINO, PINO)).subarray(0, -8));
    const [first, second, third] = await rereadAll(db);
    expect([first, second]).toEqual([path, path]);
    expect(third).toMatch(
      /a\.log\.gz line 3: is damaged gzip: unexpected end of file: what follows was not read$/,
    );
  });
});
