import {
  appendFileSync,
  chmodSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followPaths } from '../../../src/receive/follow/follow-paths.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { listSources } from '../../../src/store/sqlite/tables/sources.js';
import { follow } from '../../support/follow.js';
import { loadPaths } from '../../support/load-paths.js';
import { run } from '../../support/run.js';
import { addFiles, makeFolder, textReport } from '../../support/temporary-folder.js';

const DAY = '2011-09-08';
const DATED = { Date: `${DAY}T08:53:06Z` };
const report = (id: string, type = 'KeyError') => textReport(id, { ...DATED, 'Exception-Type': type });
const line = (id: string) => `${JSON.stringify({ id, time: `${DAY}T08:53:06Z` })}\n`;
const MINUTE = 60_000;

/** A repository with one report in a folder of a day. */
function makeRepository() {
  const root = makeFolder({ [`${DAY}/A`]: report('OOPS-A') });
  return { root, day: join(root, DAY), add: (files: Record<string, string>) => addFiles(root, files) };
}

/** Does something as one who is no superuser, who could read everything. */
async function asOther(work: () => Promise<void>): Promise<void> {
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
  }
}

describe('a followed repository, looked at every few seconds', () => {
  it('has what is in it loaded at once, and then what is written to it', async () => {
    const { root, add } = makeRepository();
    const { pass, ids, figures } = await follow([root]);
    expect(ids()).toEqual(['OOPS-A']);
    add({ [`${DAY}/B`]: report('OOPS-B'), [`${DAY}/C`]: 'no report', [`${DAY}/D.tmp`]: report('OOPS-D') });
    await pass(2500);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
    expect(figures).toMatchObject({
      accepted: 3,
      loaded: 2,
      known: 0,
      rejected: 1,
      pending: 0,
      isConnected: true,
    });
  });

  it('has a file loaded once it has settled, not at the next look', async () => {
    const { root, add, day } = makeRepository();
    const { pass, ids, now } = await follow([root], { settle: 3000 });
    await pass(10_000);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    utimesSync(join(day, 'B'), now() / 1000, now() / 1000);
    await pass(2900);
    expect(ids()).toEqual(['OOPS-A']);
    await pass(150);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
  });

  it('has a file waited for as long as somebody writes it', async () => {
    const { root, add, day } = makeRepository();
    const { pass, ids, now, figures } = await follow([root], { settle: 3000 });
    await pass(10_000);
    for (let part = 0; part < 4; part++) {
      add({ [`${DAY}/B`]: report('OOPS-B').slice(0, 10 + part) });
      utimesSync(join(day, 'B'), now() / 1000, now() / 1000);
      await pass(2500);
    }
    expect([ids(), figures.rejected]).toEqual([['OOPS-A'], 0]);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    utimesSync(join(day, 'B'), now() / 1000, now() / 1000);
    await pass(3100);
    expect([ids(), figures.rejected]).toEqual([['OOPS-A', 'OOPS-B'], 0]);
  });

  it('has new days, late files and late folders found', async () => {
    const { root, add } = makeRepository();
    const late = makeFolder({ 'x/2011-09-07/E': report('OOPS-E') });
    const { pass, ids } = await follow([root]);
    await pass(MINUTE);
    add({
      '2011-09-09/B': report('OOPS-B'),
      [`${DAY}/C`]: report('OOPS-C'),
      [`${DAY}/in/2011-09-06/D`]: report('OOPS-D'),
    });
    renameSync(join(late, 'x'), join(root, 'x'));
    await pass(5000);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C', 'OOPS-D', 'OOPS-E']);
    add({ [`${DAY}/in/2011-09-06/F`]: report('OOPS-F') });
    await pass(3000);
    expect(ids()).toContain('OOPS-F');
  });

  it('has links followed to files, not to folders, as any ingest does', async () => {
    const { root, day } = makeRepository();
    const other = makeFolder({ B: report('OOPS-B'), '2011-09-07/C': report('OOPS-C') });
    const { pass, ids } = await follow([root]);
    symlinkSync(join(other, 'B'), join(day, 'B'));
    symlinkSync(join(other, '2011-09-07'), join(root, '2011-09-07'));
    await pass(5000);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
  });

  it('has what is refused counted once, and read again when it has changed', async () => {
    const { root, add, day } = makeRepository();
    add({ [`${DAY}/B`]: 'half' });
    const following = await follow([root], { isWatched: true });
    await following.pass(20 * MINUTE);
    expect(following.figures).toMatchObject({ loaded: 1, known: 0, rejected: 1 });
    add({ [`${DAY}/B`]: report('OOPS-B') });
    following.tell(day, 'B');
    await following.pass(100);
    expect(following.figures).toMatchObject({ accepted: 3, loaded: 2, known: 0, rejected: 1 });
  });

  it('has a file that was written anew unnoticed found by the round of every few minutes', async () => {
    const { root, day } = makeRepository();
    const { pass, db } = await follow([root]);
    await pass(MINUTE);
    writeFileSync(join(day, 'A'), report('OOPS-A', 'ValueError'));
    await pass(6 * MINUTE);
    expect(db.prepare('SELECT type FROM oops').pluck().all()).toEqual(['ValueError']);
  });

  it('is found again when it was away, which is told once', async () => {
    const { root, add } = makeRepository();
    const aside = `${root}-aside`;
    const { pass, ids, remarks, figures } = await follow([root], { isWatched: true });
    renameSync(root, aside);
    await pass(20_000);
    expect(figures.isConnected).toBe(false);
    renameSync(aside, root);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    await pass(5000);
    expect([ids(), figures.isConnected]).toEqual([['OOPS-A', 'OOPS-B'], true]);
    expect(remarks).toEqual([
      `${root}: no such file or folder. Waiting until it can be read.`,
      `${root}: can be read again.`,
    ]);
  });

  it('has another folder in the place of one that was followed read whole', async () => {
    const { root, day } = makeRepository();
    const other = makeFolder({ 'd/B': report('OOPS-B') });
    const { pass, ids } = await follow([root]);
    await pass(10_000);
    renameSync(day, join(other, 'old'));
    renameSync(join(other, 'd'), day);
    await pass(3000);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
  });

  it.each([-1, 1])('goes on when the clock jumps by %d hour', async (hours) => {
    const { root, add } = makeRepository();
    const { pass, ids, now, setClock } = await follow([root], { settle: 2000 });
    await pass(10_000);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    await pass(500);
    setClock(now() + hours * 60 * MINUTE);
    add({ [`${DAY}/C`]: report('OOPS-C') });
    await pass(10_000);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C']);
  });

  it('gives the same as an ingest of the same files, before and after', async () => {
    const { root, add } = makeRepository();
    const { db } = openDatabase(':memory:');
    await loadPaths(root, { settle: 0 }, db);
    const { pass, figures } = await follow([root], { db });
    expect(figures).toMatchObject({ accepted: 0, known: 0 });
    add({ [`${DAY}/B`]: report('OOPS-B'), [`${DAY}/copy`]: report('OOPS-B') });
    await pass(2500);
    expect(figures).toMatchObject({ accepted: 2, loaded: 1, known: 1 });
    expect(await loadPaths(root, { settle: 0 }, db)).toMatchObject({ loaded: 0, known: 3, rejected: 0 });
  });
});

describe('a followed repository, of which events tell', () => {
  it('has a file loaded at once, without a look at the others', async () => {
    const { root, add, day } = makeRepository();
    const { pass, tell, ids } = await follow([root], { isWatched: true });
    await pass(8000);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    tell(day, 'B');
    await pass(50);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
    add({ [`${DAY}/C`]: report('OOPS-C'), [`${DAY}/D`]: report('OOPS-D') });
    tell(day, 'C');
    await pass(50);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C']);
  });

  it.each(['another name', null])(
    'has what events missed found within seconds, when one tells of %s',
    async (name) => {
      const { root, add, day } = makeRepository();
      const { pass, tell, ids } = await follow([root], { isWatched: true });
      await pass(3000);
      add({ [`${DAY}/B`]: report('OOPS-B'), '2011-09-09/C': report('OOPS-C') });
      tell(day, name);
      await pass(2500);
      expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C']);
    },
  );

  it('has what no event tells of found all the same', async () => {
    const { root, add } = makeRepository();
    const { pass, ids } = await follow([root], { isWatched: true });
    await pass(MINUTE);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    await pass(11_000);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
  });

  it('has a file that is written anew replace what it said', async () => {
    const { root, add, day } = makeRepository();
    const { pass, tell, ids, figures } = await follow([root], { isWatched: true });
    await pass(MINUTE);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    tell(day, 'B');
    await pass(3000);
    add({ [`${DAY}/new.tmp`]: report('OOPS-NEW') });
    renameSync(join(day, 'new.tmp'), join(day, 'B'));
    tell(day, 'B');
    await pass(100);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-NEW']);
    expect(figures).toMatchObject({ accepted: 3, loaded: 3, known: 0 });
  });

  it('has a folder entered of which one tells', async () => {
    const { root, add } = makeRepository();
    const { pass, tell, ids } = await follow([root], { isWatched: true });
    await pass(8000);
    add({ '2011-09-09/B': report('OOPS-B') });
    tell(root, '2011-09-09');
    await pass(50);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
    add({ '2011-09-09/C': report('OOPS-C') });
    tell(join(root, '2011-09-09'), 'C');
    await pass(50);
    expect(ids()).toContain('OOPS-C');
  });

  it('takes no harm from files that vanish', async () => {
    const { root, add, day } = makeRepository();
    const { pass, tell, ids, figures, now } = await follow([root], { isWatched: true, settle: 2000 });
    await pass(3000);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    utimesSync(join(day, 'B'), now() / 1000, now() / 1000);
    for (const name of ['B', 'never']) tell(day, name);
    await pass(50);
    rmSync(join(day, 'B'));
    rmSync(join(day, 'A'));
    for (const name of ['A', 'B']) tell(day, name);
    await pass(MINUTE);
    expect([ids(), figures.accepted]).toEqual([['OOPS-A'], 1]);
  });
});

describe('what cannot be opened', () => {
  it('is refused once, however often its folder is looked at, and read once it can be', async () => {
    const { root, add, day } = makeRepository();
    symlinkSync('nowhere', join(day, 'link'));
    const { pass, ids, figures } = await follow([root]);
    for (const name of ['B', 'C', 'D']) {
      add({ [`${DAY}/${name}`]: report(`OOPS-${name}`) });
      await pass(6 * MINUTE);
    }
    expect(figures).toMatchObject({ accepted: 5, loaded: 4, known: 0, rejected: 1 });
    add({ [`${DAY}/nowhere`]: report('OOPS-E') });
    await pass(6 * MINUTE);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C', 'OOPS-D', 'OOPS-E']);
  });
});

describe('a followed log', () => {
  it('is read on when it grows, wherever it lies', async () => {
    const root = makeFolder({
      'logs/a.log': line('OOPS-A'),
      'b.log': line('OOPS-B'),
      [`${DAY}/c.log`]: line('OOPS-C'),
    });
    const { pass, ids, figures } = await follow([join(root, 'logs'), join(root, 'b.log'), join(root, DAY)]);
    for (const name of ['logs/a.log', 'b.log', `${DAY}/c.log`])
      appendFileSync(join(root, name), line(`OOPS-${name}`));
    await pass(2500);
    expect(ids()).toHaveLength(6);
    expect(figures).toMatchObject({ accepted: 6, loaded: 6, known: 0, rejected: 0 });
    addFiles(root, { 'logs/new.log': line('OOPS-N') });
    await pass(2500);
    expect(ids()).toContain('OOPS-N');
  });

  it('is read at once when an event tells of it', async () => {
    const folder = makeFolder({ 'a.log': line('OOPS-A'), other: '' });
    const log = join(folder, 'a.log');
    const { pass, tell, ids } = await follow([log], { isWatched: true });
    await pass(3000);
    appendFileSync(log, line('OOPS-B'));
    tell(folder, 'other');
    await pass(50);
    expect(ids()).toEqual(['OOPS-A']);
    tell(folder, 'a.log');
    await pass(50);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
  });

  it('has what was written before its rotation read, where it alone was named', async () => {
    const folder = makeFolder({ 'a.log': line('OOPS-A'), 'a.log.2': line('OOPS-OLD') });
    const log = join(folder, 'a.log');
    utimesSync(`${log}.2`, 1e9, 1e9);
    const { pass, ids } = await follow([log]);
    await pass(10_000);
    appendFileSync(log, line('OOPS-B'));
    renameSync(log, `${log}.1`);
    writeFileSync(log, line('OOPS-C'));
    await pass(2500);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C']);
  });

  it('is read from its beginning when it was truncated', async () => {
    const log = join(makeFolder({ 'a.log': line('OOPS-A') + line('OOPS-B') }), 'a.log');
    const { pass, ids, remarks } = await follow([log]);
    truncateSync(log);
    appendFileSync(log, line('OOPS-C'));
    await pass(2500);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B', 'OOPS-C']);
    truncateSync(log);
    await pass(2500);
    expect(remarks).toEqual([
      `${log}: does not begin as it did, rotated or truncated perhaps: it was read from its beginning`,
    ]);
  });

  it('has its last line put right once it is whole', async () => {
    const log = join(makeFolder({ 'a.log': line('OOPS-A') + line('OOPS-B').slice(0, 20) }), 'a.log');
    const { pass, ids, db } = await follow([log]);
    appendFileSync(log, line('OOPS-B').slice(20));
    await pass(2500);
    expect([ids(), db.prepare('SELECT count(*) FROM reject').pluck().get()]).toEqual([
      ['OOPS-A', 'OOPS-B'],
      0,
    ]);
  });
});

describe('a single report that is followed', () => {
  it('replaces what it said when it has changed', async () => {
    const { root, day } = makeRepository();
    const { pass, db } = await follow([join(day, 'A')]);
    await pass(5000);
    addFiles(root, { [`${DAY}/A`]: report('OOPS-A', 'ValueError') });
    await pass(2500);
    expect(db.prepare('SELECT type FROM oops').pluck().all()).toEqual(['ValueError']);
  });
});

describe('until when all is known', () => {
  it('moves on with the time while nothing happens, with a small write every ten seconds', async () => {
    const { root } = makeRepository();
    const logs = makeFolder({ 'a.log': line('OOPS-L') });
    const { pass, secondsUnobserved, db, figures, now } = await follow([root, logs], { isWatched: true });
    appendFileSync(join(logs, 'a.log'), line('OOPS-M'));
    await pass(MINUTE);
    const before = db.prepare('SELECT total_changes()').pluck().get() as number;
    for (let minute = 0; minute < 5; minute++) {
      await pass(MINUTE);
      expect(secondsUnobserved()).toBeLessThanOrEqual(11);
    }
    // Two sources, six times a minute.
    expect((db.prepare('SELECT total_changes()').pluck().get() as number) - before).toBeLessThanOrEqual(
      5 * 6 * 2 + 10,
    );
    expect(now() - (figures.caughtUpAt ?? 0)).toBeLessThanOrEqual(11_000);
  });

  it('moves on in the report of an outage while nothing happens', async () => {
    const { root } = makeRepository();
    const place = makeFolder();
    const { pass, now } = await follow([root], { db: openDatabase(join(place, 'oops-report.db')).db });
    const start = new Date(now()).toISOString();
    await run(
      place,
      ['windows', 'add', '--outage', 'o', '--systems', '*', '--start', start, '--end', '+1m'],
      { now },
    );
    const observed = async () =>
      JSON.parse((await run(place, ['outage', 'o', '--format', 'json'], { now })).stdout).observedUntil;
    await pass(MINUTE);
    const [before, began] = [Date.parse(await observed()), now()];
    await pass(10 * MINUTE);
    const moved = Date.parse(await observed()) - before;
    expect(Math.abs(moved - (now() - began))).toBeLessThanOrEqual(11_000);
  });

  it('is as long ago as files wait to settle', async () => {
    const { root, add, day } = makeRepository();
    const { pass, secondsUnobserved, now } = await follow([root], { settle: 30_000 });
    await pass(MINUTE);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    utimesSync(join(day, 'B'), now() / 1000, now() / 1000);
    await pass(25_000);
    expect(secondsUnobserved()).toBeGreaterThanOrEqual(30);
    await pass(MINUTE);
    expect(secondsUnobserved()).toBeLessThanOrEqual(11);
  });

  it('does not move while a folder is away', async () => {
    const { root } = makeRepository();
    const { pass, secondsUnobserved } = await follow([root]);
    await pass(MINUTE);
    renameSync(root, `${root}-aside`);
    await pass(5 * MINUTE);
    expect(secondsUnobserved()).toBeGreaterThan(290);
    renameSync(`${root}-aside`, root);
    await pass(20_000);
    expect(secondsUnobserved()).toBeLessThanOrEqual(11);
  });

  it('moves on for a log in which nothing more has come yet, and not for what is never read on', async () => {
    const logs = makeFolder({ 'a.log': line('OOPS-L') });
    const quiet = await follow([logs]);
    await quiet.pass(10 * MINUTE);
    expect(quiet.secondsUnobserved()).toBeLessThanOrEqual(11);
    const exports = makeFolder({ 'a.csv': 'id,time,type\nOOPS-C,2011-09-08T08:00:00Z,KeyError\n' });
    const ended = await follow([exports]);
    await ended.pass(10 * MINUTE);
    expect(ended.ids()).toEqual(['OOPS-C']);
    expect(ended.secondsUnobserved()).toBeGreaterThanOrEqual(600);
  });

  it('moves on for one when another is away', async () => {
    const { root } = makeRepository();
    const other = makeRepository();
    const { pass, db, now } = await follow([root, other.root]);
    await pass(MINUTE);
    renameSync(other.root, `${other.root}-aside`);
    await pass(5 * MINUTE);
    renameSync(`${other.root}-aside`, other.root);
    const minutes = new Map(
      listSources(db).map(({ path, lastReadAt }) => [path, Math.round((now() - lastReadAt) / MINUTE)]),
    );
    expect([minutes.get(root), minutes.get(other.root)]).toEqual([0, 5]);
  });

  it('does not move while a folder in it cannot be listed, which is told once', async () => {
    const { root, add, day } = makeRepository();
    const { pass, ids, secondsUnobserved, remarks } = await follow([root]);
    await pass(MINUTE);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    chmodSync(root, 0o755);
    chmodSync(day, 0);
    await asOther(() => pass(5 * MINUTE));
    chmodSync(day, 0o755);
    expect(secondsUnobserved()).toBeGreaterThan(290);
    await pass(20_000);
    expect(secondsUnobserved()).toBeLessThanOrEqual(11);
    expect(ids()).toEqual(['OOPS-A', 'OOPS-B']);
    expect(remarks).toEqual([
      `${day}: permission denied. Waiting until it can be read.`,
      `${day}: can be read again.`,
    ]);
  });
});

describe('following', () => {
  it('reads the config anew when that is asked for', async () => {
    const log = join(
      makeFolder({ 'a.log': '{"time":"2011-09-08T08:53:06Z","level":"bad","msg":"x"}\n' }),
      'a.log',
    );
    const { store, pass, figures, configure } = await follow([log], { isWatched: true });
    await pass(MINUTE);
    configure({ errorLevels: ['bad'] });
    await store.reopen();
    await pass(MINUTE);
    expect(figures).toMatchObject({ accepted: 2, loaded: 1, notErrors: 1 });
  });

  it('stops when it is told to, and begins nothing more', async () => {
    const { root, add } = makeRepository();
    const { stop, ids } = await follow([root]);
    add({ [`${DAY}/B`]: report('OOPS-B') });
    await stop();
    expect(ids()).toEqual(['OOPS-A']);
  });

  it('is not for standard input', () => {
    const options = {} as Parameters<typeof followPaths>[1];
    expect(() => followPaths(['-'], options)).toThrow(
      '- cannot be followed: ingest - reads it until it ends. Leave out - or --follow.',
    );
  });
});
