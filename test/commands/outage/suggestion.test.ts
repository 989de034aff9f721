import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import type { OutageSuggestion } from '../../../src/reports/outage/suggestion/suggestion.js';
import { showUnprintable } from '../../../src/text/printable.js';
import { useIncident } from '../../support/incident-place.js';
import { makeWorkplace, type Workplace } from '../../support/workplace.js';

/** What one OOPS of the day is: its time, reporter, type and value. */
type Written = [time: string, reporter: string, type: string, value?: string];

/** A workplace whose database holds these OOPSes, one NotFound of T a quarter of an hour, and a downtime from 08:00 to 08:10. */
async function makePlace(written: readonly Written[], config = ''): Promise<Workplace> {
  const place = makeWorkplace();
  if (config !== '') writeFileSync(join(place.folder, 'oops-report.yaml'), config);
  const usual = Array.from({ length: 96 }, (_, quarter): Written => {
    const clock = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15 + 12)}:00`;
    return [clock, 'T', 'NotFound'];
  });
  const day = join(place.folder, 'reports', '2011-09-08');
  mkdirSync(day, { recursive: true });
  for (const [index, [time, reporter, type, value = '']] of [...usual, ...written].entries()) {
    const lines = [
      `Oops-Id: OOPS-2077${reporter}${index + 1}`,
      `Exception-Type: ${type}`,
      `Exception-Value: ${value}`,
      `Date: 2011-09-08T${time}+00:00`,
    ];
    writeFileSync(join(day, `${reporter}${index + 1}`), `${lines.join('\n')}\n`);
  }
  await place.run('ingest', 'reports');
  await addWindow(place, 'downtime', '*', '08:00:00', '08:10:00');
  return place;
}

async function addWindow(
  { run }: Workplace,
  phase: string,
  systems: string,
  start: string,
  end: string,
  outage = 'fdt-1',
): Promise<void> {
  const times = ['--start', `2011-09-08T${start}Z`, '--end', `2011-09-08T${end}Z`];
  await run('windows', 'add', '--outage', outage, '--phase', phase, '--systems', systems, ...times);
}

const suggest = async ({ run }: Workplace): Promise<OutageSuggestion> =>
  JSON.parse((await run('outage', 'fdt-1', '--suggest', '--format', 'json')).stdout);

const report = async ({ run }: Workplace): Promise<OutageReport> =>
  JSON.parse((await run('outage', 'fdt-1', '--format', 'json')).stdout);

/** Replaces the config of a place by what the program suggests. */
async function paste(place: Workplace, more = ''): Promise<void> {
  const { stdout } = await place.run('outage', 'fdt-1', '--suggest');
  writeFileSync(join(place.folder, 'oops-report.yaml'), stdout + more);
}

/** Every number but one stands in a value of its own; one type has two faults. */
const ORDERS: readonly Written[] = [
  ['08:01:00', 'T', 'OrderError', 'Order at 0x17 is lost'],
  ['08:02:00', 'T', 'OrderError', 'Order at 0x18 is lost'],
  ['08:03:00', 'U', 'OrderError', 'Order at 0x19 is lost'],
  ['08:04:00', 'T', 'OrderError', "It's [closed] for: 'u'"],
  ['08:04:30', 'T', 'DisconnectionError', 'gone'],
];

describe('outage --suggest', () => {
  it('suggests what came only inside the windows, a line for each signature', async () => {
    const place = await makePlace(ORDERS);
    const { lists, notSuggested } = await suggest(place);
    expect(lists).toEqual([
      {
        system: null,
        kept: [{ family: 'all' }],
        suggested: [
          {
            type: 'OrderError',
            value: '^Order at 0[xX][0-9a-fA-F]+L? is lost$',
            count: 3,
            systems: ['T', 'U'],
            firstTime: '2011-09-08T08:01:00.000Z',
            lastTime: '2011-09-08T08:03:00.000Z',
            signatures: [{ type: 'OrderError', value: 'Order at $ADDRESS is lost', count: 3 }],
          },
          expect.objectContaining({ type: 'OrderError', value: "^It's \\[closed\\] for: 'u'$", count: 1 }),
        ],
      },
    ]);
    expect(notSuggested).toEqual([]);
  });

  it('makes all that it suggests expected, once it is pasted, and keeps the built-in list', async () => {
    const place = await makePlace(ORDERS);
    const before = await report(place);
    expect(before.counts).toMatchObject({ expected: 1, unexpected: 4 });
    expect(before.onlyInWindows).toBe(2);
    await paste(place);
    const after = await report(place);
    expect(after.counts).toMatchObject({ expected: 5, unexpected: 0 });
    expect(after).toMatchObject({ onlyInWindows: 0, verdict: 'as-expected' });
  });

  it('can be read, with its reasons', async () => {
    const { stdout, stderr, code } = await (await makePlace(ORDERS)).run('outage', 'fdt-1', '--suggest');
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    expect(
      stdout,
    ).toBe(`# oops-report outage fdt-1 --suggest: what was unexpected there and never came outside the windows
# of an outage. Judge each line: what it matches counts as expected in every window from then on,
# and is no longer listed. It goes in the place of the same key of the config, and keeps what that
# list has now.
expectedFailures:
  # The built-in list, as far as failureModes chooses it: without this line it would be gone.
  - { family: all }
  # 3 OOPSes of T, U, 08:01:00 - 08:03:00, never outside the windows: OrderError: Order at
  # $ADDRESS is lost
  - { type: OrderError, value: '^Order at 0[xX][0-9a-fA-F]+L? is lost$' }
  # 1 OOPS of T, 08:04:00, never outside the windows: OrderError: It's [closed] for: 'u'
  - { type: OrderError, value: '^It''s \\[closed\\] for: ''u''$' }
`);
  });

  it.each([
    ['by the system itself', [['12:00:00', 'T', 'OrderError', 'Order at 0x20 is lost']], 1],
    ['by another system', [['12:00:00', 'V', 'OrderError', 'Order at 0x20 is lost']], 1],
    [
      'twice, before and after',
      [
        ['01:00:00', 'T', 'OrderError', 'Order at 0x20 is lost'],
        ['09:00:00', 'U', 'OrderError', 'Order at 0x20 is lost'],
      ],
      2,
    ],
  ] as [string, Written[], number][])(
    'leaves alone what was also seen outside: %s',
    async (_, more, outside) => {
      const place = await makePlace([...ORDERS, ...more]);
      const { lists, notSuggested } = await suggest(place);
      expect(lists[0]?.suggested.map(({ value }) => value)).toEqual(["^It's \\[closed\\] for: 'u'$"]);
      expect(notSuggested).toMatchObject([{ type: 'OrderError', count: 3, systems: ['T', 'U'], outside }]);
      expect((await report(place)).onlyInWindows).toBe(1);
      const { stdout } = await place.run('outage', 'fdt-1', '--suggest');
      const words = `# - 3 OOPSes of T, U: OrderError: Order at $ADDRESS is lost: also ${outside} time${outside === 1 ? '' : 's'}`;
      expect(stdout).toContain(`# Not suggested, because it may be a fault:\n${words} outside`);
    },
  );

  it('takes the windows of other outages for inside', async () => {
    const place = await makePlace([...ORDERS, ['12:00:00', 'T', 'OrderError', 'Order at 0x20 is lost']]);
    await addWindow(place, 'partial', 'T', '11:59:00', '12:01:00', 'fdt-2');
    expect((await suggest(place)).notSuggested).toEqual([]);
  });

  it('does not take a window that holds another system for inside', async () => {
    const place = await makePlace([...ORDERS, ['12:00:00', 'T', 'OrderError', 'Order at 0x20 is lost']]);
    await addWindow(place, 'partial', 'U', '11:59:00', '12:01:00', 'fdt-2');
    expect((await suggest(place)).notSuggested).toMatchObject([{ outside: 1 }]);
  });

  it('tells no more than needed to leave alone what came outside', async () => {
    const long = `The order ${'was not found '.repeat(8)}in`;
    const place = await makePlace([
      ['08:01:00', 'T', 'OrderError', `${long} Rome`],
      ['12:00:00', 'T', 'OrderError', `${long} Oslo`],
    ]);
    const { lists } = await suggest(place);
    expect(lists[0]?.suggested.map(({ value }) => value)).toEqual([`^${long} Rome$`]);
  });

  it('makes one line for several signatures where it serves them all', async () => {
    const long = `The order ${'was not found '.repeat(8)}in`;
    const place = await makePlace([
      ['08:01:00', 'T', 'OrderError', `${long} Rome`],
      ['08:02:00', 'T', 'OrderError', `${long} Oslo`],
    ]);
    const { lists } = await suggest(place);
    expect(lists[0]?.suggested).toMatchObject([{ count: 2, signatures: [{ count: 1 }, { count: 1 }] }]);
  });

  it('keeps the lists that the config has, and adds to that of a system that has its own', async () => {
    const config = `systems:
  shop: { reporters: [T], expectedFailures: [{ family: redis }, { type: ShopError, value: 'a''b' }] }
expectedFailures: [{ type: DisconnectionError }]
`;
    const place = await makePlace(ORDERS, config);
    const { lists } = await suggest(place);
    expect(lists).toMatchObject([
      { system: null, kept: [{ type: 'DisconnectionError' }], suggested: [{ systems: ['U'], count: 1 }] },
      {
        system: 'shop',
        kept: [{ family: 'redis' }, { type: 'ShopError', value: "a'b" }],
        suggested: [
          { systems: ['shop'], count: 2 },
          { type: 'DisconnectionError', value: '^gone$' },
          { systems: ['shop'], count: 1 },
        ],
      },
    ]);
    const { stdout } = await place.run('outage', 'fdt-1', '--suggest');
    const pasted = parseConfig(stdout, 'oops-report.yaml');
    const had = parseConfig(config, 'oops-report.yaml');
    expect(pasted.expectedFailures).toEqual(expect.arrayContaining([...had.expectedFailures]));
    expect(pasted.systems[0]?.expectedFailures).toEqual(
      expect.arrayContaining([...(had.systems[0]?.expectedFailures ?? [])]),
    );
  });

  it('leaves alone what a system wrote that had been stopped, or that no outage should touch', async () => {
    const place = await makePlace(
      [
        ['08:05:00', 'U', 'OrderError', 'from the grave'],
        ['08:05:00', 'W', 'BlogError', 'touched'],
      ],
      'systems: { blog: { reporters: [W], during: unaffected }, u: { reporters: [U] }, t: { reporters: [T] } }\n',
    );
    await addWindow(place, 'shutdown', 'u', '07:50:00', '08:20:00');
    expect(await suggest(place)).toMatchObject({
      lists: [],
      notSuggested: [
        { type: 'BlogError', reason: expect.stringContaining('should not touch') },
        { type: 'OrderError', reason: expect.stringContaining('had been shut down') },
      ],
    });
    expect((await report(place)).onlyInWindows).toBe(0);
  });

  it('writes names and values of strangers so that nothing acts, and reads them back', async () => {
    const place = await makePlace([
      ['08:01:00', 'T', "a: [b]\u001b[31m #'x", '- {x}: "y" \u202e \\d'],
      ['08:02:00', 'T', '*errors.errorString', 'null'],
    ]);
    expect((await report(place)).counts).toMatchObject({ unexpected: 2 });
    const { stdout } = await place.run('outage', 'fdt-1', '--suggest');
    expect(stdout).toBe(showUnprintable(stdout, '\n'));
    await paste(place);
    expect((await report(place)).counts).toMatchObject({ expected: 2, unexpected: 0 });
  });

  it('is a config that changes nothing where there is nothing to suggest', async () => {
    const place = await makePlace([['08:04:30', 'T', 'DisconnectionError', 'gone']]);
    const { stdout, code } = await place.run('outage', 'fdt-1', '--suggest');
    expect(code).toBe(0);
    expect(stdout).toBe(
      '# oops-report outage fdt-1 --suggest: nothing to suggest. Nothing that was unexpected came only\n# inside the windows of outages.\n',
    );
    expect(parseConfig(stdout, 'x')).toEqual(parseConfig('', 'x'));
  });

  it('looks no further than the time that the user names', async () => {
    const place = await makePlace([...ORDERS, ['12:00:00', 'T', 'OrderError', 'Order at 0x20 is lost']]);
    const asOf = ['--as-of', '2011-09-08T11:00:00Z', '--format', 'json'];
    const { stdout } = await place.run('outage', 'fdt-1', '--suggest', ...asOf);
    expect(JSON.parse(stdout)).toMatchObject({ notSuggested: [] });
  });

  it.each([
    [['--compare', 'previous'], 'leave out --compare.'],
    [['--explain', 'T'], 'leave out --explain.'],
    [['--wait'], 'leave out --wait.'],
    [['--format', 'html'], '--format: html is no format of this report. Choose one of text, json.'],
  ])('is a view of its own: with %j it ends with 2', async (more, message) => {
    const { run } = await makePlace(ORDERS);
    const { code, stderr, stdout } = await run('outage', 'fdt-1', '--suggest', ...more);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('is of one outage', async () => {
    const place = await makePlace(ORDERS);
    await addWindow(place, 'partial', 'T', '11:59:00', '12:01:00', 'fdt-2');
    const { code, stderr } = await place.run('outage', '2011-09-08', '--suggest');
    expect(code).toBe(2);
    expect(stderr).toBe('oops-report: --suggest makes one list of one outage: name one of fdt-1, fdt-2.\n');
  });
});

describe('outage --suggest, of events', () => {
  /** Sentry events of one server: the exceptions of each, what was raised last at the end. */
  async function makeEvents(
    events: readonly {
      time: string;
      values: readonly { type: string; value: string }[];
      fingerprint?: string[];
    }[],
  ): Promise<Workplace> {
    const place = await makePlace([]);
    const lines = events.map(({ time, values, fingerprint }, index) =>
      JSON.stringify({
        event_id: String(index + 1).padStart(32, '0'),
        timestamp: `2011-09-08T${time}Z`,
        platform: 'python',
        server_name: 'shop',
        exception: { values },
        fingerprint,
      }),
    );
    writeFileSync(join(place.folder, 'events.ndjson'), `${lines.join('\n')}\n`);
    await place.run('ingest', 'events.ndjson');
    return place;
  }

  const order = (id: number) => ({
    type: 'OrderError',
    value: `Order ${id} not found for u${id}@example.com`,
  });

  it('makes one line of what differs only in numbers and addresses', async () => {
    const place = await makeEvents([1, 2, 3].map((id) => ({ time: `08:0${id}:00`, values: [order(id)] })));
    expect((await suggest(place)).lists[0]?.suggested).toMatchObject([
      { type: 'OrderError', value: '^Order -?\\d+ not found for \\S+@\\S+$', count: 3 },
    ]);
    await paste(place);
    expect((await report(place)).counts).toMatchObject({ expected: 3, unexpected: 0 });
  });

  it('tells by its types and values what a fingerprint makes one group of', async () => {
    const place = await makeEvents([
      { time: '08:01:00', values: [order(1)], fingerprint: ['checkout'] },
      { time: '08:02:00', values: [order(2)], fingerprint: ['checkout'] },
      { time: '08:03:00', values: [{ type: 'CartError', value: 'empty' }], fingerprint: ['checkout'] },
    ]);
    const { lists } = await suggest(place);
    expect(lists[0]?.suggested).toMatchObject([
      { type: 'OrderError', value: '^Order ', signatures: [{ type: 'checkout', count: 3 }] },
      { type: 'CartError', value: '^empty$' },
    ]);
    await paste(place);
    expect((await report(place)).counts).toMatchObject({ expected: 3, unexpected: 0 });
  });

  it('leaves alone what came outside as the cause of something else', async () => {
    const page = { type: 'PageError', value: 'cannot render' };
    const place = await makeEvents([
      { time: '08:01:00', values: [order(1)] },
      { time: '12:00:00', values: [order(2), page] },
    ]);
    expect(await suggest(place)).toMatchObject({
      lists: [],
      notSuggested: [{ type: 'OrderError', outside: 0, reason: expect.stringContaining('would also match') }],
    });
  });
});

describe('the sample incident', () => {
  const run = useIncident();

  it('leads from the report to the suggestion', async () => {
    const { stdout } = await run('outage', 'fdt-2011-09-08');
    expect(stdout).toContain(`
1 kind of what should not have been there came only inside the windows:
  oops-report outage fdt-2011-09-08 --suggest
prints it as an expected failure for the config.
`);
    const { stdout: yaml } = await run('outage', 'fdt-2011-09-08', '--suggest');
    expect(yaml).toContain(
      "- { type: AssertionError, value: '^Bug #504291: Store left in a disconnected state\\.$' }",
    );
  });
});
