import { execFileSync } from 'node:child_process';
import { appendFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readColumnMap } from '../../../src/sources/exports/columns.js';
import { placeOf } from '../../../src/store/records.js';
import type { Db } from '../../../src/store/sqlite/db.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { findOops } from '../../../src/store/sqlite/single/oopses.js';
import { listRejects } from '../../../src/store/sqlite/tables/rejects.js';
import { findExport, listSources } from '../../../src/store/sqlite/tables/sources.js';
import { loadPaths, NOW } from '../../support/load-paths.js';
import { addFiles, makeFolder, textReport } from '../../support/temporary-folder.js';

const TIME = '2011-09-08T08:53:06Z';
const row = (id: string, more: object = {}) => `${JSON.stringify({ id, time: TIME, ...more })}\n`;

describe('an NDJSON export', () => {
  it('is read with the keys of the report dictionary', async () => {
    const folder = makeFolder({
      'x.ndjson': row('OOPS-2077A1', {
        type: 'TimeoutError',
        value: 'too slow',
        topic: 'BugTask:+index',
        url: 'https://launchpad.net/b',
        username: 'mark, 42, Mark S, ',
        duration: 1.5,
        req_vars: [
          ['REQUEST_METHOD', 'get'],
          ['HTTP_USER_AGENT', 'curl/7'],
          ['HTTP_REFERER', 'https://launchpad.net/'],
        ],
        timeline: [
          [0, 5, 'SQL-main', 'SELECT 1'],
          [6, 9, 'memcache-get', 'key'],
        ],
        tb_text: 'Traceback',
        branch_nick: 'launchpad',
        revno: 13900,
        informational: true,
        last_oops: 'OOPS-2077A0',
        hostname: 'potassium',
      }),
    });
    const { db, ...summary } = await loadPaths(join(folder, 'x.ndjson'));
    expect(summary).toEqual({
      found: 1,
      loaded: 1,
      known: 0,
      rejected: 0,
      skipped: 0,
      unsettled: 0,
      exports: 1,
      notErrors: 0,
      rejects: [],
      unreadableFolders: [],
      firstTime: '2011-09-08T08:53:06.000Z',
      lastTime: '2011-09-08T08:53:06.000Z',
      elapsedSeconds: 0,
      remarks: [],
    });
    expect(findOops(db, 'OOPS-2077A1')?.stored).toMatchObject({
      timeSource: 'report',
      arrivedAt: NOW,
      oops: {
        id: 'OOPS-2077A1',
        reporter: 'A',
        type: 'TimeoutError',
        value: 'too slow',
        topic: 'BugTask:+index',
        url: 'https://launchpad.net/b',
        method: 'GET',
        userAgent: 'curl/7',
        referrer: 'https://launchpad.net/',
        username: 'mark, 42, Mark S, ',
        durationSeconds: 1.5,
        totalMilliseconds: 1500,
        statementsCount: 1,
        mostExpensiveStatement: 'SELECT $INT',
        traceback: 'Traceback',
        branchNick: 'launchpad',
        revno: '13900',
        informational: true,
        hostname: 'potassium',
        lastOops: 'OOPS-2077A0',
      },
    });
  });

  it('is read with the keys of show, where the row need not have what they were worked out from', async () => {
    const shown = {
      type: 'RequestExpired',
      timeSource: 'directory',
      reporter: 'lpnet1',
      method: 'POST',
      userAgent: 'Opera',
      referrer: 'https://example.com/',
      durationSeconds: 2,
      statementsCount: 7,
      mostExpensiveStatement: 'SELECT 2',
      requestVariables: null,
      timeline: null,
      traceback: 'Traceback',
      branchNick: 'b',
      lastOops: 'OOPS-1A1',
      system: 'something else',
      classification: 'exceptions',
      attribution: { outage: 'x' },
    };
    const folder = makeFolder({ 'x.ndjson': row('OOPS-2077A1', shown) });
    const { db } = await loadPaths(join(folder, 'x.ndjson'));
    expect(findOops(db, 'OOPS-2077A1')?.stored).toMatchObject({
      time: Date.parse(TIME),
      timeSource: 'directory',
      system: 'LPNET1',
      class: 'time-outs',
      oops: {
        time: null,
        method: 'POST',
        userAgent: 'Opera',
        referrer: 'https://example.com/',
        durationSeconds: 2,
        totalMilliseconds: 2000,
        statementsCount: 7,
        mostExpensiveStatement: 'SELECT 2',
        traceback: 'Traceback',
        branchNick: 'b',
        lastOops: 'OOPS-1A1',
      },
    });
  });

  it.each([
    ['2011-09-08T08:53:06Z'],
    ['2011-09-08 10:53:06.000 +02:00'],
    [1315471986],
    [1315471986.0],
    [1315471986000],
    ['1315471986'],
  ])('takes the time %j', async (time) => {
    const folder = makeFolder({ 'x.jsonl': row('OOPS-1A1', { time }) });
    const { db } = await loadPaths(join(folder, 'x.jsonl'));
    expect(findOops(db, 'OOPS-1A1')?.stored.time).toBe(Date.parse(TIME));
  });

  it('is rejected row by row, with the line; the good rows load', async () => {
    const lines = [
      `\ufeff${row('OOPS-1A1')}`,
      '{"id": "OOPS-1A2"\n',
      '["OOPS-1A3"]\n',
      row(' '),
      '   \r\n',
      row('OOPS-1A4', { time: undefined }),
      row('OOPS-1A5', { time: 'soon' }),
      row('OOPS-1A6', { value: 'x'.repeat(1024) }),
      row('OOPS-1A7', { type: 'OtherError' }),
      row('OOPS-1A7'),
      row('OOPS-1A1'),
      row('OOPS-1A8').replace('\n', '\r\n'),
      row('OOPS-1A9').trim(),
    ];
    const folder = makeFolder({ 'x.ndjson': lines.join('') });
    const path = join(folder, 'x.ndjson');
    const { db, ...summary } = await loadPaths(path, { maxReportBytes: 1024 });
    const rejects = [
      [2, 'is no JSON, perhaps cut off'],
      [3, 'is no JSON object'],
      [4, 'no id'],
      [6, 'no time'],
      [7, 'its time "soon" is neither ISO 8601 nor seconds since 1970'],
      [8, 'is longer than 1024 bytes'],
      [10, `another report has its id OOPS-1A7: ${path}`],
    ].map(([line, reason]) => ({ path: `${path} line ${line}`, reason }));
    expect(summary).toMatchObject({ found: 12, loaded: 4, known: 1, rejected: 7, skipped: 0, rejects });
    expect(listRejects(db).map((reject) => ({ path: placeOf(reject), reason: reject.reason }))).toEqual(
      rejects,
    );
    expect(await loadPaths(path, { maxReportBytes: 1024 }, db)).toMatchObject({
      ...{ found: 12, loaded: 0, known: 5, rejected: 7, rejects },
    });
  });

  it('is gzip when its first bytes say so, whatever its name', async () => {
    const folder = makeFolder({
      'a.ndjson': gzipSync(row('OOPS-1A1')),
      'b.ndjson.gz': row('OOPS-1A2'),
      'c.csv.gz': gzipSync(`id,time\nOOPS-1A3,${TIME}\n`),
      'd.ndjson.gz': gzipSync(gzipSync(row('OOPS-1A4'))),
    });
    const paths = ['a.ndjson', 'b.ndjson.gz', 'c.csv.gz', 'd.ndjson.gz'].map((name) => join(folder, name));
    expect(await loadPaths(paths)).toMatchObject({ loaded: 3, rejected: 1 });
  });

  it('is read as far as damaged gzip goes, and again the next time', async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => row(`OOPS-1A${index}`)).join('');
    const packed = gzipSync(rows);
    const folder = makeFolder({ 'x.ndjson.gz': packed.subarray(0, packed.length / 2) });
    const path = join(folder, 'x.ndjson.gz');
    const { db, loaded, rejects } = await loadPaths(path);
    expect(loaded).toBeGreaterThan(500);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'is damaged gzip: unexpected end of file: what follows was not read',
    ]);
    expect(listSources(db)).toEqual([]);
    writeFileSync(path, packed);
    expect(await loadPaths(path, {}, db)).toMatchObject({ found: 6000, known: loaded, rejected: 0 });
    expect(listRejects(db)).toEqual([]);
  });

  it('is not read again as long as it is as it was', async () => {
    const folder = makeFolder({ 'x.ndjson': row('OOPS-1A1') + row('OOPS-1A2') });
    const path = join(folder, 'x.ndjson');
    utimesSync(path, 1, 1);
    const { db } = await loadPaths(path);
    writeFileSync(path, 'x'.repeat(statSync(path).size));
    utimesSync(path, 1, 1);
    expect(await loadPaths(path, {}, db)).toMatchObject({ found: 2, known: 2, rejected: 0 });
    expect(await loadPaths(path, { retry: true }, db)).toMatchObject({ found: 1, known: 0, rejected: 1 });
  });

  it('is read again once it has grown: what was there is known, and a cut last line is made good', async () => {
    const folder = makeFolder({ 'x.ndjson': row('OOPS-1A1') + row('OOPS-1A2').slice(0, 20) });
    const path = join(folder, 'x.ndjson');
    const { db, rejected } = await loadPaths(path);
    expect(rejected).toBe(1);
    appendFileSync(path, row('OOPS-1A2').slice(20) + row('OOPS-1A3'));
    expect(await loadPaths(path, {}, db)).toMatchObject({ found: 3, loaded: 2, known: 1, rejected: 0 });
    expect(listRejects(db)).toEqual([]);
  });

  it('names the first thousand rows that it refuses, and counts the rest', async () => {
    const folder = makeFolder({ 'x.ndjson': 'no JSON\n'.repeat(1500) + row('OOPS-1A1') });
    const path = join(folder, 'x.ndjson');
    const first = await loadPaths(path);
    expect(first).toMatchObject({ found: 1501, loaded: 1, rejected: 1500 });
    expect(first.rejects).toHaveLength(1001);
    expect(first.rejects.at(-1)).toEqual({
      path: `${path} line 1501`,
      reason: 'and 500 more up to here, which are not listed one by one',
    });
    const second = await loadPaths(path, {}, first.db);
    expect(second).toMatchObject({ found: 1501, known: 1, rejected: 1500, rejects: first.rejects });
  });

  it('is loaded for the days asked for only, and is then not yet known as a whole', async () => {
    const rows = ['07', '08', '09'].map((day) => row(`OOPS-1A${day}`, { time: `2011-09-${day}` }));
    const folder = makeFolder({ 'x.ndjson': rows.join('') });
    const path = join(folder, 'x.ndjson');
    const dates = { since: '2011-09-08', until: '2011-09-08' };
    const { db, found, loaded } = await loadPaths(path, { dates });
    expect([found, loaded]).toEqual([1, 1]);
    expect(listSources(db)).toEqual([]);
    expect(await loadPaths(path, {}, db)).toMatchObject({ found: 3, loaded: 2, known: 1 });
  });

  it('that is no file is rejected by name; the rest is loaded', async () => {
    const folder = makeFolder({ 'x.ndjson': row('OOPS-1A1'), 'empty.ndjson': '' });
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    const paths = ['pipe.csv', 'x.ndjson', 'empty.ndjson', 'gone.ndjson'].map((name) => join(folder, name));
    expect(await loadPaths(paths)).toMatchObject({
      ...{ found: 2, loaded: 1 },
      rejects: [{ path: join(folder, 'pipe.csv'), reason: 'is a named pipe' }],
    });
  });

  it('is a repository when it is a folder', async () => {
    const folder = makeFolder({ 'x.csv/2011-09-08/1': textReport('OOPS-1A1') });
    const { db } = await loadPaths(join(folder, 'x.csv'));
    expect(listSources(db)).toMatchObject([{ kind: 'repository' }]);
  });
});

/** Loads a CSV of this text, with the lines of its rejects in place of their paths. */
async function loadCsv(text: string | Uint8Array, columns?: string, limit?: number) {
  const folder = makeFolder({ 'x.csv': text });
  const path = join(folder, 'x.csv');
  const loaded = await loadPaths(path, {
    ...(columns === undefined ? {} : { rowsOf: () => ({ columns: readColumnMap(columns) }) }),
    ...(limit === undefined ? {} : { maxReportBytes: limit }),
  });
  const rejects = loaded.rejects.map((reject) => [
    Number(reject.path.replace(`${path} line `, '')),
    reject.reason,
  ]);
  return { ...loaded, rejects, remarks: loaded.remarks.map((remark) => remark.replace(path, 'x.csv')), path };
}

describe('a CSV export', () => {
  it('is read by the names of its columns, those of show or of the report dictionary, in any case and order', async () => {
    const { db, loaded } = await loadCsv(
      `Type,ID,time,durationSeconds,tb_text,requestVariables,timeline,isBot,url
TimeoutError,OOPS-2077A1,${TIME},1.5,"Traceback
  ""x"", line 1","{""REQUEST_METHOD"": ""GET""}","[[0, 5, ""SQL-main"", ""SELECT a""]]",true,
`,
    );
    expect(loaded).toBe(1);
    expect(findOops(db, 'OOPS-2077A1')?.stored).toMatchObject({
      time: Date.parse(TIME),
      timeSource: 'report',
      isBot: false,
      oops: {
        type: 'TimeoutError',
        value: null,
        durationSeconds: 1.5,
        traceback: 'Traceback\n  "x", line 1',
        method: 'GET',
        statementsCount: 1,
        mostExpensiveStatement: 'SELECT a',
        url: null,
      },
    });
  });

  it('is read by the columns that the user names; the others are told once', async () => {
    const text = `oops,timestamp,exception,time,colour,path\nOOPS-1A1,1315471986,KeyError,soon,red,/x\nOOPS-1A2,1315471987,E,,,\n`;
    const { db, loaded, remarks } = await loadCsv(text, 'id=oops,time=timestamp,type=exception');
    expect(loaded).toBe(2);
    expect(remarks).toEqual(['x.csv: columns that are not used: time, colour']);
    expect(findOops(db, 'OOPS-1A1')?.stored).toMatchObject({
      time: Date.parse(TIME),
      oops: { type: 'KeyError' },
    });
  });

  it('remembers the columns that the user named', async () => {
    const folder = makeFolder({ 'x.csv': `oops,time\nOOPS-1A1,${TIME}\n` });
    const path = join(folder, 'x.csv');
    const { db } = await loadPaths(path, { rowsOf: () => ({ columns: { id: 'oops' } }) });
    addFiles(folder, { 'x.csv': `oops,time\nOOPS-1A1,${TIME}\nOOPS-1A2,${TIME}\n` });
    expect(await loadPaths(path, {}, db)).toMatchObject({ loaded: 1, known: 1 });
    expect(findExport(db, path)?.columns).toEqual({ id: 'oops' });
  });

  it('is read again when the user names other columns', async () => {
    const folder = makeFolder({ 'x.csv': `oops,time\nOOPS-1A1,${TIME}\n` });
    const path = join(folder, 'x.csv');
    const { db, rejected } = await loadPaths(path);
    expect(rejected).toBe(1);
    expect(await loadPaths(path, { rowsOf: () => ({ columns: { id: 'oops' } }) }, db)).toMatchObject({
      found: 1,
      loaded: 1,
    });
  });

  it('is rejected row by row, with the line that the row begins on', async () => {
    const text = `id,time,value\r
OOPS-1A1,${TIME},"two\r
lines"\r
OOPS-1A2,${TIME}\r
OOPS-1A3,soon,\r
\r
OOPS-1A4,${TIME},"a
b
c",x\r
,${TIME},\r
OOPS-1A5,${TIME},in the "middle"\r
OOPS-1A6,${TIME},"never closed\r
OOPS-1A7,${TIME},\r
`;
    const { db, loaded, found, rejects } = await loadCsv(text);
    expect(rejects).toEqual([
      [4, 'has 2 cells where the header has 3: quote a cell that holds a delimiter'],
      [5, 'its time "soon" is neither ISO 8601 nor seconds since 1970'],
      [7, 'has 4 cells where the header has 3: quote a cell that holds a delimiter'],
      [10, 'no id'],
      [12, 'a quote is opened and never closed, so this line and all after it were not read'],
    ]);
    expect([found, loaded]).toEqual([7, 2]);
    expect(findOops(db, 'OOPS-1A1')?.stored.oops.value).toBe('two\r\nlines');
    expect(findOops(db, 'OOPS-1A5')?.stored.oops.value).toBe('in the "middle"');
  });

  it('ends at a row that is too long', async () => {
    const long = `OOPS-1A2,${TIME},"${'x\n'.repeat(600)}"\n`;
    const { loaded, rejects } = await loadCsv(`id,time,value\nOOPS-1A1,${TIME},\n${long}`, undefined, 1024);
    expect(loaded).toBe(1);
    expect(rejects).toEqual([
      [
        3,
        'a row is longer than 1024 bytes, perhaps for a quote that is never closed: this line and all after it were not read',
      ],
    ]);
  });

  it.each([
    [
      'type,time\nE,soon\n',
      undefined,
      'has no column id: name the one that holds it with --columns id=COLUMN',
    ],
    ['id,when\n', 'time=at', 'has no column at for time: correct --columns; its columns are id, when'],
    ['id,time,Time\n', undefined, 'has two columns for time: name the right one with --columns time=COLUMN'],
  ])('%j is refused as a whole', async (text, columns, reason) => {
    const { found, rejects } = await loadCsv(text, columns);
    expect({ found, rejects }).toEqual({ found: 1, rejects: [[1, reason]] });
  });
});

const HEADER = 'id,type,value,time\n';
const csv = (serial: number, value: string) =>
  `OOPS-1A${serial},KeyError,${value},2011-09-08T08:${10 + serial}:06Z\n`;
const ndjson = (serial: number, value: string) =>
  `${JSON.stringify({ id: `OOPS-1A${serial}`, type: 'KeyError', value, time: `2011-09-08T08:${10 + serial}:06Z` })}\n`;

/** What the database says, without the numbers and times of its making. */
function contentOf(db: Db): unknown {
  return {
    oopses: db.prepare('SELECT id, time, type, value FROM oops ORDER BY id').all(),
    signatures: db.prepare('SELECT type, value, oops_count FROM signature ORDER BY value').all(),
    rejects: listRejects(db).map(({ name, line, reason }) => ({ name, line, reason })),
  };
}

/** Writes a file and loads it, each time a minute later. */
function openScene(name: string) {
  const folder = makeFolder();
  const { db } = openDatabase(':memory:');
  const path = join(folder, name);
  let now = NOW;
  return {
    db,
    path,
    load(content: string) {
      now += 60_000;
      addFiles(folder, { [name]: content });
      utimesSync(path, now / 1000, now / 1000);
      return loadPaths(path, {}, db, now + 30_000);
    },
  };
}

describe.each([
  ['x.csv', HEADER, csv],
  ['x.ndjson', '', ndjson],
])('%s', (name, header, row) => {
  it('cut at any byte and completed later is as if it had been loaded whole', async () => {
    const rows = [1, 10, 2].map((serial) => row(serial, `value ${serial}`)).join('');
    const whole = header + rows;
    const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(cuts, async (lengths) => {
        const scene = openScene(name);
        for (const length of lengths.sort((a, b) => a - b)) await scene.load(whole.slice(0, length));
        await scene.load(whole);
        const fresh = await loadPaths(scene.path);
        expect(contentOf(scene.db)).toEqual(contentOf(fresh.db));
      }),
      { numRuns: 40 },
    );
  });

  it('replaces what it said of an id, and takes back what it says no more of its time', async () => {
    const scene = openScene(name);
    await scene.load(header + row(1, 'a') + row(2, 'b') + row(3, 'c'));
    expect(await scene.load(header + row(1, 'a') + row(3, 'corrected'))).toMatchObject({
      loaded: 1,
      known: 1,
      rejected: 0,
    });
    const fresh = await loadPaths(scene.path);
    expect(contentOf(scene.db)).toEqual(contentOf(fresh.db));
  });

  it('keeps what was rotated out of it', async () => {
    const scene = openScene(name);
    await scene.load(header + row(1, 'a') + row(2, 'b'));
    await scene.load(header + row(2, 'b') + row(3, 'c'));
    await scene.load(header + row(4, 'd'));
    await scene.load(header);
    expect(contentOf(scene.db)).toMatchObject({ oopses: { length: 4 } });
  });

  it('gives way to no other report, and a report refused for what it said gets its turn', async () => {
    const scene = openScene(name);
    const folder = makeFolder({ '2011-09-08/1': textReport('OOPS-1A2', { Date: '2011-09-08T08:00:00Z' }) });
    await scene.load(header + row(1, 'a') + row(2, 'b') + row(3, 'c'));
    expect(await loadPaths(folder, {}, scene.db)).toMatchObject({ rejected: 1 });
    await scene.load(header + row(1, 'a') + row(3, 'c'));
    expect(listRejects(scene.db)).toEqual([]);
    expect(scene.db.prepare("SELECT path FROM oops WHERE id = 'OOPS-1A2'").pluck().get()).toBe(
      join(folder, '2011-09-08/1'),
    );
  });

  it('does not count among its rows a report that got its turn because of it', async () => {
    const scene = openScene(name);
    const folder = makeFolder({ '2011-09-08/1': textReport('OOPS-1A2', { Date: '2011-09-08T08:00:00Z' }) });
    await scene.load(header + row(1, 'a') + row(2, 'b') + row(3, 'c'));
    await loadPaths(folder, {}, scene.db);
    addFiles(dirname(scene.path), { [name]: header + row(1, 'a') + row(3, 'c') });
    utimesSync(scene.path, 1, 1);
    const counted = { found: 3, rejected: 0 };
    expect(await loadPaths([folder, scene.path], {}, scene.db)).toMatchObject({
      ...counted,
      loaded: 1,
      known: 2,
    });
    expect(await loadPaths([folder, scene.path], {}, scene.db)).toMatchObject({
      ...counted,
      loaded: 0,
      known: 3,
    });
  });
});
