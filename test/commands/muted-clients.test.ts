import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutageExplanation } from '../../src/reports/outage/explanation/explanation.js';
import type { OutageReport } from '../../src/reports/outage/outage-report.js';
import { run } from '../support/run.js';
import { clientReportEnvelope, eventEnvelope, type SentEvent } from '../support/sentry-envelopes.js';
import { addFiles } from '../support/temporary-folder.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const at = (clock: string) => Date.parse(`2026-11-26T${clock}Z`);
/** All windows of the outage are of these two minutes; it is observed from a minute later on. */
const [START, END] = [at('12:00:00'), at('12:02:00')];
const READ = at('13:00:00');

type Stretch = readonly [project: string, type: string, from: number, until: number, every: number];

const BEGINNING = START - 4 * 60 * MINUTE;
const AFTER = END + MINUTE + SECOND;
const GONE = 'DisconnectionError';

/** What the projects wrote. All are muted after the first twenty seconds of the storm, if they say so at all. */
const WRITTEN: readonly Stretch[] = [
  // Fails, and is heard again.
  ['shop', 'KeyError', BEGINNING, START, 5 * MINUTE],
  ['shop', GONE, START, START + 20 * SECOND, SECOND],
  ['shop', 'KeyError', AFTER, READ, 5 * MINUTE],
  // Fails, and is hardly ever heard otherwise.
  ['cart', 'KeyError', BEGINNING, START, 150 * MINUTE],
  ['cart', GONE, START, START + 20 * SECOND, SECOND],
  // Fails, and is not heard again although it always is.
  ['mail', 'KeyError', BEGINNING, START, MINUTE],
  ['mail', GONE, START, START + 20 * SECOND, SECOND],
  // Fails for some minutes more, and then is hardly ever heard.
  ['late', 'KeyError', BEGINNING, START, 150 * MINUTE],
  ['late', GONE, START, START + 20 * SECOND, SECOND],
  ['late', GONE, AFTER, AFTER + 2 * MINUTE, 5 * SECOND],
  // One of two projects is not heard again.
  ['feed-1', 'KeyError', BEGINNING, READ, MINUTE],
  ['feed-2', 'KeyError', BEGINNING, START, MINUTE],
  ['feed-1', GONE, START, START + 20 * SECOND, SECOND],
  // Goes on as if nothing were.
  ['jobs', 'KeyError', BEGINNING, READ, 20 * SECOND],
  // Fails in a way that an outage does not explain.
  ['odd', 'KeyError', BEGINNING, READ, 5 * MINUTE],
  ['odd', 'TypeError', START + SECOND, START + 10 * SECOND, SECOND],
  // Nothing is seen of them in their windows.
  ...['edge', 'hush', 'part'].map((name): Stretch => [name, 'KeyError', BEGINNING, START, 10 * MINUTE]),
  ...['edge', 'hush', 'part'].map((name): Stretch => [name, 'KeyError', AFTER, READ, 10 * MINUTE]),
];
const MUTED = ['shop', 'cart', 'mail', 'late', 'feed-1', 'feed-2', 'jobs', 'odd', 'edge', 'hush', 'part'];

const EVENTS = WRITTEN.flatMap(([project, type, from, until, every]) =>
  Array.from(
    { length: Math.ceil((until - from) / every) },
    (_, index): SentEvent => ({ project, type, time: from + index * every + 137 }),
  ),
);

const REPORTS = [
  ...MUTED.flatMap((project) => [
    clientReportEnvelope({
      project,
      time: START + 70 * SECOND,
      discarded: [
        { reason: 'ratelimit_backoff', quantity: 41 },
        { reason: 'ratelimit_backoff', quantity: 900, category: 'transaction' },
      ],
    }),
    clientReportEnvelope({
      project,
      time: END - 5 * SECOND,
      discarded: [
        { reason: 'ratelimit_backoff', quantity: 9 },
        { reason: 'queue_overflow', quantity: 2 },
      ],
    }),
  ]),
  clientReportEnvelope({
    project: 'part',
    time: at('10:05:00'),
    discarded: [{ reason: 'sample_rate', quantity: 5 }],
  }),
  // Nothing was ever heard of this one.
  clientReportEnvelope({
    project: 'mute',
    time: START + 30 * SECOND,
    discarded: [{ reason: 'network_error', quantity: 7 }],
  }),
];

const CONFIG = `systems:
  feed: { reporters: [feed-1, feed-2] }
  edge: { reporters: [edge], during: unaffected }
${['shop', 'cart', 'mail', 'late', 'jobs', 'odd', 'hush', 'part'].map((name) => `  ${name}: { reporters: [${name}] }\n`).join('')}groups:
  shop: { systems: [shop, cart] }
`;
const WINDOWS = `outage,phase,systems,start,end,title,budget
fdt,shutdown,hush,2026-11-26T12:00:00Z,2026-11-26T12:02:00Z,,
fdt,downtime,*,2026-11-26T12:00:00Z,2026-11-26T12:02:00Z,,
ro,partial,part,2026-11-26T10:04:00Z,2026-11-26T10:06:00Z,,
`;

/** The program in a folder into which these envelopes were loaded, as files that had been written until 13:00. */
async function incidentOf(envelopes: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
  folders.push(folder);
  addFiles(folder, {
    'clients.envelope': envelopes.join(''),
    'oops-report.yaml': CONFIG,
    'windows.csv': WINDOWS,
  });
  const read = READ / 1000;
  utimesSync(join(folder, 'clients.envelope'), read, read);
  const ask = (...args: string[]) => run(folder, args, { now: () => READ + 24 * 60 * MINUTE });
  const loaded = await ask('ingest', 'clients.envelope', '--format', 'json');
  const imported = await ask('windows', 'import', 'windows.csv');
  return { ask, loaded, imported };
}

type Incident = Awaited<ReturnType<typeof incidentOf>>;

async function reportOf({ ask }: Incident, id = 'fdt'): Promise<OutageReport> {
  return JSON.parse((await ask('outage', id, '--format', 'json')).stdout);
}

const folders: string[] = [];
let muted: Incident;
let withReports: OutageReport;
let without: OutageReport;
/** The reports of the partial outage. */
let partly: { readonly withReports: OutageReport; readonly without: OutageReport };

beforeAll(async () => {
  const events = EVENTS.map(eventEnvelope);
  muted = await incidentOf([...events, ...REPORTS]);
  const plain = await incidentOf(events);
  withReports = await reportOf(muted);
  without = await reportOf(plain);
  partly = { withReports: await reportOf(muted, 'ro'), without: await reportOf(plain, 'ro') };
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function verdictsIn({ systems }: OutageReport, name: string) {
  const system = systems.find((one) => one.system === name);
  return system && [system.failure.verdict, system.recovery.verdict, system.verdict];
}

const words = (text: string) => text.replace(/\\|<[^>]*>/g, '').replace(/\s+/g, ' ');

describe('an incident in which clients muted themselves in the storm', () => {
  it('is read from their envelopes', () => {
    expect(JSON.parse(muted.loaded.stdout)).toMatchObject({ loaded: EVENTS.length, rejected: 0 });
    expect(muted.loaded.code).toBe(0);
    expect(muted.imported).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [
      'shop',
      ['failed-as-expected', 'recovered'],
      ['failed-as-expected', 'recovered'],
      'proof of life can be concluded',
    ],
    [
      'cart',
      ['failed-as-expected', 'recovered'],
      ['failed-as-expected', 'no-evidence'],
      'recovery by absence cannot',
    ],
    ['mail', ['failed-as-expected', 'silent'], ['failed-as-expected', 'no-evidence'], 'silence cannot'],
    [
      'feed',
      ['failed-as-expected', 'partly-silent'],
      ['failed-as-expected', 'no-evidence'],
      'partial silence cannot',
    ],
    [
      'late',
      ['failed-as-expected', 'recovered-late'],
      ['failed-as-expected', 'not-recovered'],
      'a quiet after it cannot',
    ],
    ['jobs', ['did-not-fail', 'recovered'], ['no-evidence', 'recovered'], 'that it did not fail never'],
    [
      'odd',
      ['failed-unexpectedly', 'recovered'],
      ['failed-unexpectedly', 'recovered'],
      'what was seen counts',
    ],
    ['part', ['no-evidence', 'recovered'], ['no-evidence', 'recovered'], 'nothing seen says nothing'],
    ['edge', ['unaffected', 'recovered'], ['no-evidence', 'recovered'], 'that nothing happened cannot'],
    ['hush', ['stayed-silent', 'recovered'], ['no-evidence', 'recovered'], 'that it stayed silent cannot'],
  ])('is judged by what is left: %s %j, with client reports %j: %s', (system, before, after) => {
    expect(verdictsIn(without, system)?.slice(0, 2)).toEqual(before);
    expect(verdictsIn(withReports, system)?.slice(0, 2)).toEqual(after);
  });

  it('is not said to be allowed to fail in a partial outage of which nothing was seen', () => {
    expect([partly.without, partly.withReports].map((report) => verdictsIn(report, 'part'))).toEqual([
      ['allowed', 'recovered', 'as-expected'],
      ['no-evidence', 'recovered', 'inconclusive'],
    ]);
  });

  it('makes no verdict greener', () => {
    const isGreen = (report: OutageReport) =>
      report.systems.filter(({ verdict }) => verdict === 'as-expected').map(({ system }) => system);
    expect(isGreen(withReports).filter((system) => !isGreen(without).includes(system))).toEqual([]);
  });

  it('tells who threw away how many, and why, and of errors only', () => {
    const shop = withReports.systems.find(({ system }) => system === 'shop');
    expect(shop).toMatchObject({
      discards: 52,
      discardedBy: [
        { reporter: 'shop', reason: 'ratelimit_backoff', count: 50 },
        { reporter: 'shop', reason: 'queue_overflow', count: 2 },
      ],
    });
    expect(without.systems.every(({ discards, discardedBy }) => discards + discardedBy.length === 0)).toBe(
      true,
    );
  });

  it.each(['text', 'html', 'markdown'])('says so in %s', async (format) => {
    const page = words((await muted.ask('outage', 'fdt', '--format', format)).stdout);
    for (const said of [
      /at least \d+ OOPSes of \d+ requests in its windows/,
      /20 expected failures from 12:00:00 to 12:00:19\. At least 52 more events were thrown away\./,
      /No failure seen after the end; \d+ ordinary OOPSes in 30 min show it alive\. More events were thrown away\./,
      /At least 52 events of it were thrown away before anybody could count: shop 50 \(ratelimit_backoff\), shop 2 \(queue_overflow\)\. Its counts are the least there were\./,
      /Events were thrown away by reporters that wrote nothing, so that no verdict is on them: mute 7 \(network_error\)\./,
      /at least \d+ failures from 12:00:00 to/,
    ])
      expect(page).toMatch(said);
  });

  it('says so to machines', async () => {
    const metrics = (await muted.ask('outage', 'fdt', '--format', 'metrics')).stdout;
    expect(metrics).toContain('oops_outage_system_discarded_events{outage="fdt",system="shop"} 52\n');
    expect(metrics).toContain(
      'oops_outage_reporter_discarded_events{outage="fdt",system="shop",reporter="shop",reason="queue_overflow"} 2\n',
    );
    const junit = (await muted.ask('outage', 'fdt', '--format', 'junit')).stdout;
    expect(junit).toContain(
      '<property name="discards.shop" value="shop 50 (ratelimit_backoff), shop 2 (queue_overflow)"/>',
    );
    expect(junit).toMatch(
      /<testcase name="recovery" classname="fdt\.cart"[^>]*><skipped [^>]*Events were thrown away/,
    );
  });

  it('explains what could not be concluded', async () => {
    const { stdout } = await muted.ask('outage', 'fdt', '--explain', 'cart', '--format', 'json');
    const { discardedBy, recovery } = JSON.parse(stdout) as OutageExplanation;
    expect(discardedBy).toHaveLength(2);
    expect(recovery.rows.find(({ row }) => row === 'recovered')?.text).toMatch(/^Events were thrown away/);
    const text = words((await muted.ask('outage', 'fdt', '--explain', 'cart')).stdout);
    expect(text).toContain('at least 20 requests among the OOPSes of its windows');
    expect(text).toContain('cart 50 (ratelimit_backoff), cart 2 (queue_overflow)');
  });

  it('is no quiet day', async () => {
    const daily = async (...args: string[]) => (await muted.ask('daily', '2026-11-26', ...args)).stdout;
    expect(words(await daily())).toContain('At least 584 more events were thrown away');
    const { discards } = JSON.parse(await daily('--group', 'shop', '--format', 'json'));
    expect(discards).toEqual([
      { system: 'cart', reporter: 'cart', reason: 'ratelimit_backoff', count: 50 },
      { system: 'shop', reporter: 'shop', reason: 'ratelimit_backoff', count: 50 },
      { system: 'cart', reporter: 'cart', reason: 'queue_overflow', count: 2 },
      { system: 'shop', reporter: 'shop', reason: 'queue_overflow', count: 2 },
    ]);
  });

  it('can be asked in SQL', async () => {
    const question =
      "SELECT minute, system, reason, count FROM discard WHERE reporter = 'shop' ORDER BY 1, 4";
    const { stdout } = await muted.ask('sql', question, '--format', 'csv');
    expect(stdout.trim().split(/\r?\n/)).toEqual([
      'minute,system,reason,count',
      '2026-11-26T12:01:00.000Z,shop,queue_overflow,2',
      '2026-11-26T12:01:00.000Z,shop,ratelimit_backoff,50',
    ]);
  });
});
