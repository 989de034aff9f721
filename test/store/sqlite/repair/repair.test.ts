import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairSqlite } from '../../../../src/store/sqlite/repair/repair.js';
import { UserError } from '../../../../src/user-error.js';
import {
  fileOf,
  renumberRow,
  replaceText,
  soundBytes,
  turnBit,
  turnBitOfRow,
} from '../../../support/damaged-database.js';
import { INCIDENT } from '../../../support/incident-place.js';
import { run } from '../../../support/run.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const sound = soundBytes();

const repair = (file: string) => repairSqlite({ engine: 'sqlite', path: file, file }, { now: () => NOW });

/** What reports and lists say, after what can be read again was read again. */
async function ask(file: string): Promise<string[]> {
  const folder = dirname(file);
  const answers = [];
  for (const question of [
    ['daily', '2011-09-08', '--format', 'json'],
    ['outage', 'fdt-2011-09-08', '--format', 'json'],
    ['windows', 'list', '--format', 'json'],
    ['windows', 'log', 'fdt-2011-09-08', '--format', 'json'],
    ['query', '--text', 'disconnected', '--group-by', 'system', '--format', 'json'],
    ['sql', `SELECT ${COLUMNS} FROM oops ORDER BY id`, '--format', 'csv', '--limit', '100000'],
    ['sql', 'SELECT type, value, bug FROM signature WHERE bug IS NOT NULL', '--format', 'csv'],
  ]) {
    const { stdout, stderr } = await run(folder, ['--config', `${INCIDENT}oops-report.yaml`, ...question]);
    answers.push(`${stdout}${stderr}`);
  }
  return answers;
}

/** The place of the window log among the answers. */
const LOG = 3;

const COLUMNS =
  'id, time, reporter, type, value, topic, url, user_agent, username, statement, traceback, class, outage, disposition';

const ingest = (file: string) =>
  run(dirname(file), ['--config', `${INCIDENT}oops-report.yaml`, 'ingest', `${INCIDENT}reports`]);

const doctor = (file: string, ...args: string[]) => run(dirname(file), ['doctor', ...args]);

function numbersOf(table: string): number[] {
  const db = new Database(sound);
  const numbers = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as number[];
  db.close();
  return numbers;
}

/** That a repair, and another ingest, bring back all answers of a damaged copy, where anybody can see that it is damaged. */
async function expectMended(damaged: Buffer): Promise<void> {
  const wanted = await ask(fileOf(sound));
  const file = fileOf(damaged);
  const isDamaged = (await doctor(file)).stdout.includes('DAMAGED');
  const { doubts } = isDamaged ? await repair(file) : { doubts: [] };
  expect((await doctor(file)).code).toBe(0);
  await ingest(file);
  const answers = await ask(file);
  // A bug is nowhere else; it is said when it is lost.
  const isSame = answers.map((answer, place) => answer === wanted[place]);
  if (doubts.some((doubt) => doubt.startsWith('bugs '))) return;
  // Nobody else knows who changed a window, and when.
  if (doubts.some((doubt) => /^change \d+ of the window log may be another/.test(doubt))) isSame[LOG] = true;
  expect(isSame, doubts.join(', ')).toEqual(wanted.map(() => true));
}

describe('a repair', () => {
  it('and another ingest bring back all answers after any bit has turned', async () => {
    const wanted = await ask(fileOf(sound));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sound.length * 8 - 1 }), async (at) => {
        const file = fileOf(turnBit(sound, at));
        const { code, stdout, stderr } = await doctor(file, '--repair');
        if (code === 2) expect(stderr).toMatch(/is not a database|another program|newer|is damaged/);
        if (!stdout.includes('Made anew')) return;
        expect((await doctor(file)).stdout, stdout).toContain('nothing is damaged');
        await ingest(file);
        const answers = await ask(file);
        // A bug is nowhere else; it is said when it is lost.
        const isSame = answers.map((answer, place) => answer === wanted[place]);
        if (/change \d+ of the window log may be another/.test(stdout)) isSame[LOG] = true;
        if (!/^ *(?:- )?bugs /m.test(stdout))
          expect(isSame, `bit ${at}: ${stdout}`).toEqual(wanted.map(() => true));
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it.each(['text', 'exception', 'stored_signature', 'stored_oops', 'reporter'])(
    'and another ingest bring back all answers after a row of %s has got the number of another',
    async (table) => {
      const numbers = numbersOf(table);
      // Two of one number beside each other: which of them is it?
      const twin = numbers.findLast((number) => number % 2 === 0 && numbers.includes(number + 1)) as number;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...numbers), fc.nat(2), async (number, bit) => {
          const other = number ^ (1 << bit);
          const damaged = numbers.includes(other) ? renumberRow(sound, table, number, other) : null;
          fc.pre(damaged !== null);
          await expectMended(damaged);
        }),
        { numRuns: 5, examples: [[twin, 0]] },
      );
    },
  );

  it.each([
    'text',
    'exception',
    'stored_signature',
    'stored_oops',
    'reporter',
    'class',
    'directory',
    'stored_window',
    'window_change',
  ])('and another ingest bring back all answers after a bit has turned in a row of %s', async (table) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...numbersOf(table)), fc.nat(), (number, place) =>
        expectMended(turnBitOfRow(sound, table, number, place)),
      ),
      { numRuns: 4 },
    );
  });

  const BUGS = ['sql', 'SELECT bug FROM signature WHERE bug IS NOT NULL', '--format', 'json'];

  it.each([17, 24, 33])('knows the bug of a signature again of which bit %i has turned', async (place) => {
    const file = fileOf(turnBitOfRow(sound, 'stored_signature', 1, place));
    const { doubts } = await repair(file);
    expect(doubts.filter((doubt) => doubt.startsWith('bugs'))).toEqual([]);
    expect((await run(dirname(file), BUGS)).stdout).toContain('[\n      844616\n    ]');
  });

  it.each([50, 66])(
    'says that a bug may be another, and what it may be, when bit %i of a signature has turned',
    async (place) => {
      const file = fileOf(turnBitOfRow(sound, 'stored_signature', 1, place));
      const said = 'bugs that may be others, or of others: 1; what is known of them is in the export';
      const { doubts, exported } = await repair(file);
      expect(doubts).toEqual([said]);
      expect(JSON.parse(readFileSync(exported, 'utf8'))).toMatchObject({
        bugs: [{ bug: expect.any(Number) }],
        bugsAsTheIndexSays: [{ bug: 844616 }],
      });
    },
  );

  it('says that nobody knows who changed a window, when a bit of that has turned', async () => {
    const file = fileOf(turnBitOfRow(sound, 'window_change', 1, -8));
    const { doubts, exported } = await repair(file);
    expect(doubts).toEqual(['change 1 of the window log may be another: the export has both copies']);
    expect(JSON.parse(readFileSync(exported, 'utf8')).window_change).toMatchObject({
      rows: [
        { id: 1, changed_by: 'tesu' },
        { id: 2, changed_by: 'test' },
      ],
      asTheIndexSays: [{ id: 1, changed_by: 'test' }],
    });
  });

  it('keeps of a deployment run what makes sense, or says that there are two', async () => {
    const run = { startedAt: 1315471380000, ending: 'complete', outage: 'fdt-1', steps: ['one'] };
    const db = new Database(sound);
    db.prepare('INSERT INTO deployment_run VALUES (@startedAt, @outage, @ending, @source, @run)').run({
      ...{ ...run, source: 'deploy.log' },
      run: JSON.stringify(run),
    });
    const bytes = db.serialize();
    db.close();
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (place) => {
        const file = fileOf(turnBitOfRow(bytes, 'deployment_run', run.startedAt, place));
        const { doubts } = await repair(file);
        const mended = new Database(file);
        const rows = mended.prepare('SELECT * FROM deployment_run').all();
        mended.close();
        const said = `deployment run ${run.startedAt} may be another: the export has both copies`;
        if (!doubts.includes(said))
          expect(rows).toEqual([
            {
              ...{ started_at: run.startedAt, outage: run.outage, ending: run.ending },
              ...{ source: 'deploy.log', run: JSON.stringify(run) },
            },
          ]);
      }),
      { numRuns: 20 },
    );
  });

  it('reads on behind a page of which nothing is left', async () => {
    const wanted = (await ask(fileOf(sound))).slice(0, 6);
    const db = new Database(sound);
    const pages = db
      .prepare("SELECT pageno FROM dbstat WHERE name = 'stored_oops' AND pagetype = 'leaf' ORDER BY pageno")
      .pluck()
      .all() as number[];
    const page = pages[Math.floor(pages.length / 2)] as number;
    const file = fileOf(Buffer.from(sound).fill(0xaa, (page - 1) * 4096, page * 4096));
    const done = await repair(file);
    expect(done.doubts).toEqual(['part of stored_oops could not be read']);
    expect(done.sources).toEqual([`${INCIDENT}reports`]);
    expect(done.oopses).toBeGreaterThan(450);
    expect((await doctor(file)).code).toBe(0);
    await ingest(file);
    expect((await ask(file)).slice(0, 6)).toEqual(wanted);
  });

  it('exports what no source has, and keeps the damaged file as it was', async () => {
    const bytes = Buffer.from(sound);
    const file = fileOf(bytes);
    const { exported, damaged } = await repair(file);
    expect(exported).toBe(`${file}.kept-2026-11-28T12-00-00-000Z.json`);
    const kept = JSON.parse(readFileSync(exported, 'utf8'));
    expect(kept.stored_window.rows.map((row: { outage: string }) => row.outage)).toEqual([
      'fdt-2011-09-08',
      'fdt-2011-09-08',
    ]);
    expect(kept.window_change.rows).toHaveLength(2);
    expect(kept.bugs).toEqual([{ type: expect.any(String), value: expect.any(String), bug: 844616 }]);
    expect(statSync(exported).mode & 0o777).toBe(0o600);
    expect(readFileSync(damaged).equals(bytes)).toBe(true);
    expect(readdirSync(dirname(file)).filter((name) => name.includes('repairing'))).toEqual([]);
  });

  it('turns the one bit back that turned in a text', async () => {
    const file = fileOf(replaceText(sound, 'server closed the connection', 'server cmosed the connection'));
    const { doubts, toReadAgain } = await repair(file);
    expect({ doubts, toReadAgain }).toEqual({
      doubts: ['texts in which a bit was turned back: 1'],
      toReadAgain: 0,
    });
  });

  it('has OOPSes read again of which a text is lost', async () => {
    const wanted = await ask(fileOf(sound));
    const file = fileOf(replaceText(sound, 'server closed the connection', 'SERVER CLOSED the connection'));
    const { toReadAgain, sources } = await repair(file);
    expect(toReadAgain).toBeGreaterThan(0);
    expect(sources).toEqual([`${INCIDENT}reports`]);
    await ingest(file);
    expect((await ask(file))[0]).toBe(wanted[0]);
  });

  it.each([2n ** 35n, 2n ** 45n, 2n ** 60n + 7n])(
    'leaves out an OOPS that has a number which none can have, as %s, and it is read again',
    async (seq) => {
      const wanted = await ask(fileOf(sound));
      const file = fileOf(sound);
      const db = new Database(file);
      db.pragma('foreign_keys = OFF');
      db.prepare('UPDATE stored_oops SET id = ? WHERE id = 100').run(seq);
      db.close();
      const refused = await ingest(file);
      expect(refused).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^oops-report: .* is damaged.*\n$/),
      });
      const { doubts } = await repair(file);
      expect(doubts).toContain('stored_oops: rows that made no sense: 1');
      expect((await doctor(file)).code).toBe(0);
      await ingest(file);
      expect(await ask(file)).toEqual(wanted);
    },
  );

  it('believes the log of a window', async () => {
    const file = fileOf(sound);
    const db = new Database(file);
    db.exec("UPDATE stored_window SET ends_at = ends_at + 1000 WHERE phase = 'downtime'");
    db.close();
    const { doubts } = await repair(file);
    expect(doubts).toEqual([
      'the downtime of fdt-2011-09-08 from 2011-09-08T08:53:05.000Z says again what its log says last',
    ]);
    expect((await doctor(file)).code).toBe(0);
  });

  it('is refused while somebody has the database open, and changes nothing', async () => {
    const file = fileOf(sound);
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.prepare('SELECT count(*) FROM stored_oops').get();
    await expect(repair(file)).rejects.toThrow(
      new UserError(`${file}: is locked by another program. Wait until that has ended, or end it.`),
    );
    db.close();
    expect(readdirSync(dirname(file))).toEqual(['oops-report.db']);
  });

  it('says in one line that there is nothing to repair where no table can be found', async () => {
    const file = fileOf(Buffer.from(sound).fill(0xff, 100, 4196));
    await expect(repair(file)).rejects.toThrow(
      new UserError(
        `${file}: is damaged so that its tables cannot be found. Restore a backup, or move it away and ingest again: reports on disk hold all but windows and bugs.`,
      ),
    );
    expect(readdirSync(dirname(file))).toEqual(['oops-report.db']);
  });

  it('that was killed leaves all as it was, and the next one clears its file away', async () => {
    const file = fileOf(turnBit(sound, 8 * 4096 * 30 + 999));
    writeFileSync(`${file}.repairing`, 'half of it');
    const before = readFileSync(file);
    const { damaged } = await repair(file);
    expect(readFileSync(damaged).equals(before)).toBe(true);
    expect(existsSync(join(dirname(file), 'oops-report.db.repairing'))).toBe(false);
  });
});
