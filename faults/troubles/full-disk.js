import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf } from '../answers.js';
import { makeEmpty } from '../kills/round.js';
import { judgeAnswers, judgeRun } from '../outcome.js';
import { run } from '../program.js';
import { troubleOf } from './script.js';

const mount = (/** @type {string[]} */ ...args) => spawnSync('mount', args).status === 0;
const unmount = (/** @type {string} */ folder) => void spawnSync('umount', ['--lazy', folder]);

/** What is run there: on an empty disk, or on one with a filled database. */
const COMMANDS = [
  { args: ({ repository }) => ['--quiet', 'ingest', repository], isFilled: false },
  { args: ({ windows }) => ['windows', 'import', windows], isFilled: false },
  { args: () => ['copy', 'oops-report.db', 'copy.db', '--format', 'json'], isFilled: true, db: 'copy.db' },
  { args: () => ['prune', '--before', '2011-09-08T12:00Z', '--yes'], isFilled: true },
  { args: () => ['--quiet', 'query', '--text', 'server', '--format', 'json'], isFilled: true },
];

export const FULL_DISK = troubleOf({
  about: 'a disk that is full somewhere in between, and has room again',
  times: 20,
  lacks({ folder }) {
    const disk = join(folder, 'round');
    mkdirSync(disk, { recursive: true });
    if (!mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk)) return 'no small disk can be mounted';
    unmount(disk);
    return null;
  },
  async play({ folder, given, random, outcome }) {
    const { args, isFilled, db } = random.pick(COMMANDS);
    const lay = (/** @type {string} */ where) => {
      if (isFilled) copyFileSync(given.filled, join(where, 'oops-report.db'));
    };
    const peaceful = join(given.folder, 'peaceful');
    makeEmpty(peaceful);
    lay(peaceful);
    judgeRun(outcome, await run(peaceful, args(given)), [0]);

    const least = isFilled ? Math.ceil(statSync(given.filled).size / 1024) : 0;
    const size = least + random.between(48, 900);
    mount('-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', folder);
    try {
      lay(folder);
      judgeRun(outcome, await run(folder, args(given)), [0, 1, 2]);
      mount('-o', 'remount,size=64m', folder);
      judgeRun(outcome, await run(folder, args(given)), [0]);
      const asked = { keepsArrival: isFilled, ...(db && { db }) };
      judgeAnswers(outcome, await answersOf(peaceful, asked), await answersOf(folder, asked));
    } finally {
      unmount(folder);
    }
  },
});
