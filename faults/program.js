import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/**
 * How a run of the program ended, and what it said.
 *
 * @typedef {object} Ended
 * @property {string[]} args
 * @property {boolean} isLive it was to run until it is stopped
 * @property {number | null} code null where a signal ended it
 * @property {NodeJS.Signals | null} signal
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} milliseconds
 */

/**
 * A run of the program that goes on.
 *
 * @typedef {object} Running
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<Ended>} ended
 * @property {(pattern: RegExp, stream?: 'stdout' | 'stderr') => Promise<string | null>} says waits for words, on stderr where
 *   nothing else is named, and gives their first group; null: it ended before
 */

/**
 * @typedef {object} Started
 * @property {NodeJS.ProcessEnv} [env] more of it
 * @property {string[]} [nodeArgs]
 * @property {string[]} [before] a program that starts this one, such as `strace`
 * @property {boolean} [isLive]
 */

/**
 * Starts the built program as a process of its own, in a folder that holds its database. What Node has compiled is kept as usual.
 *
 * @param {string} folder
 * @param {string[]} args
 * @param {Started} options
 * @returns {Running}
 */
export function start(folder, args, { env = {}, nodeArgs = [], before = [], isLive = false } = {}) {
  const [program, ...words] = [...before, process.execPath, ...nodeArgs, MAIN, ...args];
  const startedAt = performance.now();
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
    child[stream].setEncoding('utf8').on('data', (chunk) => {
      said[stream] += chunk;
    });
  }
  let hasEnded = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    hasEnded = true;
    return { args, isLive, code, signal, ...said, milliseconds: performance.now() - startedAt };
  });
  return {
    child,
    ended,
    async says(pattern, stream = 'stderr') {
      for (;;) {
        const [found, group = found] = pattern.exec(said[stream]) ?? [];
        if (group !== undefined) return group;
        if (hasEnded) return null;
        await Promise.race([once(child[stream], 'data'), ended]);
      }
    },
  };
}

/**
 * Runs a command to its end.
 *
 * @param {string} folder
 * @param {string[]} args
 * @param {Started} options
 */
export function run(folder, args, options = {}) {
  return start(folder, args, options).ended;
}

/**
 * Runs a command that has to end with 0, and gives what it printed.
 *
 * @param {string} folder
 * @param {string[]} args
 */
export async function ask(folder, args) {
  const ended = await run(folder, args);
  if (ended.code !== 0) throw new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
  return ended.stdout;
}

/**
 * Kills a run after so many milliseconds, if it still runs then.
 *
 * @param {Running} running
 * @param {number} milliseconds
 * @param {NodeJS.Signals} signal
 */
export async function killAfter({ child, ended }, milliseconds, signal = 'SIGKILL') {
  await Promise.race([sleep(milliseconds, undefined, { ref: false }), ended]);
  child.kill(signal);
  return ended;
}

/**
 * Asks again and again until it is so.
 *
 * @param {() => Promise<boolean> | boolean} isSo
 * @param {string} what it is waited for
 * @param {number} patience in milliseconds
 */
export async function until(isSo, what, patience = 20_000) {
  for (const end = performance.now() + patience; !(await isSo()); await sleep(25))
    if (performance.now() > end) throw new Error(`waited ${patience / 1000} s in vain for ${what}`);
}
