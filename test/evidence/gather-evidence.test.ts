import { describe, expect, it } from 'vitest';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
import type { Config } from '../../src/config/config.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { gatherEvidence } from '../../src/evidence/gather-evidence.js';
import { gatherReportContext } from '../../src/evidence/report-context.js';
import type { Oops } from '../../src/oops/oops.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { putDiscards } from '../../src/store/sqlite/tables/discards.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { totalLength } from '../../src/time/interval.js';
import { at, reportContextOf, windowOf } from '../support/report-context-of.js';
import { databaseOf, newOops } from '../support/sample-oops.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The outage of these tests: two minutes at noon; all had been read by 06:00 of the next day. */
const [START, END] = [at('12:00:00'), at('12:02:00')];
const OUTAGE = windowOf('2011-09-08T12:00:00Z', '2011-09-08T12:02:00Z');
const BEFORE = START - 1000;
const AFTER = END + 61_000;

let serial = 0;

/** An OOPS at each of the times: another failure than that of an outage, unless a type is given. */
function errors(times: readonly number[], given: Partial<Oops> = {}): NewOops[] {
  return times.map((time) => {
    serial += 1;
    return newOops(`OOPS-1E${serial}`, { reporter: 'A', type: 'KeyError', time, ...given });
  });
}

const failures = (times: readonly number[], given: Partial<Oops> = {}) =>
  errors(times, { type: 'DisconnectionError', ...given });

const every = (step: number, count: number, from: number) =>
  Array.from({ length: count }, (_, index) => from + index * step);

/** Somebody was heard long before, so that the store reaches back. */
const long = errors([START - 40 * DAY]);

/** What is known of a system, A unless another is named. */
async function evidenceOf(
  oopses: readonly NewOops[],
  windows: readonly OutageWindow[] = [OUTAGE],
  {
    system = 'A',
    config = {},
    asOf = null as number | null,
    since = long,
    given = {} as Partial<Config>,
  } = {},
): Promise<SystemEvidence> {
  const context = await reportContextOf([...since, ...oopses], windows, { ...config, ...given }, asOf);
  const outage = context.outages.find(({ id }) => id === 'fdt');
  if (!outage) throw new Error('its window was imported');
  const found = (await gatherEvidence(context, outage)).systems.find((one) => one.system === system);
  if (!found) throw new Error(`${system} was not heard`);
  return found;
}

describe('the baseline', () => {
  it('is of exact OOPSes, from the first of which it begins', async () => {
    const inexact = newOops(
      'OOPS-1I1',
      { reporter: 'A', time: START - 10 * DAY },
      { timeSource: 'directory' },
    );
    const first = START - 5 * HOUR;
    const { baseline } = await evidenceOf(errors([first, START - HOUR]), [OUTAGE], { since: [inexact] });
    expect(baseline.intervals).toEqual([{ start: first, end: BEFORE }]);
    expect(baseline.counts).toMatchObject([{ type: 'KeyError', count: 2, isOutageFailure: false }]);
  });

  it('counts in bins of the observation from its end back, all OOPSes and ordinary ones', async () => {
    const { baseline } = await evidenceOf([
      ...errors([BEFORE, BEFORE - 1, BEFORE - 30 * MINUTE, BEFORE - 30 * MINUTE - 1]),
      ...failures([BEFORE - 1]),
    ]);
    expect(baseline.bins[0]?.slice(0, 3)).toEqual([3, 1, 0]);
    expect(baseline.ordinaryBins[0]?.slice(0, 3)).toEqual([2, 1, 0]);
    expect(baseline.bins[0]).toHaveLength(48);
  });

  it('counts requests of outage failures', async () => {
    const request = { url: 'https://launchpad.net/', username: 'ann' };
    const { baseline } = await evidenceOf(
      failures(
        [0, 4000, 9000, 20_000].map((ms) => START - HOUR + ms),
        request,
      ),
    );
    expect(baseline.failureRequests).toBe(2);
    const byTopic = { topic: 'Root:+index' };
    expect(
      (await evidenceOf(failures([START - HOUR, START - HOUR + 1001], byTopic))).baseline.failureRequests,
    ).toBe(2);
    expect(
      (await evidenceOf(failures([START - HOUR, START - HOUR + 1000], byTopic))).baseline.failureRequests,
    ).toBe(1);
  });

  it.each([
    ['a storm of five requests, with the grace on both sides', 5, 2 * MINUTE + 40_001, 0],
    ['not one of four requests', 4, 0, 5],
  ])('is without storms: %s', async (_, users, missing, count) => {
    const storm = every(10_000, 5, START - 5 * HOUR).flatMap((time, index) =>
      failures([time], { url: '/', username: `user${Math.min(index, users - 1)}`, reporter: 'A' }),
    );
    const request = storm.map((one, index) =>
      // The last of four requests is retried within five seconds.
      users === 4 && index === 4
        ? { ...one, time: one.time - 6000, oops: { ...one.oops, time: one.time - 6000 } }
        : one,
    );
    const { baseline, reporters } = await evidenceOf([...request, ...errors([START - 3 * HOUR])]);
    expect(DAY - totalLength(baseline.intervals)).toBe(missing);
    expect(baseline.failureRequests).toBe(count === 0 ? 0 : 4);
    expect(reporters).toMatchObject([{ reporter: 'A', baseline: count + 1 }]);
  });

  it('keeps a rush that the day before it explains', async () => {
    // 5 in 40 s where one every 20 s is usual.
    const usual = failures(every(20_000, 8640, START - 2 * DAY));
    const rush = failures([START - 5 * HOUR + 10_000, START - 5 * HOUR + 30_000]);
    const { baseline } = await evidenceOf([...usual, ...rush]);
    expect(totalLength(baseline.intervals)).toBe(DAY);
  });

  it('is without a storm that goes on into the outage, as far as it lies before', async () => {
    const { baseline } = await evidenceOf(failures(every(10_000, 20, START - 30_000)));
    expect(baseline.intervals.at(-1)?.end).toBe(START - 90_000);
    expect(baseline.failureRequests).toBe(0);
  });
});

describe('the baseline beside an earlier outage', () => {
  it('is without what lies just before its storm', async () => {
    const other = windowOf('2011-09-08T04:00:00Z', '2011-09-08T04:01:00Z', { outage: 'other' });
    const storm = failures(every(10_000, 5, at('04:00:00')));
    const { baseline } = await evidenceOf([...storm, ...errors([BEFORE - DAY])], [OUTAGE, other]);
    expect(baseline.intervals.map(({ start }) => start)).toEqual([BEFORE - DAY, at('04:02:01')]);
    expect(baseline.intervals[0]?.end).toBe(at('03:59:00'));
  });
});

describe('just before', () => {
  it('is what remains of the last two hours, ordinary ones apart', async () => {
    const { justBefore } = await evidenceOf([
      ...errors([BEFORE - 2 * HOUR, BEFORE - 2 * HOUR - 1, BEFORE - 1]),
      ...failures([BEFORE - HOUR]),
    ]);
    expect(justBefore).toEqual({ lengthMs: 2 * HOUR, count: 3, ordinary: 2 });
  });

  it.each([
    ['10:58:59', null],
    ['10:58:58', HOUR],
  ])('needs an hour: another outage from 09:00 to %s leaves %s', async (end, lengthMs) => {
    const other = windowOf('2011-09-08T09:00:00Z', `2011-09-08T${end}Z`, { outage: 'other' });
    const { justBefore } = await evidenceOf(errors([START - DAY / 2]), [OUTAGE, other]);
    expect(justBefore?.lengthMs ?? null).toBe(lengthMs);
  });
});

describe('the reporters', () => {
  it('are those of the system that were heard before or after, by name, with what each wrote', async () => {
    const given = {
      config: {
        systems: [{ name: 'web', reporters: ['B', 'C', 'D', 'E'], during: 'fails', expectedFailures: null }],
      },
    };
    const { reporters } = await evidenceOf(
      [
        ...errors([BEFORE - HOUR, AFTER, AFTER + HOUR], { reporter: 'C' }),
        ...errors([AFTER + 30 * MINUTE - 1], { reporter: 'B' }),
        ...errors([START + 1000], { reporter: 'D' }),
        ...failures([AFTER - DAY + HOUR], { reporter: 'E' }),
      ],
      [OUTAGE],
      { system: 'web', config: given.config },
    );
    expect(reporters.map(({ bins, ...rest }) => rest)).toEqual([
      { reporter: 'B', baseline: 0, justBefore: 0, observation: 1, followUp: 1, sameHours: [0, 0] },
      { reporter: 'C', baseline: 1, justBefore: 1, observation: 1, followUp: 2, sameHours: [0, 0] },
      { reporter: 'E', baseline: 1, justBefore: 0, observation: 0, followUp: 0, sameHours: [0, 0] },
    ]);
  });
});

describe('the follow-up', () => {
  it('ends where all has been read, and counts', async () => {
    const until = at('06:00:00', '2011-09-09');
    const { followUp, followUpCounts } = await evidenceOf([
      ...errors([AFTER - 1, AFTER, until - 1, until]),
      ...failures([AFTER + 4 * HOUR]),
    ]);
    expect(followUp).toMatchObject({ interval: { start: AFTER, end: until }, cutBy: 'observed-until' });
    expect(followUpCounts).toMatchObject({ count: 3, ordinary: 2, late: [] });
  });

  it('ends where the next window begins', async () => {
    const next = windowOf('2011-09-08T18:00:00Z', '2011-09-08T18:01:00Z', { outage: 'next' });
    const edge = at('18:00:00') - 1000;
    const { followUp, followUpCounts } = await evidenceOf(errors([START - HOUR, edge - 1, edge]), [
      OUTAGE,
      next,
    ]);
    expect(followUp?.interval.end).toBe(edge);
    expect(followUpCounts?.count).toBe(1);
  });

  it('is compared with the same hours a day before, and a week before where the store reaches', async () => {
    const oopses = [
      ...errors([AFTER - DAY, AFTER - DAY - 1, BEFORE - 1, BEFORE]),
      ...failures([AFTER - DAY + 1]),
      ...errors([AFTER - 7 * DAY, AFTER - 7 * DAY + 17 * HOUR, AFTER - 7 * DAY + 18 * HOUR]),
    ];
    expect((await evidenceOf(oopses)).followUpCounts?.sameHours).toEqual([1, 2]);
    const young = oopses.filter(({ time }) => time > AFTER - 2 * DAY);
    expect((await evidenceOf(young, [OUTAGE], { since: [] })).followUpCounts?.sameHours).toEqual([1]);
  });

  it('has the late failures of three hours without their storms, and what came after the last', async () => {
    const late = failures([AFTER + HOUR, AFTER + 3 * HOUR]);
    const storm = every(5000, 8, AFTER + 2 * HOUR).flatMap((time, user) =>
      failures([time], { url: '/', username: `user${user}` }),
    );
    const { followUpCounts } = await evidenceOf([
      ...late,
      ...storm,
      ...errors([START - HOUR]),
      ...errors([AFTER + HOUR, AFTER + HOUR + 1, AFTER + 3 * HOUR - 1, AFTER + 3 * HOUR]),
    ]);
    expect(followUpCounts?.late.map(({ time }) => time)).toEqual([AFTER + HOUR]);
    expect(followUpCounts?.ordinaryAfterLate).toBe(2);
    expect(totalLength(followUpCounts?.firstHours ?? [])).toBe(3 * HOUR - 2 * MINUTE - 35_001);
  });

  it('is not there while a window is open', async () => {
    const open = windowOf('2011-09-08T12:00:00Z', null);
    expect(await evidenceOf(errors([START]), [open])).toMatchObject({
      ...{ followUp: null, followUpCounts: null, observation: null },
    });
  });
});

describe('what belongs to another outage', () => {
  const other = windowOf('2011-09-08T12:01:00Z', '2011-09-08T12:30:00Z', { outage: 'other', systems: ['A'] });

  it('is known where it lies in a during-interval of this one', async () => {
    const { elsewhere, attributed } = await evidenceOf(
      failures([START, at('12:01:00'), END + 999, END + 1000]),
      [OUTAGE, other],
    );
    expect(attributed.map(({ time }) => time)).toEqual([START]);
    expect(elsewhere.map(({ sighting, outage }) => [sighting.time, outage])).toEqual([
      [at('12:01:00'), 'other'],
      [END + 999, 'other'],
    ]);
  });
});

describe('bins as long as the windows', () => {
  it('are there for each type that is no outage failure, not tolerated, and usual', async () => {
    const { typeBins, downtimeBins } = await evidenceOf(
      [
        ...errors([BEFORE - 1, BEFORE - 122_000, BEFORE - 122_001, START + 1]),
        ...errors([BEFORE - 1, START + 1], { type: 'Tolerated' }),
        ...errors([START + 1], { type: 'New' }),
        ...failures([BEFORE - 1]),
      ],
      [OUTAGE],
      { given: { toleratedFailures: [{ type: 'Tolerated' }] } },
    );
    expect(typeBins.map(({ type, bins }) => [type, bins[0]?.slice(0, 3)])).toEqual([['KeyError', [2, 1, 0]]]);
    expect(downtimeBins[0]?.slice(0, 3)).toEqual([3, 1, 0]);
  });

  it('are as long as what has been read of an open window', async () => {
    const open = windowOf('2011-09-08T12:00:00Z', null);
    const oopses = errors([BEFORE - 1, BEFORE - 61_001, START]);
    const { typeBins } = await evidenceOf(oopses, [open], { asOf: START + MINUTE });
    expect(typeBins[0]?.bins[0]?.slice(0, 2)).toEqual([1, 1]);
  });
});

describe('earlier downtimes', () => {
  const day = (back: number) => new Date(START - back * DAY);
  const earlier = (back: number, lengthMs: number, given: Partial<OutageWindow> = {}) =>
    windowOf(day(back).toISOString(), new Date(day(back).getTime() + lengthMs).toISOString(), {
      outage: `past-${back}`,
      ...given,
    });
  const past = [
    earlier(1, 3 * MINUTE),
    earlier(2, 3 * MINUTE + 1),
    earlier(3, MINUTE, { phase: 'partial' }),
    earlier(4, MINUTE, { systems: ['B'] }),
    earlier(5, MINUTE),
  ];
  const seen = [
    ...failures(
      [0, 1000, 20_000].map((ms) => START - DAY + ms),
      { url: '/', username: 'ann' },
    ),
    ...errors([START - HOUR]),
  ];

  it('are those no longer than half as long again that held it, with their requests', async () => {
    const { earlierDowntimes } = await evidenceOf(seen, [OUTAGE, ...past]);
    expect(earlierDowntimes).toEqual([0, 2]);
  });

  it('lie in the store in full', async () => {
    const since = errors([START - 5 * DAY]);
    const { earlierDowntimes } = await evidenceOf(seen, [OUTAGE, ...past], { since });
    expect(earlierDowntimes).toEqual([2]);
    const enough = await evidenceOf(seen, [OUTAGE, ...past], { since: errors([START - 5 * DAY - 1000]) });
    expect(enough.earlierDowntimes).toHaveLength(2);
  });

  it('are not asked for where this one showed an outage failure', async () => {
    expect((await evidenceOf([...seen, ...failures([START])], [OUTAGE, ...past])).earlierDowntimes).toEqual(
      [],
    );
  });
});

describe('new sightings', () => {
  it.each([
    ['an exact one before', START - DAY, 'report', 0],
    ['an exact one 30 days before', START - 30 * DAY, 'report', 0],
    ['an older one', START - 30 * DAY - 1, 'report', 1],
    ['one of which only the day is known, which ends before', at('00:00:00', '2011-09-07'), 'directory', 0],
    ['one of which only the day is known, that of the outage', at('00:00:00'), 'directory', 1],
  ] as const)('with %s', async (_, time, timeSource, count) => {
    const known = newOops('OOPS-1K1', { reporter: 'A', type: 'ValueError', time }, { timeSource });
    const { newSightings } = await evidenceOf([known, ...errors([START + 1], { type: 'ValueError' })]);
    expect(newSightings).toHaveLength(count);
  });

  it('are of the 30 days before also where the baseline is longer', async () => {
    const verdict = { ...DEFAULT_CONFIG.verdict, baseline: 35 * DAY };
    const old = errors([START - 31 * DAY], { type: 'ValueError' });
    const { baseline, newSightings } = await evidenceOf(
      [...old, ...errors([START + 1], { type: 'ValueError' })],
      [OUTAGE],
      { given: { verdict } },
    );
    expect(baseline.counts).toMatchObject([{ type: 'ValueError', count: 1 }]);
    expect(newSightings).toHaveLength(1);
  });
});

describe('discards', () => {
  it('are those of the reporters of the system from the minute of the first window to the end of the follow-up', async () => {
    const db = databaseOf([...long, ...errors([START - HOUR])]);
    const until = at('06:00:00', '2011-09-09');
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: until + MINUTE });
    importWindows(db, [OUTAGE], { at: 0, by: 'test' });
    const told = (minute: number, reporter = 'A') => ({
      reporter,
      reason: 'queue_overflow',
      minute,
      count: 1,
    });
    const minutes = [START - 2 * MINUTE, START - MINUTE, until - MINUTE, until].map((minute) => told(minute));
    putDiscards(db, '/spool/1', [...minutes, told(START, 'B'), told(AFTER + 31 * MINUTE, 'B')]);
    const context = await gatherReportContext(openSnapshot(db), DEFAULT_CONFIG, null);
    const [outage] = context.outages;
    if (!outage) throw new Error('its window was imported');
    const { systems, unheardDiscards } = await gatherEvidence(context, outage);
    // B wrote nothing, and no config names it.
    expect(unheardDiscards).toEqual([told(START, 'B')]);
    expect(systems.map(({ system, discards }) => [system, discards.map(({ minute }) => minute)])).toEqual([
      ['A', [START - MINUTE, until - MINUTE]],
    ]);
  });
});

it('has no bins shorter than a second, however little is known of a window that has just begun', async () => {
  const oopses = [...long, ...errors(every(MINUTE, 60, START - 3 * HOUR)), ...errors([BEFORE + 10])];
  const window = windowOf('2011-09-08T12:00:00Z', null);
  const context = await reportContextOf(oopses, [window], {}, BEFORE + 50);
  const outage = context.outages[0];
  if (!outage) throw new Error('there is no outage');
  const { systems } = await gatherEvidence(context, outage);
  const bins = systems.flatMap(({ typeBins, downtimeBins }) => [
    ...typeBins.map((one) => one.bins.flat().length),
    downtimeBins.flat().length,
  ]);
  expect(bins.filter((count) => count > 0)).not.toEqual([]);
  expect(Math.max(...bins)).toBeLessThanOrEqual(DAY / 1000);
});
