import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeBsonReport } from '../../src/oops/formats/write-bson-report.js';
import { NO_EVENT, type OopsReport } from '../../src/oops/oops.js';
import { INCIDENT, useIncident } from '../support/incident-place.js';
import { run } from '../support/run.js';
import { makeFolder } from '../support/temporary-folder.js';
import { writeTextReport } from '../support/write-text-report.js';

const REPORT: OopsReport = {
  id: 'OOPS-2077A7',
  type: 'TimeoutError',
  value: 'Statement: 4711',
  time: Date.parse('2011-09-08T08:53:06.123Z'),
  reporter: 'A',
  topic: 'BugTask:+index',
  url: 'https://bugs.launchpad.net/bugs/1',
  username: 'mark, 42, Mark S, likes space',
  durationSeconds: 1.5,
  requestVariables: [
    ['HTTP_REFERER', 'https://launchpad.net/'],
    ['HTTP_USER_AGENT', 'Googlebot/2.1'],
    ['REQUEST_METHOD', 'GET'],
  ],
  timeline: [
    { start: 0, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
    { start: 6, end: 9, category: 'memcache-get', detail: 'key' },
  ],
  traceback: 'Traceback (most recent call last):\nTimeoutError\n',
  branchNick: 'launchpad',
  revno: '13900',
  informational: false,
  hostname: null,
  lastOops: null,
  ...NO_EVENT,
  extra: {},
};

/** What `show --format json` says of that report, key by key as the interface promises. */
const PROMISED = {
  id: 'OOPS-2077A7',
  time: '2011-09-08T08:53:06.123Z',
  timeSource: 'report',
  reporter: 'A',
  system: 'A',
  type: 'TimeoutError',
  value: 'Statement: 4711',
  signature: { type: 'TimeoutError', value: 'Statement: $INT' },
  topic: 'BugTask:+index',
  url: 'https://bugs.launchpad.net/bugs/1',
  method: 'GET',
  userAgent: 'Googlebot/2.1',
  isBot: true,
  referrer: 'https://launchpad.net/',
  isLocalReferrer: true,
  username: 'mark, 42, Mark S, likes space',
  durationSeconds: 1.5,
  statementsCount: 1,
  mostExpensiveStatement: 'SELECT $INT',
  informational: false,
  branchNick: 'launchpad',
  revno: '13900',
  classification: 'time-outs',
  requestVariables: {
    HTTP_REFERER: 'https://launchpad.net/',
    HTTP_USER_AGENT: 'Googlebot/2.1',
    REQUEST_METHOD: 'GET',
  },
  timeline: [
    { start: 0, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
    { start: 6, end: 9, category: 'memcache-get', detail: 'key' },
  ],
  traceback: 'Traceback (most recent call last):\nTimeoutError\n',
  attribution: null,
};

const { clockOffset: _, ...PLAIN } = NO_EVENT;

/** Keys beyond the promised ones. */
const MORE = {
  totalMilliseconds: 1500,
  extra: {},
  lastOops: null,
  ...PLAIN,
  clockOffsetSeconds: null,
  hostname: null,
  arrivedAt: '2011-09-09T06:00:00.000Z',
  copies: [],
  bug: null,
  repeatedStatements: [],
  longestStatements: [
    { statement: 'SELECT $INT', count: 1, totalMilliseconds: 5, meanMilliseconds: 5, savedMilliseconds: 0 },
  ],
  fileRemark: null,
};

/** The report as a row with the keys of the report dictionary. */
const ROW = {
  ...{ id: REPORT.id, type: REPORT.type, value: REPORT.value, time: '2011-09-08T08:53:06.123Z' },
  ...{ topic: REPORT.topic, url: REPORT.url, username: REPORT.username, duration: 1.5, revno: 13900 },
  req_vars: REPORT.requestVariables,
  timeline: REPORT.timeline.map(({ start, end, category, detail }) => [start, end, category, detail]),
  tb_text: REPORT.traceback,
  branch_nick: 'launchpad',
};
const NDJSON = `${JSON.stringify(ROW)}\n`;
const CSV = `oops,time,type,value,topic,url,username,duration,revno,req_vars,timeline,tb_text,branch_nick
${[
  'id',
  'time',
  'type',
  'value',
  'topic',
  'url',
  'username',
  'duration',
  'revno',
  'req_vars',
  'timeline',
  'tb_text',
  'branch_nick',
]
  .map((key) => ROW[key as keyof typeof ROW])
  .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
  .map((cell) => `"${cell.replaceAll('"', '""')}"`)
  .join()}
`;

async function showJson(folder: string, id: string) {
  const { code, stdout, stderr } = await run(folder, ['show', id, '--format', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** A folder whose database holds what this file holds. */
async function makeIngested(
  name: string,
  content: string | Uint8Array,
  ...options: string[]
): Promise<string> {
  const folder = makeFolder({ [name]: content });
  expect((await run(folder, ['ingest', name, ...options])).stdout).toContain(' 1 loaded,');
  return folder;
}

describe('show', () => {
  it.each([
    ['BSON', '2011-09-08/A7', writeBsonReport(REPORT), []],
    ['text', '2011-09-08/A7', writeTextReport(REPORT), []],
    ['gzip', '2011-09-08/A7.gz', gzipSync(writeTextReport(REPORT)), []],
    ['NDJSON', 'x.ndjson', `no JSON\n${NDJSON}`, []],
    ['packed NDJSON', 'x.ndjson.gz', gzipSync(NDJSON), []],
    ['CSV', 'x.csv', CSV, ['--columns', 'id=oops']],
  ])('says in JSON all that a report in %s says', async (_, name, content, options) => {
    const folder = await makeIngested(name, content, ...options);
    expect(await showJson(folder, 'OOPS-2077A7')).toEqual({ ...PROMISED, ...MORE, path: join(folder, name) });
  });

  it('finds the most expensive statement of what is no time-out when it is asked for', async () => {
    const folder = await makeIngested('2011-09-08/A7', writeBsonReport({ ...REPORT, type: 'KeyError' }));
    expect(await showJson(folder, 'OOPS-2077A7')).toMatchObject({ mostExpensiveStatement: 'SELECT $INT' });
  });

  it('keeps what it does not know', async () => {
    const folder = await makeIngested(
      '2011-09-08/A7',
      writeBsonReport({ ...REPORT, extra: { 'features.usedFlags': '{}' } }),
    );
    expect((await showJson(folder, 'OOPS-2077A7')).extra).toEqual({ 'features.usedFlags': '{}' });
  });

  it('sets values apart from their keys, however long these are', async () => {
    const folder = await makeIngested(
      '2011-09-08/A7',
      writeBsonReport({ ...REPORT, extra: { elevencolum: 1, twelvecolumn: 2, 'otel.scope.version': 3 } }),
    );
    const { stdout } = await run(folder, ['show', 'OOPS-2077A7']);
    expect(stdout).toContain('\n elevencolum 1\n twelvecolumn 2\n otel.scope.version 3\n');
  });

  it('says what the database keeps, and that it does, when the file is gone', async () => {
    const folder = await makeIngested('2011-09-08/A7', writeBsonReport(REPORT));
    const path = join(folder, '2011-09-08/A7');
    rmSync(path);
    expect(await showJson(folder, 'OOPS-2077A7')).toEqual({
      ...PROMISED,
      ...MORE,
      ...{ path, requestVariables: null, timeline: null, extra: null, longestStatements: [] },
      fileRemark: `${path} is gone`,
    });
    const { stdout } = await run(folder, ['show', 'OOPS-2077A7']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `! The original cannot be read: ${path} is gone. This is what the database keeps.`,
    );
  });

  it.each([
    ['2011-09-08/A7', writeTextReport({ ...REPORT, id: 'OOPS-2077A8' }), 'now holds OOPS-2077A8'],
    ['2011-09-08/A7', Buffer.alloc(0), ': empty file'],
    ['x.ndjson', Buffer.from('{"id": "OOPS-2077A8"}\n'), ' no longer holds it'],
    ['x.ndjson', gzipSync(NDJSON).subarray(0, 40), ' line 1: is damaged gzip: unexpected end of file'],
  ])('says why %s, changed since, no longer tells', async (name, after, remark) => {
    const folder = await makeIngested(name, name.endsWith('n') ? NDJSON : writeTextReport(REPORT));
    writeFileSync(join(folder, name), after);
    const { fileRemark, type } = await showJson(folder, 'OOPS-2077A7');
    expect(fileRemark).toContain(`${join(folder, name)}${remark.startsWith('now') ? ' ' : ''}${remark}`);
    expect(type).toBe('TimeoutError');
  });

  it('reads a copy when the first file is gone', async () => {
    const folder = makeFolder({
      '2011-09-08/A7': writeTextReport(REPORT),
      '2011-09-09/A7': writeTextReport(REPORT),
    });
    await run(folder, ['ingest', '.']);
    rmSync(join(folder, '2011-09-08/A7'));
    expect(await showJson(folder, 'OOPS-2077A7')).toMatchObject({
      path: join(folder, '2011-09-09/A7'),
      copies: [join(folder, '2011-09-08/A7')],
      fileRemark: null,
    });
  });
});

describe('show, of the sample incident', () => {
  const runThere = useIncident();

  it.each([
    'OOPS-2077A101',
    '2077a101',
    'oops-2077A101,',
    ' (OOPS-2077A101). ',
    '2011-09-08/A101',
    '2011-09-08/32061.A101',
  ])('finds OOPS-2077A101 by %j', async (typed) => {
    const { code, stdout } = await runThere('show', typed, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'OOPS-2077A101',
      path: `${INCIDENT}reports/lpnet/2011-09-08/32061.A101`,
    });
  });

  it('finds a hash in any case', async () => {
    const { stdout } = await runThere('show', '091D57F7AEF4620D630EB210BBBEF857', '--format', 'json');
    expect(JSON.parse(stdout).id).toBe('OOPS-091d57f7aef4620d630eb210bbbef857');
  });

  it.each([
    [
      'OOPS-2077A101',
      { outage: 'fdt-2011-09-08', phase: 'downtime', relation: 'during', disposition: 'expected' },
    ],
    [
      'OOPS-2077A100',
      { outage: 'fdt-2011-09-08', phase: 'downtime', relation: 'during', disposition: 'unexpected' },
    ],
    ['OOPS-091d57f7aef4620d630eb210bbbef857', null],
  ])('says which window has %s', async (id, attribution) => {
    const { stdout } = await runThere('show', id, '--format', 'json');
    const shown = JSON.parse(stdout);
    expect(shown.attribution).toEqual(attribution);
    expect(Object.keys(shown)).toEqual(expect.arrayContaining([...Object.keys(PROMISED), 'path']));
  });

  it('prints it for people', async () => {
    const { code, stdout, stderr } = await runThere('show', 'OOPS-2077A101');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`
 Time        2011-09-08T08:54:21.842Z, loaded 2011-09-09T06:00:00.000Z
 Reporter    A, of system appservers
 Counted in  exceptions
`);
    expect(stdout).toContain(`
=== Attribution ===

 It happened during the downtime of outage fdt-2011-09-08, and was expected
 there.
`);
  });

  it.each([
    [
      ['show', 'OOPS-1Z1'],
      'There is no OOPS OOPS-1Z1. Ingest its repository, or look for it in oops-report rejects.',
    ],
    [['show', ' '], 'There is no OOPS . Ingest its repository, or look for it in oops-report rejects.'],
    [
      ['show', 'OOPS-2077A101', '--format', 'csv'],
      '--format: csv is no format of this report. Choose one of text, json.',
    ],
    [['show'], "missing required argument 'oops-id'. See oops-report show --help."],
  ])('%j cannot be done', async (args, message) => {
    expect(await runThere(...args)).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${message}\n` });
  });
});
