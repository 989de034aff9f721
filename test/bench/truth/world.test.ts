import { describe, expect, it } from 'vitest';
import { ASKED_AFTER } from '../../../bench/truth/asked.js';
import { ROWS } from '../../../bench/truth/rows.js';
import { makeWorld } from '../../../bench/truth/world.js';

const HOUR = 3_600_000;
const PLACE = { seed: '1', part: 0, parts: 1, count: 3 };

function rowOf(id: string) {
  const row = ROWS.find((one) => one.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

function worldOf(id: string, name?: string, given = {}) {
  const row = rowOf(id);
  const variant = row.variants.find((one) => name === undefined || one.name === name);
  if (!variant) throw new Error(`no variant ${name}`);
  return makeWorld(row, variant, { ...PLACE, ...given });
}

/** How many OOPSes of a system there are in the hours from `from` to `to` after the end of an outage. */
function heard(
  world: ReturnType<typeof worldOf>,
  index: number,
  from: number,
  to: number,
  system = 'system0',
) {
  const end = world.judged[index]?.windows[0]?.end ?? 0;
  return world.oopses.filter(
    (oops) => oops.system === system && oops.time >= end + from * HOUR && oops.time < end + to * HOUR,
  );
}

describe('the rows', () => {
  it('have ids and names of variants of their own', () => {
    expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
    for (const { variants } of ROWS)
      expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
  });

  it.each(ROWS.map((row) => [row.id, row] as const))(
    'say of every outage which systems are unwell: %s',
    (_id, row) => {
      for (const variant of row.variants) {
        const { judged, services } = makeWorld(row, variant, { ...PLACE, count: 1 });
        const systems = services.map(({ system }) => system);
        const unwell = judged.flatMap((story) => story.unwell);
        expect(unwell.length > 0).toBe(!row.isWell);
        expect(unwell.filter((system) => !systems.includes(system))).toEqual([]);
      }
    },
  );
});

describe('a world', () => {
  it('is the same for a seed and another for another', () => {
    expect(worldOf('well').oopses).toEqual(worldOf('well').oopses);
    expect(worldOf('well', undefined, { seed: '2' }).oopses).not.toEqual(worldOf('well').oopses);
    expect(worldOf('well', undefined, { part: 1, parts: 2 }).oopses).not.toEqual(worldOf('well').oopses);
  });

  it('has a history of a week and a day before its first outage, and a day of peace before every one', () => {
    const { oopses, judged } = worldOf('dead', '1 system, 500 a day');
    const starts = judged.map(({ windows }) => windows[0]?.start ?? 0);
    expect(((starts[0] ?? 0) - (oopses[0]?.time ?? 0)) / HOUR).toBeGreaterThan(191);
    for (const [index, start] of starts.entries()) {
      const before = judged[index - 1]?.windows[0]?.end ?? 0;
      expect(start - 24 * HOUR).toBeGreaterThan(before + ASKED_AFTER['a day']);
    }
  });

  it('keeps the times of the day of its outages apart from those of the other parts', () => {
    const hourOf = (part: number) => {
      const { judged } = worldOf('well', undefined, { part, parts: 4, count: 1 });
      return ((judged[0]?.windows[0]?.start ?? 0) % (24 * HOUR)) / HOUR;
    };
    expect([0, 1, 2, 3].map((part) => Math.floor(hourOf(part) / 6))).toEqual([0, 1, 2, 3]);
  });

  it('begins its Monday outages at 10:00, a week from one another', () => {
    const { judged } = worldOf('monday');
    const times = judged.map(({ windows }) => new Date(windows[0]?.start ?? 0).toISOString().slice(0, 16));
    expect(times).toEqual(['2012-06-18T10:00', '2012-06-25T10:00', '2012-07-02T10:00']);
  });

  it('lets a dead system say nothing until the last time that is asked, and then come back', () => {
    const world = worldOf('dead', '1 system, 500 a day');
    for (const index of [0, 1]) {
      // The last requests of the outage fail some seconds after its end.
      expect(heard(world, index, 0.01, 23.5)).toEqual([]);
      expect(heard(world, index, 23.5, 24.5).length).toBeGreaterThan(5);
    }
  });

  it('lets one system of ten be dead and the others write', () => {
    const world = worldOf('dead-of-ten', '10 systems, 300 a day');
    expect(world.judged.map(({ unwell }) => unwell)).toEqual([['system0'], ['system0'], ['system0']]);
    expect(heard(world, 0, 0.01, 6)).toEqual([]);
    expect(heard(world, 0, 0.01, 6, 'system9').length).toBeGreaterThan(40);
  });

  it('lets the servers be dead that are, and no others', () => {
    const world = worldOf('servers-dead', '1 system, 1000 a day, 7 of 10');
    const reporters = new Set(heard(world, 1, 0.01, 6).map(({ reporter }) => reporter));
    expect([...reporters].sort()).toEqual(['system0-7', 'system0-8', 'system0-9']);
  });

  it('gives renamed servers new names until the last time that is asked', () => {
    const world = worldOf('renamed');
    const isNew = ({ reporter }: { reporter: string }) => reporter.endsWith('-new');
    expect(heard(world, 0, 0.01, 23.5).every(isNew)).toBe(true);
    expect(heard(world, 0, 23.5, 30).some(isNew)).toBe(false);
  });

  it('has one failure in the slot after which the database is not back, and nothing else', () => {
    const { oopses, judged } = worldOf('not-back-after-slot');
    for (const { windows } of judged) {
      const [{ start, end } = { start: 0, end: 0 }] = windows;
      expect(end - start).toBe(10_000);
      const within = oopses.filter(({ time }) => time >= start && time < end);
      expect(within.map(({ type }) => type)).toEqual(['DisconnectionError']);
    }
  });

  it('writes two errors and no failure where the row says so', () => {
    const { oopses, judged } = worldOf('went-on-two');
    const [{ start, end } = { start: 0, end: 0 }] = judged[0]?.windows ?? [];
    const within = oopses.filter(({ time }) => time >= start && time < end);
    expect(within.map(({ type }) => type)).toEqual(['NotFound', 'NotFound']);
  });

  it('throws away what a muted client would have written in the storm, and says how much of its failures that was', () => {
    const { judged, oopses } = worldOf('muted', '1 system, 500 a day');
    for (const { windows, discards } of judged) {
      const [{ start, end } = { start: 0, end: 0 }] = windows;
      const written = (from: number, to: number) => oopses.filter(({ time }) => time >= from && time < to);
      expect(written(start, start + 15_000).length).toBeGreaterThan(0);
      expect(written(start + 15_000, end)).toEqual([]);
      // 22 failing requests a minute on average, for 110 s.
      expect(discards.length).toBeGreaterThan(20);
      expect(discards.length).toBeLessThan(65);
      for (const { minute } of discards) {
        expect(minute % 60_000).toBe(0);
        expect(minute > start - 60_000 && minute < end + 60_000).toBe(true);
      }
    }
  });

  it('lets no client be heard that goes on failing and is mute, but the others', () => {
    expect(heard(worldOf('muted-broken', '1 system, 500 a day'), 0, 0, 23.5)).toEqual([]);
    const half = worldOf('muted-half', '1 system, 500 a day');
    const names = new Set(heard(half, 0, 0, 23.5).map(({ reporter }) => reporter));
    expect([...names].sort()).toEqual(['system0-2', 'system0-3']);
    const after = half.judged[0]?.windows[0]?.end ?? 0;
    const mute = half.judged[0]?.discards.filter(({ minute }) => minute > after) ?? [];
    expect([...new Set(mute.map(({ reporter }) => reporter))].sort()).toEqual(['system0-0', 'system0-1']);
  });

  it('begins a bad deploy 13 min after the end', () => {
    const world = worldOf('bad-deploy-later', '1 system, 1000 a day, then 21 times that');
    const isBad = ({ type }: { type: string }) => type === 'ProgrammingError';
    expect(heard(world, 0, 0, 13 / 60).some(isBad)).toBe(false);
    expect(heard(world, 0, 13 / 60, 14 / 60).some(isBad)).toBe(true);
  });

  it('has three slots a day in the log beside those that are judged', () => {
    const { between, judged } = worldOf('slots');
    const starts = [...between, ...judged].map(({ windows }) => windows[0]?.start ?? 0).sort((a, b) => a - b);
    const gaps = starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / HOUR);
    expect(Math.min(...gaps)).toBeGreaterThan(7);
    expect(Math.max(...gaps)).toBeLessThan(9);
    const first = judged[0]?.windows[0]?.start ?? 0;
    expect(starts.filter((start) => start < first).length).toBe(24);
  });
});
