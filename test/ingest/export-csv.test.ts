import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readColumnMap } from '../../src/sources/exports/columns.js';
import { findOops } from '../../src/store/sqlite/tables/oopses.js';
import { findExport } from '../../src/store/sqlite/tables/sources.js';
import { UserError } from '../../src/user-error.js';
import { loadPaths } from '../support/load-paths.js';
import { addFiles, makeFolder } from '../support/temporary-folder.js';

const TIME = '2011-09-08T08:53:06Z';

/** Loads a CSV of this text, with the lines of its rejects in place of their paths. */
async function loadCsv(text: string | Uint8Array, columns?: string, limit?: number) {
  const folder = makeFolder({ 'x.csv': text });
  const path = join(folder, 'x.csv');
  const loaded = await loadPaths(path, {
    ...(columns === undefined ? {} : { columns: readColumnMap(columns) }),
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
    const { db } = await loadPaths(path, { columns: { id: 'oops' } });
    addFiles(folder, { 'x.csv': `oops,time\nOOPS-1A1,${TIME}\nOOPS-1A2,${TIME}\n` });
    expect(await loadPaths(path, {}, db)).toMatchObject({ loaded: 1, known: 1 });
    expect(findExport(db, path)?.columns).toEqual({ id: 'oops' });
  });

  it('is read again when the user names other columns', async () => {
    const folder = makeFolder({ 'x.csv': `oops,time\nOOPS-1A1,${TIME}\n` });
    const path = join(folder, 'x.csv');
    const { db, rejected } = await loadPaths(path);
    expect(rejected).toBe(1);
    expect(await loadPaths(path, { columns: { id: 'oops' } }, db)).toMatchObject({ found: 1, loaded: 1 });
  });

  it.each([
    ['a byte order mark', `\ufeffid,time\nOOPS-1A1,${TIME}\n`],
    ['semicolons', `id;time\nOOPS-1A1;${TIME}\n`],
    ['tabs', `id\ttime\nOOPS-1A1\t${TIME}\n`],
    ['line ends of Windows', `id,time\r\nOOPS-1A1,${TIME}\r\n`],
    ['no line end at its end', `id,time\nOOPS-1A1,${TIME}`],
    ['quotes around all cells', `"id","time","type"\n"OOPS-1A1","${TIME}",""\n`],
    ['blank lines', `\n\nid,time\n\nOOPS-1A1,${TIME}\n\n,\n`],
    ['empty cells behind each row', `id,time\nOOPS-1A1,${TIME},,\n`],
    ['UTF-16', Buffer.from(`\ufeffid,time\nOOPS-1A1,${TIME}\n`, 'utf16le')],
  ])('may have %s', async (_, text) => {
    const { db, found, loaded } = await loadCsv(text);
    expect([found, loaded]).toEqual([1, 1]);
    expect(findOops(db, 'OOPS-1A1')?.stored.oops.type).toBeNull();
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

  it.each([
    ['quoted', '"'],
    ['plain', ''],
  ])('takes nothing from behind a %s row that is too long, however much there is', async (_, quote) => {
    const good = (from: number) =>
      Array.from({ length: 9000 }, (_, index) => `OOPS-${from}A${index},${TIME},\n`).join('');
    const text = `id,time,value\n${good(1)}OOPS-2A1,${TIME},${quote}${'x'.repeat(2000)}${quote}\n${good(3)}`;
    const { loaded, rejects } = await loadCsv(text, undefined, 1024);
    expect(loaded).toBe(9000);
    expect(rejects).toMatchObject([[9002, expect.stringMatching(/^a row is longer than 1024 bytes/)]]);
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

describe('readColumnMap', () => {
  it('reads keys, in any case, and the columns that hold them', () => {
    expect(readColumnMap('time=timestamp, TYPE = Exception type')).toEqual({
      time: 'timestamp',
      type: 'Exception type',
    });
  });

  it.each(['', 'time', 'time=', '=x', 'time=at,'])('refuses %j', (text) => {
    expect(() => readColumnMap(text)).toThrow(
      new UserError(`--columns ${text}: write KEY=COLUMN, such as time=timestamp,type=exception.`),
    );
  });

  it('refuses what is no key of an OOPS', () => {
    expect(() => readColumnMap('colour=x')).toThrow(
      /^--columns colour=x: colour is no key of an OOPS\. Choose one of id, /,
    );
  });
});
