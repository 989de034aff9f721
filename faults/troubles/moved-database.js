import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOf } from '../answers.js';
import { makeReports } from '../material.js';
import { judgeAnswers, judgeRun } from '../outcome.js';
import { run, start } from '../program.js';
import { troubleOf } from './script.js';

const FILES = ['oops-report.db', 'oops-report.db-wal', 'oops-report.db-shm'];

/** Whatever the program says it has loaded has to be in the database that is at its place in the end. */
export const MOVED_DATABASE = troubleOf({
  about: 'the database is moved away under a running program, and comes back or not',
  times: 8,
  async play({ folder, random, outcome }) {
    const reports = makeReports(120);
    const write = (/** @type {typeof reports} */ some) => {
      for (const { day, id, body } of some) {
        mkdirSync(join(folder, 'reports', day), { recursive: true });
        writeFileSync(join(folder, 'reports', day, `.${id}`), body);
        renameSync(join(folder, 'reports', day, `.${id}`), join(folder, 'reports', day, id));
      }
    };
    const move = (/** @type {string} */ from, /** @type {string} */ to) => {
      for (const name of FILES)
        if (existsSync(join(folder, from, name)))
          renameSync(join(folder, from, name), join(folder, to, name));
    };
    mkdirSync(join(folder, 'away'));
    write(reports.slice(0, 40));
    const following = ['ingest', '--follow', 'reports', '--settle', '0', '--give-up-after', '2s'];
    const running = start(folder, following, { isLive: true });
    await running.says(/Ready/);
    await sleep(random.between(0, 300));
    move('.', 'away');
    write(reports.slice(40, 80));
    await sleep(random.between(0, 1000));
    const comesBack = random.below(2) === 0;
    if (comesBack) move('away', '.');
    write(reports.slice(80));
    await sleep(comesBack ? 2500 : 4000);
    running.child.kill('SIGTERM');
    judgeRun(outcome, await running.ended, comesBack ? [0] : [2]);
    // A service manager starts it again.
    if (!comesBack)
      judgeRun(outcome, await run(folder, ['--quiet', 'ingest', 'reports', '--settle', '0']), [0]);
    const disturbed = await answersOf(folder);
    mkdirSync(join(folder, 'peaceful'));
    const peaceful = ['--quiet', '--db', 'peaceful/oops-report.db'];
    await run(folder, [...peaceful, 'ingest', 'reports', '--settle', '0']);
    judgeAnswers(outcome, await answersOf(folder, { db: 'peaceful/oops-report.db' }), disturbed);
  },
});
