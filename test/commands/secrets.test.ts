import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBsonReport } from '../../src/oops/formats/write-bson-report.js';
import { NO_EVENT, type OopsReport } from '../../src/oops/oops.js';
import { crawl } from '../support/crawl.js';
import { run } from '../support/run.js';
import { serveFolder } from '../support/site.js';
import { addFiles, makeFolder } from '../support/temporary-folder.js';
import { writeTextReport } from '../support/write-text-report.js';

/** In every secret of the corpus, and in nothing else. */
const MARK = 'hunter2';

const TEXTS = [
  `could not connect to postgres://app:${MARK}@db/shop`,
  `refused: password=${MARK} host=db`,
  `{"api_key": "${MARK}", "retries": 3}`,
  `{"body":"{\\"clientSecret\\":\\"${MARK}\\"}"}`,
  `Authorization: Bearer ${MARK}${MARK}${MARK}`,
  `Cookie: sid=${MARK}; theme=dark`,
];
const URL = `https://shop.example.com/pay?access_token=${MARK}&a=1`;

function report(text: string, index: number): OopsReport {
  return {
    ...{
      id: `OOPS-1S${index}`,
      type: 'Refused',
      value: text,
      time: Date.parse('2011-09-08T12:00:00Z') + index,
    },
    ...{ reporter: 'S', topic: 'Pay:+index', url: URL, username: 'ann', durationSeconds: 1 },
    requestVariables: [
      ['HTTP_COOKIE', `sid=${MARK}`],
      ['HTTP_AUTHORIZATION', `Basic ${MARK}`],
      ['HTTP_REFERER', URL],
      ['HTTP_USER_AGENT', `curl token=${MARK}`],
      ['QUERY_STRING', `password=${MARK}`],
    ],
    timeline: [
      { start: 0, end: 900, category: 'SQL-main', detail: `UPDATE p SET password = '${MARK}' -- ${text}` },
    ],
    traceback: `Traceback (most recent call last):\n  connect(password="${MARK}")\nRefused: ${text}\n`,
    ...{ branchNick: null, revno: null, informational: false, hostname: null, lastOops: null },
    ...NO_EVENT,
    causes: [{ type: 'Cause', value: text }],
    extra: { settings: { DB_PASSWORD: MARK }, note: text },
  };
}

/** Events of other kinds with the same secrets, and lines that are refused and say so. */
const LINES = [
  {
    ...{
      event_id: 'a'.repeat(32),
      timestamp: '2011-09-08T12:01:00Z',
      platform: 'python',
      server_name: 'api',
    },
    exception: {
      values: [
        { type: 'Refused', value: TEXTS[0] },
        { type: 'Pay', value: TEXTS[1] },
      ],
    },
    request: { url: URL, headers: { Cookie: `sid=${MARK}`, Referer: URL }, query_string: `token=${MARK}` },
    extra: { password: MARK },
  },
  {
    level: 50,
    time: Date.parse('2011-09-08T12:02:00Z'),
    name: 'pay',
    pid: 1,
    hostname: 'h',
    msg: TEXTS[2],
    err: { type: 'Error', message: TEXTS[3], stack: `Error: ${TEXTS[3]}\n    at f (a.js:1:1)` },
  },
  { id: 'OOPS-1T1', time: `password=${MARK}`, type: 'E' },
];

describe('secrets', () => {
  let folder = '';
  beforeAll(async () => {
    const files = TEXTS.flatMap((text, index) => [
      [`reports/2011-09-08/B${index}`, Buffer.from(writeBsonReport(report(text, index)))] as const,
      [`reports/2011-09-08/T${index}`, Buffer.from(writeTextReport(report(text, 100 + index)))] as const,
    ]);
    folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
    addFiles(folder, {
      ...Object.fromEntries(files),
      'lines.ndjson': LINES.map((line) => `${JSON.stringify(line)}\n`).join(''),
      'windows.csv':
        'outage,phase,systems,start,end\nfdt,downtime,*,2011-09-08T11:59:00Z,2011-09-08T12:00:30Z\n',
      'oops-report.yaml': 'settlingTime: 0s\n',
    });
    expect(await run(folder, ['ingest', 'reports', 'lines.ndjson'])).toMatchObject({ code: 0 });
    expect(await run(folder, ['windows', 'import', 'windows.csv'])).toMatchObject({ code: 0 });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are in no byte of the database', () => {
    for (const name of readdirSync(folder).filter((one) => one.startsWith('oops-report.db')))
      expect(readFileSync(join(folder, name)).includes(MARK), name).toBe(false);
  });

  it.each([
    ...['text', 'html', 'markdown', 'json'].flatMap((format) => [
      ['daily', '2011-09-08', '--format', format],
      ['outage', 'fdt', '--format', format],
    ]),
    ...['OOPS-1S1', 'OOPS-1S3', 'OOPS-1S4', 'OOPS-1S5', 'OOPS-1S105', `OOPS-${'a'.repeat(32)}`].map((id) => [
      'show',
      id,
    ]),
    ['show', 'OOPS-1S0', '--format', 'json'],
    ['show', 'OOPS-1S102', '--format', 'json'],
    ['why', 'OOPS-1S0'],
    ['export'],
    ['rejects'],
    ['status'],
    ['query', '--columns', 'id,value,url,referrer,user_agent,traceback', '--format', 'json'],
    ['query', '--text', 'refused', '--columns', 'id,snippet'],
    ['sql', 'SELECT * FROM oops', '--format', 'json'],
    ['sql', 'SELECT * FROM signature', '--format', 'json'],
  ])('are not told by %s %s %s %s %s', async (...words) => {
    const { code, stdout, stderr } = await run(
      folder,
      words.filter((word) => word !== undefined),
    );
    expect([0, 1, 3]).toContain(code);
    expect(stdout.length).toBeGreaterThan(20);
    expect(stdout + stderr).not.toContain(MARK);
  });

  it('are replaced by what says that there was one', async () => {
    const { stdout } = await run(folder, ['show', 'OOPS-1S0', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      value: 'could not connect to postgres://app:[redacted]@db/shop',
      url: 'https://shop.example.com/pay?access_token=[redacted]&a=1',
      requestVariables: { HTTP_COOKIE: '[redacted]', QUERY_STRING: 'password=[redacted]' },
    });
  });

  it('are on no page', async () => {
    const site = await serveFolder(folder);
    const pages = await crawl(site, [
      '/',
      '/2011-09-08',
      '/outages/fdt',
      '/rejects',
      '/oops/OOPS-1S0',
      '/oops/OOPS-1S3',
    ]);
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.filter(({ body }) => body.includes(MARK)).map(({ address }) => address)).toEqual([]);
  });

  it('are shown where config and user want it', async () => {
    const refused = await run(folder, ['show', 'OOPS-1S0', '--unredacted']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^oops-report: --unredacted is not allowed here\. Set redact\.allowUnredacted .*\n$/,
    );
    const config = makeFolder({ 'open.yaml': 'redact: { allowUnredacted: true }\n' });
    const shown = await run(folder, [
      '--config',
      join(config, 'open.yaml'),
      'show',
      'OOPS-1S0',
      '--unredacted',
    ]);
    expect(shown.stdout).toContain(`postgres://app:${MARK}@db/shop`);
    expect(shown.stdout).toContain(`sid=${MARK}`);
  });
});

describe('users', () => {
  const CONFIG = { 'oops-report.yaml': 'settlingTime: 0s\nredact: { users: true }\n' };

  it('are counted by their hashes', async () => {
    const folder = makeFolder({
      ...CONFIG,
      'oopses.ndjson': ['ann', 'bob', 'ann']
        .map((username, index) =>
          JSON.stringify({
            id: `OOPS-1U${index}`,
            time: '2011-09-08T12:00:00Z',
            type: 'E',
            reporter: 'U',
            username,
          }),
        )
        .join('\n'),
    });
    const env = { OOPS_REPORT_USER_KEY: 'a key of sixteen letters' };
    expect(await run(folder, ['ingest', 'oopses.ndjson'], { env })).toMatchObject({ code: 0 });
    const { stdout } = await run(folder, ['query', '--group-by', 'username', '--format', 'json'], { env });
    const { rows } = JSON.parse(stdout) as { rows: [string, number][] };
    expect(rows.map(([, count]) => count)).toEqual([2, 1]);
    for (const [name] of rows) expect(name).toMatch(/^user-[0-9a-f]{16}$/);
  });

  it('need a key that cannot be guessed', async () => {
    const folder = makeFolder(CONFIG);
    expect(await run(folder, ['status'], { env: { OOPS_REPORT_USER_KEY: 'short' } })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oops-report: oops-report.yaml: redact.users needs a key of 16 characters or more, the same for ever. Set OOPS_REPORT_USER_KEY to one.\n',
    });
  });
});
