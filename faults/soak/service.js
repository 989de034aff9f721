import { readdirSync, readFileSync } from 'node:fs';
import { killAfter, start } from '../program.js';

/**
 * What a process takes at a moment.
 *
 * @typedef {{ at: number, residentMb: number, descriptors: number }} Sample
 */

/**
 * A program that is to run all the time: killed, it is started again.
 *
 * @param {string} name
 * @param {string} folder
 * @param {string[]} args
 * @param {(ended: import('../program.js').Ended) => void} onEnded
 */
export function createService(name, folder, args, onEnded) {
  /** @type {Sample[]} */
  const samples = [];
  let peakMb = 0;
  let kills = 0;
  let running = start(folder, args, { isLive: true });

  return {
    name,
    samples,
    get running() {
      return running;
    },
    get peakMb() {
      return peakMb;
    },
    get kills() {
      return kills;
    },
    /** @param {number} at */
    sample(at) {
      const { pid } = running.child;
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const megabytes = (/** @type {string} */ field) =>
          Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
        peakMb = Math.max(peakMb, megabytes('VmHWM') || 0);
        const descriptors = readdirSync(`/proc/${pid}/fd`).length;
        const residentMb = megabytes('VmRSS');
        // One that has just been killed takes nothing.
        if (Number.isFinite(residentMb)) samples.push({ at, residentMb, descriptors });
      } catch {
        // It is being started.
      }
    },
    async killAndRestart() {
      onEnded(await killAfter(running, 0));
      kills++;
      running = start(folder, args, { isLive: true });
    },
    async stop() {
      running.child.kill('SIGTERM');
      onEnded(await running.ended);
    },
  };
}
