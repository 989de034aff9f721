// When things happen: processes in time of which the rate is known.
import { millisecondsInDay, millisecondsInHour } from 'date-fns/constants';

/** @typedef {import('./stream.js').Stream} Stream */
/** @typedef {{ readonly start: number, readonly end: number }} Interval */
/**
 * How a rate goes up and down: its share of the average at a moment, and the largest of these shares.
 * @typedef {{ readonly highest: number, readonly shareAt: (time: number) => number }} Rhythm
 */

/** @type {Rhythm} */
export const STEADY = { highest: 1, shareAt: () => 1 };

/**
 * A service used round the world: a soft day, four fifths up and down, with the top at 14:00 UTC.
 *
 * @type {Rhythm}
 */
export const DAY = {
  highest: 1.8,
  shareAt: (time) => 1 + 0.8 * Math.cos(((hourOf(time) - 14) / 24) * 2 * Math.PI),
};

/**
 * As `DAY`, with three tenths of it on Saturdays and Sundays; a week makes 1 a day on average.
 *
 * @type {Rhythm}
 */
export const WEEK = {
  highest: 1.8 * 1.25,
  shareAt: (time) => DAY.shareAt(time) * 1.25 * (isWeekend(time) ? 0.3 : 1),
};

const OFFICE_NIGHT = 0.15;
/** What makes a week of office hours 1 a day on average. */
const OFFICE_FACTOR = 7 / (5 * (OFFICE_NIGHT + (1 - OFFICE_NIGHT) * (12 / 24)) + 2 * OFFICE_NIGHT);

/**
 * An office: up from 6:00 to 9:00, full until 18:00, down until 21:00; nights and weekends have 15 % of that.
 *
 * @type {Rhythm}
 */
export const OFFICE = {
  highest: OFFICE_FACTOR,
  shareAt(time) {
    if (isWeekend(time)) return OFFICE_FACTOR * OFFICE_NIGHT;
    const hour = hourOf(time);
    const open = Math.max(0, Math.min(1, (hour - 6) / 3, (21 - hour) / 3));
    return OFFICE_FACTOR * (OFFICE_NIGHT + (1 - OFFICE_NIGHT) * open);
  },
};

/**
 * A quiet spell before lunch: half of the usual from 11:30 to 12:30, every day.
 *
 * @type {Rhythm}
 */
export const LUNCH = {
  highest: 1,
  shareAt: (time) => (hourOf(time) >= 11.5 && hourOf(time) < 12.5 ? 0.5 : 1),
};

/** @param {number} time */
function hourOf(time) {
  return (time % millisecondsInDay) / millisecondsInHour;
}

/** @param {number} time */
function isWeekend(time) {
  // The first day of 1970 was a Thursday.
  return (Math.floor(time / millisecondsInDay + 4) % 7) % 6 === 0;
}

/**
 * The moments of a Poisson process, in whole milliseconds and their order: so many a day on average, and a rhythm that
 * thins them out.
 *
 * @param {Stream} stream
 * @param {Interval} interval
 * @param {number} perDay
 * @param {Rhythm} [rhythm]
 * @returns {number[]}
 */
export function arrivals(stream, { start, end }, perDay, { highest, shareAt } = STEADY) {
  if (perDay <= 0) return [];
  const meanGap = millisecondsInDay / (perDay * highest);
  const times = [];
  for (let time = start + stream.exponential(meanGap); time < end; time += stream.exponential(meanGap)) {
    if (stream.isHit(shareAt(time) / highest)) times.push(Math.floor(time));
  }
  return times;
}

/**
 * One user reloads: a clump of moments, each 3 s to 12 s after the one before, so many of them on average.
 *
 * @param {Stream} stream
 * @param {number} time of the first
 * @param {number} meanSize 1: nobody ever reloads
 */
export function reloads(stream, time, meanSize) {
  const times = [time];
  for (let left = stream.geometric(meanSize) - 1; left > 0; left -= 1) {
    times.push((times.at(-1) ?? time) + stream.between(3000, 12_000));
  }
  return times;
}

/**
 * A request that is tried again at once: so many moments within a second.
 *
 * @param {number} time of the first
 * @param {number} tries
 */
export function retries(time, tries) {
  return Array.from({ length: tries }, (_, index) => time + Math.floor((index * 1000) / tries));
}
