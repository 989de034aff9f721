import { join } from 'node:path';
import { createRandom } from '../../bench/random.js';
import { makeEmpty } from '../kills/round.js';
import { judgeAnswers, judgeRun, newOutcome } from '../outcome.js';

/** @typedef {import('../kills/round.js').Given} Given */
/** @typedef {import('../kills/round.js').Subject} Subject */
/** @typedef {import('../outcome.js').Outcome} Outcome */
/** @typedef {import('../program.js').Started} Started */
/** @typedef {ReturnType<typeof createRandom>} Random */

/**
 * What goes wrong without a kill.
 *
 * @typedef {object} Trouble
 * @property {string} about
 * @property {(name: string, given: Given, seed: number) => Promise<Outcome>} run
 */

/** Those with which a program ends in trouble: done after all, nothing could be read, could not be done. */
const TROUBLED = [0, 1, 2];

/**
 * Lets subjects run in surroundings that are not as they should be, then once more in peace, and compares.
 *
 * @param {object} trouble
 * @param {string} trouble.about
 * @param {() => string | null} [trouble.lacks]
 * @param {Record<string, Subject>} trouble.subjects
 * @param {number} trouble.times each
 * @param {(random: Random) => Started} trouble.around
 * @param {boolean} [trouble.isDeadly] Node itself may end then, with words of its own
 * @returns {Trouble}
 */
export function troubleAround({ about, lacks = () => null, subjects, times, around, isDeadly = false }) {
  return {
    about,
    async run(name, given, seed) {
      const outcome = newOutcome(name, lacks());
      if (outcome.skipped !== null) return outcome;
      const startedAt = performance.now();
      for (const [place, subject] of Object.values(subjects).entries()) {
        if ((await subject.lacks?.()) ?? null) continue;
        await subject.prepare?.(given);
        for (let time = 0; time < times; time++) {
          const roundSeed = seed * 1000 + place * 100 + time;
          const random = createRandom(roundSeed + 7);
          const begin = async () => {
            const folder = join(given.folder, 'round');
            makeEmpty(folder);
            return subject.begin(folder, given, createRandom(roundSeed));
          };
          const peaceful = await begin();
          await peaceful.complete();
          const undisturbed = await peaceful.answers();
          await peaceful.close?.();

          const round = await begin();
          const surroundings = around(random);
          try {
            outcome.faults++;
            for (const ended of await round.complete(surroundings))
              if (!isDeadly || ended.code === 0) judgeRun(outcome, ended, TROUBLED);
            for (const ended of await round.complete()) judgeRun(outcome, ended, [0]);
            judgeAnswers(outcome, undisturbed, await round.answers());
          } catch (error) {
            outcome.ends.push(
              `${subject.about}, ${JSON.stringify(surroundings)}: ${/** @type {Error} */ (error).message}`,
            );
          }
          await round.close?.();
        }
      }
      outcome.seconds = (performance.now() - startedAt) / 1000;
      return outcome;
    },
  };
}
