// Makes the worlds of the rows and has them judged, on every core.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ASKED_AFTER } from './asked.js';
import { judgeWorld } from './judge.js';
import { ROWS } from './rows.js';
import { makeWorld } from './world.js';

/** @typedef {import('./judge.js').Judged} Judged */
/** @typedef {{ readonly row: string, readonly variant: number, readonly seed: string, readonly part: number, readonly parts: number, readonly count: number }} Job */

/** Outages that share a history. More would share the hours before it too, fewer times of the day would be tried. */
const PER_WORLD = 20;

/**
 * Simulates `outages` outages of every variant of these rows. Results are the same for a seed, whatever runs first.
 *
 * @param {readonly import('./rows.js').Row[]} rows
 * @param {{ readonly seed: string, readonly outages: number, readonly progress?: (done: number, of: number) => void }} given
 */
export async function simulate(rows, { seed, outages, progress }) {
  const parts = Math.ceil(outages / PER_WORLD);
  const jobs = rows.flatMap((row) =>
    row.variants.flatMap((_, variant) =>
      Array.from({ length: parts }, (_none, part) => {
        const count = Math.min(PER_WORLD, outages - part * PER_WORLD);
        return { row: row.id, variant, seed, part, parts, count };
      }),
    ),
  );
  const done = await shareOut(jobs, progress);
  return rows.flatMap((row) =>
    row.variants.flatMap((variant, index) => {
      const own = done.filter((_, place) => jobs[place].row === row.id && jobs[place].variant === index);
      return row.asked.map((asked, place) => ({
        row,
        variant,
        asked,
        judged: own.flatMap((part) => part[place]),
      }));
    }),
  );
}

/**
 * Simulates the outages of one world. Returns a list of what was judged for each time that the row is asked at.
 *
 * @param {Job} job
 * @returns {Promise<Judged[][]>}
 */
export function simulatePart({ row: id, variant, ...given }) {
  const row = ROWS.find((one) => one.id === id);
  if (!row) throw new Error(`there is no row ${id}`);
  const world = makeWorld(row, row.variants[variant], given);
  const askedAfter = row.asked.map((asked) => ASKED_AFTER[asked]);
  return judgeWorld(world, askedAfter);
}

/**
 * Has a thread for every core take one job after another.
 *
 * @param {readonly Job[]} jobs
 * @param {(done: number, of: number) => void} [progress]
 * @returns {Promise<Judged[][][]>} in the order of the jobs
 */
async function shareOut(jobs, progress) {
  /** @type {Judged[][][]} */
  const results = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL('worker.js', import.meta.url));
    try {
      while (next < jobs.length) {
        const place = next++;
        results[place] = await ask(worker, jobs[place]);
        done += 1;
        progress?.(done, jobs.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, work));
  return results;
}

/**
 * @param {Worker} worker
 * @param {Job} job
 * @returns {Promise<Judged[][]>}
 */
function ask(worker, job) {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(job);
  });
}
