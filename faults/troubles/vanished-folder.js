import { cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOf } from '../answers.js';
import { makeEmpty } from '../kills/round.js';
import { judgeAnswers, judgeRun } from '../outcome.js';
import { run, start } from '../program.js';
import { troubleOf } from './script.js';

/** @type {Map<string, string[]>} */
const known = new Map();

export const VANISHED_FOLDER = troubleOf({
  about: 'the folder of reports goes away while it is read, and comes back',
  times: 8,
  async play({ folder, given, random, outcome }) {
    const lay = () => {
      makeEmpty(folder);
      cpSync(given.repository, join(folder, 'reports'), { recursive: true, preserveTimestamps: true });
    };
    const answers = known.get(folder) ?? [];
    if (answers.length === 0) {
      lay();
      await run(folder, ['--quiet', 'ingest', 'reports']);
      answers.push(...(await answersOf(folder)));
      known.set(folder, answers);
    }
    lay();
    const isFollowed = random.below(2) === 0;
    const args = isFollowed
      ? ['ingest', '--follow', 'reports', '--settle', '0']
      : ['--quiet', 'ingest', 'reports'];
    const running = start(folder, args, { isLive: isFollowed });
    const gone = random.pick([['reports'], ['reports', '2011-09-08']]);
    const [path, away] = [join(folder, ...gone), join(folder, 'away')];
    // What is not there at the start is left out, as promised.
    if (isFollowed) await running.says(/Ready/);
    await sleep(random.between(isFollowed ? 0 : 50, 400));
    renameSync(path, away);
    await sleep(random.between(10, 800));
    renameSync(away, path);
    if (!existsSync(path)) throw new Error(`${path} did not come back`);
    if (isFollowed) {
      await sleep(2500);
      running.child.kill('SIGTERM');
    }
    judgeRun(outcome, await running.ended, isFollowed ? [0] : [0, 1, 2]);
    if (!isFollowed) judgeRun(outcome, await run(folder, ['--quiet', 'ingest', 'reports']), [0]);
    judgeAnswers(outcome, answers, await answersOf(folder));
  },
});
