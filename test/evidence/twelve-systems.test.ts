import { describe, expect, it } from 'vitest';
import { judgeOutage } from '../../src/analysis/verdict.js';
import type { Config } from '../../src/config/config.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { gatherEvidence } from '../../src/evidence/gather-evidence.js';
import { gatherReportContext } from '../../src/evidence/report-context.js';
import type { OutageWindow, Phase } from '../../src/outages/window.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { databaseOf, newOops } from '../support/sample-oops.js';

/**
 * An outage of ten minutes from 12:00 to which twelve systems answer in twelve ways. Every one of them writes a
 * NotFound every ten minutes for a day before (144), at 3 min past; what else it writes is in the table.
 */
const DAY = Date.parse('2012-06-18T00:00:00Z');
const at = (clock: string) => DAY + Date.parse(`1970-01-01T${clock}Z`);
const [START, END] = [at('12:00:00'), at('12:10:00')];
const MINUTE = 60_000;

type Rush = readonly [type: string, count: number, from: string, everySeconds: number];

interface Story {
  readonly rushes: readonly Rush[];
  /** How long the usual NotFound goes on: to the end of the day, or only until the outage. */
  readonly usualUntil?: string;
  /** Minutes. */
  readonly usualEvery?: number;
  readonly failure: string;
  readonly recovery: string;
  /** Expected, background, unexpected. */
  readonly counts: readonly [number, number, number];
}

const storm: Rush = ['DisconnectionError', 120, '12:00:01', 5];

const STORIES: Readonly<Record<string, Story>> = {
  // 12:03 is the one NotFound that falls into the ten minutes, and is background.
  APPSERVER: { rushes: [storm], failure: 'failed-as-expected', recovery: 'recovered', counts: [120, 1, 0] },
  BUGGY: {
    rushes: [storm, ['AssertionError', 3, '12:02:00', 30]],
    failure: 'failed-unexpectedly',
    recovery: 'recovered',
    counts: [120, 1, 3],
  },
  // Eleven in the ten minutes and a second on either side, as in any: it went on as usual.
  CALM: { rushes: [], usualEvery: 1, failure: 'did-not-fail', recovery: 'recovered', counts: [0, 11, 0] },
  DEAF: {
    rushes: [],
    usualUntil: '11:59:00',
    failure: 'no-evidence',
    recovery: 'silent',
    counts: [0, 0, 0],
  },
  ELEVATED: {
    rushes: [storm, ['KeyError', 30, '12:12:00', 20]],
    failure: 'failed-as-expected',
    recovery: 'elevated',
    counts: [120, 1, 0],
  },
  LATE: {
    rushes: [storm, ['DisconnectionError', 40, '12:11:05', 10]],
    failure: 'failed-as-expected',
    recovery: 'recovered-late',
    counts: [120, 1, 0],
  },
  NEVER: {
    rushes: [storm, ['DisconnectionError', 200, '12:11:05', 10]],
    failure: 'failed-as-expected',
    recovery: 'not-recovered',
    counts: [120, 1, 0],
  },
  PARTLY: {
    rushes: [['DisconnectionError', 2, '12:01:00', 60]],
    failure: 'allowed',
    recovery: 'recovered',
    counts: [2, 1, 0],
  },
  STOPPED: {
    rushes: [],
    usualUntil: '11:49:00',
    failure: 'stayed-silent',
    recovery: 'silent',
    counts: [0, 0, 0],
  },
  STUBBORN: { rushes: [], failure: 'not-shut-down', recovery: 'recovered', counts: [0, 0, 3] },
  BLOG: { rushes: [], failure: 'unaffected', recovery: 'recovered', counts: [0, 1, 0] },
  WIKI: {
    rushes: [['KeyError', 5, '12:04:00', 10]],
    failure: 'affected',
    recovery: 'recovered',
    counts: [0, 1, 5],
  },
};

const CONFIG: Config = parseConfig(
  `
systems:
  blog: { reporters: [BLOG], during: unaffected }
  wiki: { reporters: [WIKI], during: unaffected }
`,
  'oops-report.yaml',
);

function oopsesOf(reporter: string, { rushes, usualUntil = '23:59:00', usualEvery = 10 }: Story): NewOops[] {
  const found: NewOops[] = [];
  const add = (type: string, time: number) =>
    found.push(newOops(`OOPS-${reporter}${found.length}`, { reporter, type, time }));
  for (let time = DAY - 12 * 60 * MINUTE + 3 * MINUTE; time < at(usualUntil); time += usualEvery * MINUTE)
    add('NotFound', time);
  for (const [type, count, from, every] of rushes) {
    for (let index = 0; index < count; index += 1) add(type, at(from) + index * every * 1000);
  }
  return found;
}

function windowOf(phase: Phase, systems: string[], start: number, end: number): OutageWindow {
  return { outage: 'fdt-1', phase, systems, start, end, title: null, budgetSeconds: null, source: 'test' };
}

async function judge() {
  const db = databaseOf(Object.entries(STORIES).flatMap(([reporter, story]) => oopsesOf(reporter, story)));
  const downtime = Object.keys(STORIES).filter((name) => !['PARTLY', 'STOPPED', 'STUBBORN'].includes(name));
  const windows = [
    windowOf('downtime', downtime, START, END),
    windowOf('partial', ['PARTLY'], START, END),
    // Thirty minutes, in which the usual NotFound falls three times.
    windowOf('shutdown', ['STOPPED', 'STUBBORN'], at('11:50:00'), at('12:20:00')),
  ];
  importWindows(db, windows, { at: 0, by: 'test' });
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: DAY + 48 * 60 * MINUTE });
  const context = await gatherReportContext(openSnapshot(db), CONFIG, null);
  const [outage] = context.outages;
  if (!outage) throw new Error('there is one outage');
  return judgeOutage(await gatherEvidence(context, outage), CONFIG);
}

describe('an outage to which twelve systems answer in twelve ways', async () => {
  const { verdict, systems } = await judge();

  it.each(Object.entries(STORIES))('%s gets its verdicts and its counts', (reporter, story) => {
    const judged = systems.find(({ system }) => system.toUpperCase() === reporter);
    const { failure, recovery } = judged ?? {};
    expect({
      failure: failure?.verdict,
      recovery: recovery?.verdict,
      counts: [failure?.expected, failure?.background, failure?.unexpected],
    }).toEqual({ failure: story.failure, recovery: story.recovery, counts: story.counts });
  });

  it('is not as expected', () => {
    expect(verdict).toBe('not-as-expected');
    expect(systems).toHaveLength(12);
  });

  it('finds new what the thirty days before had not shown', () => {
    const fresh = systems.flatMap(({ system, newSightings }) =>
      newSightings.map(({ type }) => `${system} ${type}`),
    );
    expect([...new Set(fresh)]).toEqual(['BUGGY AssertionError', 'ELEVATED KeyError', 'wiki KeyError']);
  });
});
