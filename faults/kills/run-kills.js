import { join } from 'node:path';
import { createRandom } from '../../bench/random.js';
import { judgeAnswers, judgeRun, newOutcome } from '../outcome.js';
import { makeEmpty } from './round.js';

/** So often a round is killed before it is done in peace and judged. */
const KILLS_A_ROUND = 8;

/**
 * Kills a subject so many times, and judges what is there when it was done after all. A seed always kills at the same parts of the usual
 * time; what these meet is up to the machine.
 *
 * @param {string} name
 * @param {import('./round.js').Subject} subject
 * @param {{ given: import('./round.js').Given, kills: number, seed: number }} options
 */
export async function runKills(name, subject, { given, kills, seed }) {
  const lacking = (await subject.lacks?.()) ?? null;
  const outcome = newOutcome(name, lacking);
  if (lacking !== null) return outcome;
  const startedAt = performance.now();
  await subject.prepare?.(given);
  /** @type {Map<string, { answers: string[], usual: number }>} */
  const known = new Map();

  /** @param {number} roundSeed */
  async function begin(roundSeed) {
    const folder = join(given.folder, 'round');
    makeEmpty(folder);
    const random = createRandom(roundSeed);
    return { random, round: await subject.begin(folder, given, random) };
  }

  /** @param {import('./round.js').Round} round */
  async function finish(round) {
    const ended = await round.complete();
    for (const each of ended) judgeRun(outcome, each, round.codes ?? [0]);
    return { answers: await round.answers(), usual: ended.reduce((sum, each) => sum + each.milliseconds, 0) };
  }

  for (let index = 0, tried = 0; outcome.faults < kills && tried < 3 * kills + KILLS_A_ROUND; index++) {
    const roundSeed = seed * 1000 + index;
    const { round: first } = await begin(roundSeed);
    const key = first.name ?? '';
    if (!known.has(key)) known.set(key, await finish(first));
    await first.close?.();
    const { answers, usual } = /** @type {{ answers: string[], usual: number }} */ (known.get(key));

    const { round, random } = await begin(roundSeed);
    for (let kill = 0; kill < KILLS_A_ROUND && outcome.faults < kills; kill++, tried++) {
      const ended = await round.attempt(random, usual);
      judgeRun(outcome, ended, round.codes ?? [0]);
      if (ended.signal === 'SIGKILL') outcome.faults++;
      // All is done: nothing more can be killed at its work.
      else if (!ended.isLive) break;
    }
    try {
      judgeAnswers(outcome, answers, (await finish(round)).answers);
    } catch (error) {
      outcome.ends.push(`round ${index}: ${/** @type {Error} */ (error).message}`);
    }
    await round.close?.();
  }
  outcome.seconds = (performance.now() - startedAt) / 1000;
  return outcome;
}
