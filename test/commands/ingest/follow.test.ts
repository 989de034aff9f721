import { appendFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../bench/random.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { startProgram } from '../../support/start-program.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

const DAY = '2011-09-08';
const DATED = { Date: `${DAY}T08:53:06Z` };
const FOLLOW = ['ingest', '--follow', 'r', 'logs', '--settle', '0', '--format', 'json'];

/** A place with an empty repository and a log, into which reports and lines are written. */
function makePlace() {
  const folder = makeFolder({ 'logs/app.log': '' });
  const day = join(folder, 'r', DAY);
  mkdirSync(day, { recursive: true });
  let written = 0;
  return {
    folder,
    get written() {
      return written;
    },
    writeReport() {
      const id = `OOPS-A${++written}`;
      writeFileSync(join(day, `${id}.tmp`), textReport(id, DATED));
      renameSync(join(day, `${id}.tmp`), join(day, id));
    },
    /** Writes a line in two halves. */
    async writeLine(pause: number, random: ReturnType<typeof createRandom>) {
      const line = `${JSON.stringify({ id: `OOPS-L${++written}`, time: `${DAY}T08:53:06Z` })}\n`;
      const cut = random.below(line.length);
      appendFileSync(join(folder, 'logs/app.log'), line.slice(0, cut));
      await sleep(pause);
      appendFileSync(join(folder, 'logs/app.log'), line.slice(cut));
    },
    follow: () => startProgram(folder, FOLLOW),
    count() {
      const { db } = openDatabase(join(folder, 'oops-report.db'));
      const [oopses, files] = ['stored_oops', 'file'].map((table) =>
        db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
      );
      const check = db.pragma('integrity_check', { simple: true });
      db.close();
      return { oopses, files, check };
    },
  };
}

describe('ingest --follow', () => {
  it('has every report and line once, however often it is killed', { timeout: 60_000 }, async () => {
    const seed = Date.now() % 1_000_000;
    const place = makePlace();
    const random = createRandom(seed);
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        for (let count = random.below(20); count > 0; count--) place.writeReport();
        await place.writeLine(random.below(20), random);
      }
    })();
    for (let kill = 0; kill < 6; kill++) {
      const program = place.follow();
      await sleep(100 + random.below(500));
      await program.stop('SIGKILL');
    }
    isOver = true;
    await writing;
    const program = place.follow();
    const { written } = place;
    await program.until(['query', '--count'], (answer) => answer.includes(String(written)));
    expect((await program.stop('SIGTERM')).code).toBe(0);
    expect({ seed, ...place.count() }).toEqual({ seed, oopses: written, files: written, check: 'ok' });
  });

  it('finds what was lost when more happens than the system tells of', { timeout: 60_000 }, async () => {
    const place = makePlace();
    const program = place.follow();
    await program.says('Ready');
    program.child.kill('SIGSTOP');
    // Each is four events, of which Linux keeps 16,384.
    for (let count = 0; count < 6000; count++) place.writeReport();
    program.child.kill('SIGCONT');
    await program.until(['query', '--count'], (answer) => answer.includes('6000'));
    expect(JSON.parse((await program.stop('SIGTERM')).stdout).intakes[0]).toMatchObject({
      accepted: 6000,
      loaded: 6000,
      known: 0,
    });
  });

  it('reads logs as its options say', async () => {
    const folder = makeFolder({ 'app.log': '' });
    const columns = ['--columns', 'time=when,type=what'];
    const program = startProgram(folder, ['ingest', '--follow', 'app.log', ...columns, '--lines', 'json']);
    await program.says('Ready');
    appendFileSync(
      join(folder, 'app.log'),
      '{"when":"2011-09-08T08:53:06Z","level":"error","what":"E1","msg":"x"}\n',
    );
    await program.until(['query'], (answer) => answer.includes('E1'));
    expect((await program.stop('SIGTERM')).code).toBe(0);
  });

  it('stops soon while it loads very many, and keeps what it has', { timeout: 60_000 }, async () => {
    const place = makePlace();
    for (let count = 0; count < 20_000; count++) place.writeReport();
    const program = place.follow();
    // Once it has a database it listens to signals, and has some seconds to go.
    while (!existsSync(join(place.folder, 'oops-report.db-wal'))) await sleep(5);
    const { code, stdout } = await program.stop('SIGTERM');
    const { loaded } = JSON.parse(stdout).intakes[0];
    expect(code).toBe(0);
    expect(loaded).toBeLessThan(20_000);
    expect(place.count()).toEqual({ oopses: loaded, files: loaded, check: 'ok' });
  });
});
