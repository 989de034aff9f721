import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBsonReport } from '../../src/oops/formats/write-bson-report.js';
import { NO_EVENT, type OopsReport } from '../../src/oops/oops.js';
import {
  FORMULAS,
  HOSTILE_FILE,
  HOSTILE_KEY,
  HOSTILE_LINE,
  HOSTILE_NAME,
  HOSTILE_TEXT,
  UNPRINTABLE,
} from '../support/hostile-values.js';
import { type Run, run } from '../support/run.js';
import { withoutColours } from '../support/without-colours.js';

const OUTAGE = `fdt ${HOSTILE_LINE}`;
const OOPS_ID = `OOPS-${HOSTILE_TEXT}`;

let folder = '';
/** What was printed while the hostile files were loaded. */
let loading: readonly Run[] = [];

const runHere = (...args: string[]) => run(folder, args);

/** A report in which every text is hostile, `seconds` after 08:00. */
function reportAt(seconds: number, more: Partial<OopsReport> = {}): OopsReport {
  return {
    id: `${OOPS_ID} ${seconds}`,
    type: `Type ${HOSTILE_TEXT}`,
    value: `value ${HOSTILE_TEXT}`,
    time: Date.parse('2011-09-08T08:00:00Z') + seconds * 1000,
    reporter: HOSTILE_NAME,
    topic: `topic ${HOSTILE_TEXT}`,
    url: `https://evil.example/${HOSTILE_TEXT}`,
    username: `user ${HOSTILE_TEXT}, 42, ${HOSTILE_TEXT}`,
    durationSeconds: 1.5,
    requestVariables: [
      [`key ${HOSTILE_KEY}`, HOSTILE_TEXT],
      ['k'.repeat(5000), 'v'.repeat(5000)],
      ['HTTP_REFERER', `https://launchpad.net/${HOSTILE_TEXT}`],
      ['HTTP_USER_AGENT', HOSTILE_TEXT],
      ['REQUEST_METHOD', HOSTILE_TEXT],
    ],
    timeline: [{ start: 0, end: 5, category: `SQL-${HOSTILE_TEXT}`, detail: `SELECT ${HOSTILE_TEXT}` }],
    traceback: `Traceback:\n  File ${HOSTILE_TEXT}\n`,
    branchNick: HOSTILE_TEXT,
    revno: HOSTILE_TEXT,
    informational: false,
    hostname: HOSTILE_TEXT,
    lastOops: HOSTILE_TEXT,
    ...NO_EVENT,
    extra: { [`unknown ${HOSTILE_KEY}`]: { [HOSTILE_KEY]: HOSTILE_TEXT } },
    ...more,
  };
}

/** Some before, a storm of failures in the outage, what should not be there, time-outs, pages not found, formulas. */
function listReports(): OopsReport[] {
  const many = (count: number, from: number, more: Partial<OopsReport> = {}) =>
    Array.from({ length: count }, (_, index) => reportAt(from + index, more));
  return [
    ...many(3, -7200, { type: 'KeyError' }),
    ...many(40, 60, { type: 'DisconnectionError' }),
    ...many(40, 40_000, { type: 'DisconnectionError' }),
    ...many(3, 200),
    ...many(3, 3600),
    ...many(2, 4000, { type: 'RequestExpired' }),
    ...many(2, 5000, { type: 'NotFound' }),
    ...FORMULAS.map((text, index) => reportAt(6000 + index, { type: text, value: text, topic: text })),
  ];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
  const day = join(folder, `reports ${HOSTILE_FILE}`, '2011-09-08');
  mkdirSync(day, { recursive: true });
  for (const [index, report] of listReports().entries()) {
    writeFileSync(join(day, `${index} ${HOSTILE_FILE}`), writeBsonReport(report));
  }
  writeFileSync(join(day, `bad ${HOSTILE_FILE}`), HOSTILE_TEXT);
  writeFileSync(join(folder, `rows ${HOSTILE_FILE}.ndjson`), `{}\n${HOSTILE_TEXT}\n`);
  const window = { phase: 'downtime', start: '2011-09-08T08:00:50Z', end: '2011-09-08T08:05:00Z' };
  writeFileSync(
    join(folder, `log ${HOSTILE_FILE}.json`),
    JSON.stringify([
      { ...window, outage: OUTAGE, systems: [HOSTILE_NAME], title: HOSTILE_LINE },
      {
        ...window,
        outage: `before ${OUTAGE}`,
        systems: ['*'],
        start: '2011-09-07T08:00:50Z',
        end: '2011-09-07T08:05:00Z',
        title: FORMULAS[0],
      },
      {
        ...window,
        outage: 'open',
        systems: [`unknown${HOSTILE_NAME}`],
        start: '2011-09-08T20:00:00Z',
        end: null,
      },
      { ...window, outage: HOSTILE_TEXT, systems: ['x'] },
    ]),
  );
  writeFileSync(
    join(folder, 'oops-report.yaml'),
    JSON.stringify({
      systems: { [HOSTILE_NAME]: { reporters: [HOSTILE_NAME] }, [`unknown${HOSTILE_NAME}`]: {} },
      groups: {
        [`group-${HOSTILE_NAME}`]: {
          systems: [HOSTILE_NAME],
          summary: 'webapp',
          recipients: ['a@example.com'],
        },
      },
      bugUrl: 'https://bugs.example.com/{id}',
      oopsUrl: 'https://oops.example.com/{id}',
    }),
  );
  loading = [
    await runHere('ingest', `reports ${HOSTILE_FILE}`, `rows ${HOSTILE_FILE}.ndjson`),
    await runHere('ingest', '--format', 'json', `reports ${HOSTILE_FILE}`),
    await runHere('windows', 'import', `log ${HOSTILE_FILE}.json`),
    await runHere('windows', 'import', '--format', 'json', `log ${HOSTILE_FILE}.json`),
    await runHere('bug', 'set', `${OOPS_ID} 200`, '12'),
  ];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing that cannot be printed but what the format itself writes. */
function expectPrintable(text: string, own = '\n'): void {
  const lines = [...own].reduce((rest, character) => rest.replaceAll(character, '\n'), text).split('\n');
  expect(lines.filter((line) => UNPRINTABLE.test(line))).toEqual([]);
}

/** No value begins a line, in formats that wrap none. */
function expectWhole(text: string): void {
  expectPrintable(text);
  expect(text).not.toMatch(/^ *FORGED/m);
}

/** Markdown without its code, its own links and the back slashes that keep it from acting. */
function liveMarkdown(text: string): string {
  return text
    .replace(/^( *)(`{3,})\n[\s\S]*?\n\1\2$/gm, '')
    .replace(/(?<!\\)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    .replace(/\]\(<https:\/\/(oops|bugs)\.example\.com\/[^<>\s]*>\)/g, ']')
    .replace(/<https:\/\/(evil\.example|launchpad\.net)\/[^<>\s]*>/g, '')
    .replace(/\\[!-/:-@[-`{-~]/g, '');
}

function expectMarkdown(text: string): void {
  expectPrintable(text, '\n\u200b');
  expect(text).not.toMatch(/^[>\s-]*FORGED/m);
  const live = liveMarkdown(text);
  expect(live).not.toMatch(/@\w|#\d|\$|<\/?\w|:\/\/|www\.|\]\(|!\[/);
  // The rows of a table have as many cells as its head.
  const tables = text.split('\n\n').filter((block) => /^\|.*\n\|( :?-+:? \|)+/.test(block));
  for (const table of tables) {
    const bars = table
      .trimEnd()
      .split('\n')
      .map((line) => line.match(/(?<!\\)(?:\\\\)*\|/g)?.length);
    expect(new Set(bars).size).toBe(1);
  }
}

function expectHtml(text: string): void {
  expectWhole(text);
  expect(text).not.toMatch(/<script|<b |<img|\son\w+=/i);
}

const CHECKS: Readonly<Record<string, (text: string) => void>> = {
  text: (text) => expectPrintable(text),
  table: expectWhole,
  markdown: expectMarkdown,
  html: expectHtml,
  json(text) {
    expectWhole(text);
    JSON.parse(text);
  },
  ndjson(text) {
    expectWhole(text);
    for (const line of text.trimEnd().split('\n')) JSON.parse(line);
  },
  csv(text) {
    expectPrintable(text, '\n\r\t');
    const rows: string[][] = parse(text);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@＝]|^[\t\r]|^\s*-(?!\d+$)/);
  },
  ics(text) {
    expectPrintable(text, '\r\n');
    expect(text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(3);
  },
  junit(text) {
    expectWhole(text);
    expect(XMLValidator.validate(text)).toBe(true);
    expect(new XMLParser().parse(text)).toHaveProperty('testsuites');
  },
  metrics(text) {
    expectWhole(text);
    const labels = String.raw`\{(\w+="([^"\\]|\\["\\n])*",?)+\}`;
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(new RegExp(`^(# .*|\\w+(${labels})? [\\d.e+-]+)$`));
  },
};

const PERIOD = ['--from', '2011-09-01', '--to', '2011-09-10'];
const REPORT_FORMATS = ['text', 'json', 'html', 'markdown'];

/** Every command that prints, with every format that it has. */
const COMMANDS: readonly [args: readonly string[], formats: readonly string[]][] = [
  [['daily', '2011-09-08'], REPORT_FORMATS],
  [['daily', '2011-09-08', '--group', `group-${HOSTILE_NAME}`], REPORT_FORMATS],
  [
    ['outage', OUTAGE],
    [...REPORT_FORMATS, 'junit', 'metrics'],
  ],
  [['outage', OUTAGE, '--compare', 'previous'], REPORT_FORMATS],
  [['outages', ...PERIOD], REPORT_FORMATS],
  [
    ['show', `${OOPS_ID} 200`],
    ['text', 'json'],
  ],
  [
    ['why', `${OOPS_ID} 200`],
    ['text', 'json'],
  ],
  [
    ['why', `${OOPS_ID} 61`],
    ['text', 'json'],
  ],
  [['rejects'], ['text', 'json']],
  [['export'], ['ndjson']],
  [
    ['query', ...PERIOD],
    ['table', 'csv', 'ndjson', 'json', 'markdown'],
  ],
  [
    ['query', '--group-by', 'type,value,system,outage'],
    ['table', 'csv', 'ndjson', 'json', 'markdown'],
  ],
  [
    ['query', '--columns', 'id,type,value,topic,url,username,traceback,reporter'],
    ['table', 'csv', 'ndjson', 'json', 'markdown'],
  ],
  [
    ['sql', 'SELECT * FROM outage_window'],
    ['table', 'csv', 'ndjson', 'json', 'markdown'],
  ],
  [
    ['sql', `SELECT id AS "=${HOSTILE_LINE.replaceAll('"', '')}", * FROM oops`],
    ['table', 'csv', 'ndjson', 'json', 'markdown'],
  ],
  [
    ['windows', 'list'],
    ['text', 'json'],
  ],
  [
    ['windows', 'log', OUTAGE],
    ['text', 'json'],
  ],
  [
    ['windows', 'check', ...PERIOD],
    ['text', 'json'],
  ],
  [
    ['windows', 'detect', ...PERIOD],
    ['text', 'json', 'csv'],
  ],
  [
    ['windows', 'export'],
    ['csv', 'json', 'ics'],
  ],
];

describe('values that strangers wrote', () => {
  it('are loaded, and harmless where loading tells of them', () => {
    expect(loading.map(({ code }) => code)).toEqual([0, 0, 2, 2, 0]);
    for (const { stdout, stderr } of loading) {
      expectPrintable(stdout);
      expectPrintable(stderr);
    }
  });

  it.each(COMMANDS.flatMap(([args, formats]) => formats.map((format) => [args[0], format, args] as const)))(
    'are harmless in %s as %s',
    async (_, format, args) => {
      const { code, stdout, stderr } = await runHere(...args, '--format', format);
      expect([code, stderr]).not.toContain(2);
      expectPrintable(stderr);
      CHECKS[format]?.(stdout);
    },
  );

  it.each([
    ['a command', [HOSTILE_TEXT]],
    ['an option', ['daily', `--${HOSTILE_TEXT}`]],
    ['a day', ['daily', HOSTILE_TEXT]],
    ['a group', ['daily', '--group', HOSTILE_TEXT]],
    ['a format', ['outage', '--format', HOSTILE_TEXT]],
    ['a file to write', ['outage', OUTAGE, '--output', HOSTILE_TEXT]],
    ['an outage', ['outage', HOSTILE_TEXT]],
    ['an OOPS', ['show', HOSTILE_TEXT]],
    ['a path', ['ingest', HOSTILE_KEY]],
    ['a window log', ['windows', 'import', HOSTILE_KEY]],
    ['a window', ['windows', 'end', HOSTILE_TEXT]],
    ['a database', ['--db', `${HOSTILE_FILE}/x.db`, 'daily']],
    ['a config', ['--config', HOSTILE_KEY, 'daily']],
    ['SQL', ['sql', `SELECT "${HOSTILE_LINE}`]],
    ['words', ['query', '--text', `"${HOSTILE_TEXT}`]],
  ])('are harmless where a message names %s', async (_, args) => {
    const { stdout, stderr } = await runHere(...args);
    expect(stderr).toMatch(/^oops-report: .*\n$/);
    expectPrintable(stdout);
    expectPrintable(stderr);
  });

  it('are harmless where a remark or an answer names them', async () => {
    for (const args of [
      ['--db', `new ${HOSTILE_FILE}.db`, 'rejects'],
      ['query', '--system', HOSTILE_TEXT],
      ['windows', 'end', 'open', '--at', '2011-09-08T21:00:00Z'],
      ['complete-words', '--', 'outage', ''],
    ]) {
      const { stdout, stderr } = await runHere(...args);
      expectPrintable(stdout);
      expectPrintable(stderr);
    }
  });

  it('are harmless in the mails', async () => {
    const env = { OOPS_REPORT_MAIL_FROM: 'oops@example.com' };
    const { code, stdout, stderr } = await run(folder, ['daily', '2011-09-08', '--mail', '--dry-run'], {
      env,
    });
    expect([code, stderr]).toEqual([0, '']);
    expectPrintable(stdout);
    const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    expect(mails).toHaveLength(1);
    for (const name of mails) expectPrintable(readFileSync(join(folder, name), 'utf8'), '\r\n');
  });

  it.each(['csv', 'json', 'ics'])(
    'come back from an exported window log as they were, by %s',
    async (format) => {
      const { stdout } = await runHere('windows', 'export', '--format', format);
      writeFileSync(join(folder, `again.${format}`), stdout);
      const list = (...more: string[]) => runHere(...more, 'windows', 'list', '--format', 'json');
      await runHere('--db', `${format}.db`, 'windows', 'import', `again.${format}`);
      const [before, after] = [await list(), await list('--db', `${format}.db`)].map(({ stdout }) =>
        JSON.parse(stdout).map(({ source: _, ...window }: { source: string }) => window),
      );
      expect(after).toEqual(before);
    },
  );

  it.each(COMMANDS.filter(([, [format]]) => format === 'text'))(
    'are in %j in colour the same as without',
    async (args) => {
      const { stdout } = await run(folder, args, { columns: 80 });
      const plain = await run(folder, ['--no-color', ...args], { columns: 80 });
      expect(withoutColours(stdout)).toBe(plain.stdout);
      expectPrintable(plain.stdout, '\n');
    },
  );

  it('fit a terminal of one column', async () => {
    for (const [args] of COMMANDS) {
      const { code, stdout } = await run(folder, args, { columns: 1 });
      expect(code).not.toBe(2);
      expectPrintable(withoutColours(stdout), '\n\r');
    }
    expect(await run(folder, ['daily', '--help'], { columns: 1 })).toMatchObject({ code: 0 });
  });
});
