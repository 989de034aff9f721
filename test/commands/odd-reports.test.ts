import { Binary, serialize } from 'bson';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { addFiles, makeFolder } from '../support/temporary-folder.js';

const TIME = '2011-09-08T12:00:00Z';
const rowOf = (row: object) => `${JSON.stringify({ time: TIME, ...row })}\n`;

/** Runs the program, which must do it, and returns what it printed. */
async function done(folder: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(folder, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const showJson = async (folder: string, id: string) =>
  JSON.parse(await done(folder, 'show', id, '--format', 'json'));
const idsOf = async (folder: string): Promise<string[]> =>
  JSON.parse(await done(folder, 'query', '--format', 'json', '--columns', 'id')).rows.flat();

describe('reports with texts that are none', () => {
  it('keeps ids apart that differ behind a NUL, and answers every question after half a character', async () => {
    const ids = ['a\0b', 'a\0c', 'half \ud83d', 'whole'];
    const folder = makeFolder({ 'x.ndjson': ids.map((id) => rowOf({ id, reporter: `R${id}` })).join('') });
    expect(await done(folder, 'ingest', 'x.ndjson')).toContain(' 4 loaded,');
    // Only of what lies in a window is anything looked up by its id.
    const window = `outage,phase,systems,start,end\nfdt,downtime,*,2011-09-08T11:59:00Z,2011-09-08T12:01:00Z\n`;
    addFiles(folder, { 'windows.csv': window });
    await done(folder, 'windows', 'import', 'windows.csv');
    const stored = ['a\\x00b', 'a\\x00c', 'half \ufffd', 'whole'];
    expect((await idsOf(folder)).sort()).toEqual(stored);
    expect(await done(folder, 'sql', 'SELECT count(*) AS n FROM attributed_oops', '--format', 'csv')).toBe(
      'n\r\n4\r\n',
    );
    for (const id of stored) expect((await showJson(folder, id)).id).toBe(id);
  });

  it.each([
    ['BSON', '2011-09-08/1', serialize({ id: 'a\0b', reporter: 'R\0S', url: '/\0', 'k\ud800': 1 })],
    ['text', '2011-09-08/1', 'Oops-Id: a\0b\nOops-Reporter: R\0S\nURL: /\0\n'],
    ['NDJSON', 'x.ndjson', rowOf({ id: 'a\0b', reporter: 'R\0S', url: '/\0', 'k\ud800': 1 })],
    ['CSV', 'x.csv', `id,time,reporter,url\na\0b,${TIME},R\0S,/\0\n`],
  ])('spells a NUL in %s, and its export reads back the same', async (_, name, content) => {
    const folder = makeFolder({ [name]: content });
    await done(folder, 'ingest', name.startsWith('2011') ? '.' : name);
    const shown = await showJson(folder, 'a\\x00b');
    expect(shown).toMatchObject({ id: 'a\\x00b', reporter: 'R\\X00S', url: '/%00', fileRemark: null });
    expect((await run(folder, ['export', '--output', 'out.ndjson'])).code).toBe(0);
    expect(await done(folder, '--db', 'other.db', 'ingest', 'out.ndjson')).toContain(' 1 loaded,');
    const again = JSON.parse(await done(folder, '--db', 'other.db', 'show', 'a\\x00b', '--format', 'json'));
    // What was read from an export is written without what the database does not keep.
    const { path, extra, requestVariables, timeline, ...kept } = shown;
    expect(again).toMatchObject({
      ...kept,
      ...(name.startsWith('2011') ? { extra, requestVariables, timeline } : {}),
    });
  });

  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  it.each([
    [
      'BSON',
      '2011-09-08/1',
      serialize({
        id: 'OOPS-1A1',
        url: new Binary(latin1('/caf\xe9')),
        value: new Binary(latin1('caf\xe9 \xc3\xa9')),
        req_vars: [['HTTP_REFERER', new Binary(latin1('http://x/\xe9'))]],
      }),
    ],
    [
      'text',
      '2011-09-08/1',
      latin1(
        'Oops-Id: OOPS-1A1\nURL: /caf\xe9\nException-Value: caf\xe9 \xc3\xa9\n\nHTTP_REFERER=http://x/\xe9\n',
      ),
    ],
    [
      'NDJSON',
      'x.ndjson',
      latin1(
        `{"id":"OOPS-1A1","time":"${TIME}","url":"/caf\xe9","value":"caf\xe9 \xc3\xa9","req_vars":{"HTTP_REFERER":"http://x/\xe9"}}\n`,
      ),
    ],
    [
      'CSV',
      'x.csv',
      latin1(`id,time,url,value,referrer\nOOPS-1A1,${TIME},/caf\xe9,caf\xe9 \xc3\xa9,http://x/\xe9\n`),
    ],
    [
      'CSV with a byte order mark',
      'x.csv',
      latin1(
        `\xef\xbb\xbf"id",time,url,value,referrer\nOOPS-1A1,${TIME},/caf\xe9,caf\xe9 \xc3\xa9,http://x/\xe9\n`,
      ),
    ],
  ])('keeps bytes that are no UTF-8 in %s', async (_, name, content) => {
    const folder = makeFolder({ [name]: content });
    await done(folder, 'ingest', name.startsWith('2011') ? '.' : name);
    expect(await showJson(folder, 'OOPS-1A1')).toMatchObject({
      url: '/caf%E9',
      value: 'caf\\xe9 \u00e9',
      referrer: 'http://x/%E9',
    });
  });

  it('reads CSV in UTF-16', async () => {
    const folder = makeFolder({
      'x.csv': Buffer.from(`\ufeffid,time,value\nOOPS-1A1,${TIME},caf\u00e9\n`, 'utf16le'),
    });
    await done(folder, 'ingest', 'x.csv');
    expect((await showJson(folder, 'OOPS-1A1')).value).toBe('caf\u00e9');
  });
});

describe('show and why', () => {
  const HEX = '0a'.repeat(16);

  it('find every id that was loaded by what it is, the literal one before other spellings', async () => {
    const ids = [
      HEX,
      '0b'.repeat(20),
      'foo1',
      '2077A102',
      '91T1',
      'OOPS-91T1',
      `OOPS-${'0c'.repeat(16)}`,
      'A7',
      'OOPS-A7',
    ];
    const others = [
      'any text, even this.',
      '(x)',
      '2011-09-08/A1',
      'OOPS-',
      '\u2615',
      'a  b',
      '45084.S6',
      'x\u001by',
    ];
    const folder = makeFolder({ 'x.ndjson': [...ids, ...others].map((id) => rowOf({ id })).join('') });
    await done(folder, 'ingest', 'x.ndjson');
    for (const id of [...ids, ...others]) {
      expect((await showJson(folder, id)).id).toBe(id);
      expect(JSON.parse(await done(folder, 'why', id, '--format', 'json')).id).toBe(id);
    }
  });

  it.each([
    [`OOPS-${HEX}`, HEX],
    [HEX, `OOPS-${HEX}`],
    ['0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a', `OOPS-${HEX}`],
    ['oops-FOO1', 'foo1'],
    ['OOPS-2077A102', '2077A102'],
    ['2011-09-08/A102', '2077A102'],
    ['91t1,', '91T1'],
    ['91t1', 'OOPS-91T1'],
    ['x\\x1by', 'x\u001by'],
    ['x\\u{202e}y', 'x\u202ey'],
    ['x\\x1by', 'x\\x1by'],
  ])('take %j for %j', async (typed, id) => {
    const folder = makeFolder({ 'x.ndjson': rowOf({ id }) });
    await done(folder, 'ingest', 'x.ndjson');
    expect((await showJson(folder, typed)).id).toBe(id);
  });
});

describe('what a report tells', () => {
  const BODY = {
    id: 'OOPS-2147appserverZCeCCGJBHEHJCEdABaIIJDCbaJbaAbDce175347',
    url: 'None',
    username: 'None',
    req_vars: [
      ['12-13', 'x'],
      ['2011-09-08', 'y'],
      ['REQUEST_METHOD', 'PUT'],
      ['REQUEST_METHOD', 'GET'],
      ['P', 'caf\u00e9'],
    ],
    timeline: [[1, 5, 'SQL-main', 'SELECT 1']],
    tb_text: 'Traceback:\n  caf\u00e9\n',
  };
  const TEXT = `Oops-Id: ${BODY.id}
User: None
URL: None

12-13=x
2011-09-08=y
REQUEST_METHOD=PUT
REQUEST_METHOD=GET
P=caf\\xe9

00001-00005@SQL-main SELECT 1

Traceback:
  caf\\xe9
`;

  it.each([
    ['text', '2011-09-08/1', TEXT],
    ['BSON', '2011-09-08/1', serialize(BODY)],
    ['NDJSON', 'x.ndjson', rowOf(BODY)],
    [
      'CSV',
      'x.csv',
      `id,time,url,username,req_vars,timeline,tb_text\n${BODY.id},${TIME},None,None,"${JSON.stringify(BODY.req_vars).replaceAll('"', '""')}","${JSON.stringify(BODY.timeline).replaceAll('"', '""')}","${BODY.tb_text}"\n`,
    ],
  ])('is the same from %s', async (_, name, content) => {
    const folder = makeFolder({ [name]: content });
    await done(folder, 'ingest', name.startsWith('2011') ? '.' : name);
    expect(await showJson(folder, BODY.id)).toMatchObject({
      reporter: 'APPSERVER',
      username: null,
      url: null,
      method: 'GET',
      requestVariables: { '12-13': 'x', '2011-09-08': 'y', REQUEST_METHOD: 'GET', P: 'caf\u00e9' },
      timeline: [{ start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' }],
      traceback: 'Traceback:\n  caf\u00e9\n',
    });
  });

  it('has the backtrace of a row in show and in export, which reads back', async () => {
    const timeline = [
      [0, 5, 'SQL-main', 'SELECT 1', '  File "a.py", line 1\n    wait()\n'],
      [5, 6, 'SQL-main', 'SELECT 2'],
    ];
    const folder = makeFolder({ '2011-09-08/1': serialize({ id: 'OOPS-2077A1', timeline }) });
    await done(folder, 'ingest', '.');
    const rows = [
      { start: 0, end: 5, category: 'SQL-main', detail: 'SELECT 1', backtrace: timeline[0]?.[4] },
      { start: 5, end: 6, category: 'SQL-main', detail: 'SELECT 2' },
    ];
    expect((await showJson(folder, 'OOPS-2077A1')).timeline).toEqual(rows);
    expect(await done(folder, 'show', 'OOPS-2077A1')).toContain(`
      0      5  SQL-main  SELECT 1
                  File "a.py", line 1
                    wait()
      5      1  SQL-main  SELECT 2
`);
    const exported = await done(folder, 'export');
    expect(JSON.parse(exported).timeline).toEqual(rows);
    addFiles(folder, { 'out.ndjson': exported });
    await done(folder, '--db', 'other.db', 'ingest', 'out.ndjson');
    const again = await done(folder, '--db', 'other.db', 'show', 'OOPS-2077A1', '--format', 'json');
    expect(JSON.parse(again).timeline).toEqual(rows);
  });

  it.each([
    ['0,0,usr0', '0,0,usr0'],
    ['Sample User', 'Sample User'],
    ['mark, 42, Mark S, ships', 'Mark S, mark, 42'],
    ['mark, 42, mark', 'mark, 42'],
  ])('names the user %j once', async (username, shown) => {
    const folder = makeFolder({ 'x.ndjson': rowOf({ id: 'OOPS-1A1', username }) });
    await done(folder, 'ingest', 'x.ndjson');
    expect(await done(folder, 'show', 'OOPS-1A1')).toContain(` User        ${shown}\n`);
  });
});
