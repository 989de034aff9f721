// @ts-check
import { ANNOUNCED, CALM_AGAIN, DATABASE_BACK, DATABASE_DOWN, END, RHYTHM, START } from './facts.js';

/** @typedef {import('../../incident-2011-09-08/maker/random.js').Random} Random */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Moments at random, by the rhythm of the day, from the start of the sample to its end but for the outage.
 *
 * @param {Random} random
 * @param {number} perHour how many in one of the busiest hours, 60 at most
 * @returns {number[]}
 */
export function ordinaryTimes(random, perHour) {
  const times = [];
  for (let minute = START; minute < END; minute += MINUTE) {
    const share = RHYTHM[Math.floor(minute / HOUR) % 24];
    const time = minute + random.between(0, MINUTE - 1);
    const isCalm = time < ANNOUNCED.start - 5_000 || time >= CALM_AGAIN;
    if (random.chance((perHour * share) / 60) && isCalm) times.push(time);
  }
  return times;
}

/**
 * Moments at random while the database was away, in their order.
 *
 * @param {Random} random
 * @param {number} count
 * @param {{ from?: number, to?: number }} [stretch] another one
 * @returns {number[]}
 */
export function stormTimes(random, count, { from = DATABASE_DOWN, to = DATABASE_BACK } = {}) {
  return Array.from({ length: count }, () => random.between(from, to - 1)).sort((a, b) => a - b);
}

/**
 * One of a list, the heavier the likelier.
 *
 * @template {{ weight: number }} T
 * @param {Random} random
 * @param {readonly T[]} kinds
 * @returns {T}
 */
export function pickByWeight(random, kinds) {
  const bag = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));
  return random.pick(bag);
}
