import { join } from 'node:path';
import { createRandom } from '../../bench/random.js';
import { makeEmpty } from '../kills/round.js';
import { newOutcome } from '../outcome.js';

/**
 * A trouble that somebody makes while the program runs, again and again, each time in an empty folder.
 *
 * @param {object} script
 * @param {string} script.about
 * @param {number} script.times
 * @param {(given: import('./trouble.js').Given) => string | null} [script.lacks]
 * @param {(scene: { folder: string, given: import('./trouble.js').Given, random: import('./trouble.js').Random,
 *   outcome: import('./trouble.js').Outcome }) => Promise<void>} script.play adds what is wrong to the outcome
 * @returns {import('./trouble.js').Trouble}
 */
export function troubleOf({ about, times, lacks = () => null, play }) {
  return {
    about,
    async run(name, given, seed) {
      const outcome = newOutcome(name, lacks(given));
      if (outcome.skipped !== null) return outcome;
      const startedAt = performance.now();
      for (let time = 0; time < times; time++) {
        const folder = join(given.folder, 'round');
        makeEmpty(folder);
        try {
          outcome.faults++;
          await play({ folder, given, random: createRandom(seed * 1000 + time), outcome });
        } catch (error) {
          outcome.ends.push(/** @type {Error} */ (error).message);
        }
      }
      outcome.seconds = (performance.now() - startedAt) / 1000;
      return outcome;
    },
  };
}
