import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { PASSWORD } from '../../support/clickhouse/server-config.js';
import { type Run, run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

const NOW = Date.parse('2026-11-28T00:00:00Z');
const OLD = ['OOPS-7400A1', 'OOPS-7400A2', 'OOPS-7400WEB3'];
const YOUNG = 'OOPS-7600A4';

/** The variables that name a new database of an engine. */
type OpenDatabase = () => Promise<Record<string, string>>;

/** The ids that are left, in order. */
async function idsLeft(ask: (args: readonly string[]) => Promise<Run>): Promise<string[]> {
  const { stdout } = await ask(['query', '--columns', 'id', '--sort', 'id', '--format', 'csv']);
  return stdout.trim().split(/\r?\n/).slice(1).sort();
}

/** A repository with three reports of April and one of October, loaded. */
async function loadInto(open: OpenDatabase) {
  const folder = makeFolder();
  const env = await open();
  const write = (day: string, id: string, time: string) => {
    const path = join(folder, 'oopses', day, id);
    mkdirSync(join(folder, 'oopses', day), { recursive: true });
    writeFileSync(
      path,
      `Oops-Id: ${id}\nException-Type: KeyError\nException-Value: ${id}\nDate: ${time}\n\n`,
    );
    utimesSync(path, Date.parse(time) / 1000, Date.parse(time) / 1000);
  };
  write('2026-04-05', OLD[0] as string, '2026-04-05T10:00:00Z');
  write('2026-04-05', OLD[1] as string, '2026-04-05T11:00:00Z');
  write('2026-04-06', OLD[2] as string, '2026-04-06T10:00:00Z');
  write('2026-10-22', YOUNG, '2026-10-22T10:00:00Z');
  const ask = (args: readonly string[], more = {}) => run(folder, args, { now: () => NOW, env, ...more });
  expect((await ask(['ingest', 'oopses'])).stderr).toBe('');
  const left = () => idsLeft(ask);
  expect(await left()).toEqual([...OLD, YOUNG]);
  return { folder, ask, left };
}

const PRUNE = ['prune', '--older-than', '90d'];

/** What prune does to the data of an engine. */
function describePrune(open: OpenDatabase): void {
  const loaded = () => loadInto(open);

  it('deletes what is older, and ingest does not bring it back', async () => {
    const { ask, left } = await loaded();
    const { code, stdout, stderr } = await ask([...PRUNE, '--yes', '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ before: '2026-08-30T00:00:00.000Z', oopses: 3, kept: { referenced: 0, outages: 0 }, files: null },
      ...{ firstTime: '2026-04-05T10:00:00.000Z', lastTime: '2026-04-06T10:00:00.000Z', dryRun: false },
    });
    expect(await left()).toEqual([YOUNG]);
    const again = JSON.parse((await ask(['ingest', 'oopses', '--format', 'json'])).stdout);
    expect(again).toMatchObject({ found: 4, loaded: 0, known: 4, rejected: 0 });
  });

  it('loads a report again that has changed since, and one that is new in an old folder', async () => {
    const { folder, ask, left } = await loaded();
    await ask([...PRUNE, '--yes']);
    const report = join(folder, 'oopses/2026-04-05', OLD[0] as string);
    writeFileSync(report, `${readFileSync(report, 'utf8')}more`);
    utimesSync(report, NOW / 1000 - 60, NOW / 1000 - 60);
    const late = join(folder, 'oopses/2026-04-05/late');
    writeFileSync(late, 'Oops-Id: OOPS-7400L9\nDate: 2026-04-05T10:00:00Z\n\n');
    utimesSync(late, 1, 1);
    await ask(['ingest', 'oopses']);
    expect(await left()).toEqual([OLD[0], 'OOPS-7400L9', YOUNG]);
  });

  it('keeps what a list refers to, however that is written', async () => {
    const { folder, ask, left } = await loaded();
    writeFileSync(join(folder, 'bugs.txt'), 'seen in https://errors.example.com/oops-7400a1.html?x=1');
    const list = ['--keep-referenced', 'bugs.txt', '-'];
    const stdin = Readable.from([Buffer.from('OOPS-74'), Buffer.from('00WEB3_, too')]);
    const { stdout } = await ask([...PRUNE, ...list, '--yes', '--format', 'json'], { stdin });
    expect(JSON.parse(stdout)).toMatchObject({ oopses: 1, kept: { referenced: 2 } });
    expect(await left()).toEqual([OLD[0], OLD[2], YOUNG]);
  });

  it.each([
    [
      'missing.txt',
      'missing.txt: no such file or folder. What it refers to is not known: nothing is deleted.',
    ],
    ['oopses', 'oopses: is a folder. Name the files in it, such as oopses/*; nothing is deleted.'],
    ['list.gz', 'list.gz: is packed. Unpack it, or give - and pipe the text in; nothing is deleted.'],
  ])('deletes nothing when the list %s cannot be read', async (file, message) => {
    const { folder, ask, left } = await loaded();
    writeFileSync(join(folder, 'list.gz'), Buffer.from('1f8b0800', 'hex'));
    const { code, stdout, stderr } = await ask([...PRUNE, '--keep-referenced', file, '--yes']);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${message}\n` });
    expect(await left()).toHaveLength(4);
  });

  it('refuses to delete what nobody agreed to', async () => {
    const { ask, left } = await loaded();
    expect(await ask(PRUNE)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oops-report: 3 OOPSes from 2026-04-05T10:00:00.000Z to 2026-04-06T10:00:00.000Z would be deleted. Nobody can be asked, for there is no terminal: give --yes to have it done, or --dry-run to look.\n',
    });
    expect(await left()).toHaveLength(4);
  });

  it.each([
    ['y', 1],
    ['no', 4],
  ])('asks on a terminal, and takes %s for an answer', async (answer, count) => {
    const { ask, left } = await loaded();
    const { code, stderr } = await ask(PRUNE, { canAsk: true, stdin: Readable.from([`${answer}\n`]) });
    expect(code).toBe(0);
    expect(stderr).toContain('would be deleted.\nDelete them? [y/N] ');
    expect(await left()).toHaveLength(count);
  });

  it('only says what it would do, with --dry-run', async () => {
    const { ask, left } = await loaded();
    const { stdout } = await ask(['prune', '--before', '2026-04-06', '--files', '--dry-run']);
    expect(stdout).toBe(
      '2 OOPSes from 2026-04-05T10:00:00.000Z to 2026-04-05T11:00:00.000Z would be deleted, with up to 2 reports on disk.\n',
    );
    expect(await left()).toHaveLength(4);
  });

  it('keeps what the report of an outage needs', async () => {
    const { ask, left } = await loaded();
    const window = [
      '--outage',
      'move',
      '--systems',
      '*',
      '--start',
      '2026-05-01T09:00Z',
      '--end',
      '2026-05-01T09:01Z',
    ];
    await ask(['windows', 'add', ...window]);
    const { stdout } = await ask([...PRUNE, '--yes', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ oopses: 0, kept: { outages: 3 } });
    expect(await left()).toHaveLength(4);
  });

  it('deletes the reports on disk with --files, and the folders that are empty then', async () => {
    const { folder, ask, left } = await loaded();
    const changed = join(folder, 'oopses/2026-04-05', OLD[1] as string);
    writeFileSync(changed, 'what nobody has read yet');
    writeFileSync(join(folder, 'bugs.txt'), YOUNG);
    const { code, stdout } = await ask([...PRUNE, '--files', '--yes', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      oopses: 2,
      files: {
        ...{ deleted: 2, stayed: 1 },
        staying: [{ path: changed, reason: 'is not known to be what was read: ingest it again first' }],
      },
    });
    expect(await left()).toEqual([OLD[1], YOUNG]);
    expect(existsSync(join(folder, 'oopses/2026-04-06'))).toBe(false);
    expect(existsSync(join(folder, 'oopses/2026-04-05', OLD[0] as string))).toBe(false);
    expect(existsSync(changed)).toBe(true);
    expect(existsSync(join(folder, 'oopses/2026-10-22', YOUNG))).toBe(true);
  });

  it('leaves logs on disk, and does not load their rows again', async () => {
    const folder = makeFolder();
    const env = await open();
    const ask = (...args: string[]) => run(folder, args, { now: () => NOW, env });
    const left = () => idsLeft((args) => ask(...args));
    const line = (id: string, time: string) =>
      `${JSON.stringify({ id, time, type: 'KeyError', reporter: 'A' })}\n`;
    const log = join(folder, 'oopses.jsonl');
    writeFileSync(log, line('OOPS-1A1', '2026-04-05T10:00:00Z') + line('OOPS-1A2', '2026-11-05T10:00:00Z'));
    utimesSync(log, NOW / 1000 - 60, NOW / 1000 - 60);
    await ask('ingest', 'oopses.jsonl');
    expect(await left()).toEqual(['OOPS-1A1', 'OOPS-1A2']);
    expect((await ask(...PRUNE, '--files', '--yes')).code).toBe(0);
    writeFileSync(
      log,
      line('OOPS-1A1', '2026-04-05T10:00:00Z') +
        line('OOPS-1A2', '2026-11-05T10:00:00Z') +
        line('OOPS-1A3', '2026-11-06T10:00:00Z'),
    );
    const again = JSON.parse((await ask('ingest', 'oopses.jsonl', '--format', 'json')).stdout);
    expect(again).toMatchObject({ loaded: 1 });
    expect(await left()).toEqual(['OOPS-1A2', 'OOPS-1A3']);
  });
}

describe('oops-report prune', () => {
  describePrune(async () => ({}));

  it.each([
    [[], 'Say how old what is deleted must be: --older-than 90d, or --before 2026-08-01.'],
    [['--older-than', '0d'], '--older-than 0d is no length of time above zero. Write it as 90d or 26w.'],
    [['--older-than', '90'], '--older-than 90 is no length of time above zero. Write it as 90d or 26w.'],
    [
      ['--older-than', '90d', '--before', 'monday'],
      '--older-than and --before say the same thing: give one of them.',
    ],
    [['--before', '2027-01-01'], '--before 2027-01-01 is not past: now it is 2026-11-28T00:00:00.000Z.'],
  ])('refuses %j', async (args, message) => {
    const { stderr, code } = await run(makeFolder(), ['prune', '--yes', ...args], { now: () => NOW });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `oops-report: ${message}\n` });
  });
});

describeWithClickHouse('oops-report prune over ClickHouse', () => {
  const open: OpenDatabase = async () => {
    const database = await freshDatabase(await sharedShards());
    onTestFinished(database.drop);
    return { OOPS_REPORT_DB: database.url({ cluster: true }), OOPS_REPORT_DB_PASSWORD: PASSWORD };
  };
  describePrune(open);

  it('says when the room is given back', async () => {
    const { ask } = await loadInto(open);
    expect((await ask([...PRUNE, '--yes'])).stdout).toMatch(
      / given back; the room of these by a prune an hour later or more\.\n$/,
    );
  });
});
