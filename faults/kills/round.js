import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOf } from '../answers.js';
import { killAfter, run, start } from '../program.js';

/** @typedef {import('../answers.js').Answers} Answers */
/** @typedef {import('../program.js').Ended} Ended */
/** @typedef {import('../program.js').Running} Running */
/** @typedef {import('../program.js').Started} Started */
/** @typedef {ReturnType<typeof import('../../bench/random.js').createRandom>} Random */

/**
 * What is killed: a command, or a program that takes what arrives.
 *
 * @typedef {object} Subject
 * @property {string} about
 * @property {() => Promise<string | null>} [lacks] what it needs and is not there, in words
 * @property {(given: Given) => Promise<void>} [prepare] makes once what rounds begin with
 * @property {(folder: string, given: Given, random: Random) => Promise<Round>} begin lays out a round in an empty folder, the same
 *   each time but for what is drawn
 */

/**
 * What is there before all rounds of a subject.
 *
 * @typedef {object} Given
 * @property {string} folder of its own
 * @property {string} repository
 * @property {string} windows a log of outages
 * @property {string} filled a database with both
 */

/**
 * From an empty folder to answers.
 *
 * @typedef {object} Round
 * @property {string} [name] rounds of one name answer the same
 * @property {number[]} [codes] those with which its runs may end; 0 where nothing is said
 * @property {(random: Random, usual: number) => Promise<Ended>} attempt is killed at a random moment; `usual` is how many
 *   milliseconds an undisturbed run takes
 * @property {(around?: Started) => Promise<Ended[]>} complete does the rest; `around`: what the program runs in, where that is not
 *   to be as it should
 * @property {() => Promise<Answers>} answers
 * @property {() => Promise<void>} [close]
 */

/** So long all that was taken may take to come, in milliseconds; in trouble it may not come at all. */
const [PATIENCE, PATIENCE_IN_TROUBLE] = [30_000, 4000];

/**
 * Commands that end by themselves: one of them is killed, in the end all are run.
 *
 * @param {string} folder
 * @param {string[][]} commands
 * @param {Partial<Round>} more
 * @returns {Round}
 */
export function roundOf(folder, commands, more = {}) {
  return {
    attempt: (random, usual) =>
      killAfter(start(folder, random.pick(commands)), random.next() * 1.1 * (usual / commands.length)),
    async complete(around) {
      const ended = [];
      for (const command of commands) ended.push(await run(folder, command, around));
      return ended;
    },
    answers: () => answersOf(folder),
    ...more,
  };
}

/**
 * A program that runs until it is stopped, and is fed meanwhile. Killed, it is started again and fed with more; in the end it
 * is fed with the rest, and stopped by SIGTERM when all that it took has come.
 *
 * @template Meal
 * @param {string} folder
 * @param {object} live
 * @param {string[]} live.args
 * @param {NodeJS.ProcessEnv} [live.env]
 * @param {readonly Meal[]} live.meals all that it is fed with
 * @param {(running: Running, meals: readonly Meal[]) => Promise<readonly Meal[]>} live.feed resolves with what was not taken, which comes again
 * @param {() => Promise<void>} live.untilAll waits until all has come
 * @param {() => Promise<Answers>} live.answers
 * @param {Partial<Round>} more
 * @returns {Round}
 */
export function liveRoundOf(folder, { args, env = {}, meals, feed, untilAll, answers }, more = {}) {
  let left = meals;
  const startIt = (/** @type {Started} */ around = {}) =>
    start(folder, args, { ...around, env: { ...env, ...around.env }, isLive: true });
  return {
    async attempt(random) {
      const running = startIt();
      const count = Math.min(left.length, random.below(Math.ceil(meals.length / 6)));
      const feeding = feed(running, left.slice(0, count));
      const ended = await killAfter(running, random.between(20, 900));
      left = [...(await feeding), ...left.slice(count)];
      return ended;
    },
    async complete(around) {
      const running = startIt(around);
      try {
        const patience = around ? PATIENCE_IN_TROUBLE : PATIENCE;
        // It takes signals from here on.
        await Promise.race([running.says(/Ready/), running.says(/Serving/, 'stdout')]);
        left = await feed(running, left);
        const all = left.length === 0 ? untilAll() : Promise.resolve();
        await Promise.race([
          around ? all.catch(() => {}) : all,
          running.ended,
          sleep(patience, undefined, { ref: false }),
        ]);
        running.child.kill('SIGTERM');
        return [await running.ended];
      } finally {
        running.child.kill('SIGKILL');
      }
    },
    answers,
    ...more,
  };
}

/**
 * Lays a filled database into a folder.
 *
 * @param {string} folder
 * @param {string} filled
 */
export function layDatabase(folder, filled) {
  copyFileSync(filled, join(folder, 'oops-report.db'));
}

/** @param {string} folder */
export function makeEmpty(folder) {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
}
