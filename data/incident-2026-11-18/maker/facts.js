// @ts-check

/** The sample begins and ends here; all times are UTC, in milliseconds since the Unix epoch. */
export const START = Date.UTC(2026, 10, 16, 21);
export const END = Date.UTC(2026, 10, 18, 11);

/** What the status page says: the maintenance was in progress from here to here. */
export const ANNOUNCED = { start: Date.UTC(2026, 10, 18, 9), end: Date.UTC(2026, 10, 18, 9, 1, 30) };

/** When PostgreSQL was really away: the old primary cut its connections, and the new one took them. */
export const DATABASE_DOWN = Date.UTC(2026, 10, 18, 9, 0, 2, 310);
export const DATABASE_BACK = Date.UTC(2026, 10, 18, 9, 1, 27, 640);
/** So long after it went away, connections that were open are cut; later ones are refused. */
export const CUT_LASTS = 1_900;
/** So long before it was back, the new primary answered and took nobody. */
export const PROMOTION_LASTS = 7_000;

/** From before the outage until this, ordinary errors are placed by hand. */
export const CALM_AGAIN = ANNOUNCED.end + 90_000;

/** The bad release of the api. */
export const DEPLOYED = Date.UTC(2026, 10, 18, 9, 16, 38);
export const ROLLED_BACK = Date.UTC(2026, 10, 18, 9, 47, 12);

export const DATABASE = '10.20.0.5:5432';

/** What a customer's day looks like: the share of the busiest hours' errors, by the hour in UTC. */
export const RHYTHM = [
  0.4, 0.25, 0.15, 0.15, 0.2, 0.35, 0.55, 0.75, 0.9, 0.95, 1, 1, 1, 0.95, 0.9, 0.9, 0.95, 1, 1, 1, 1, 0.9,
  0.75, 0.55,
];

/** A moment of a day, as `at('09:00:52.118')`. @param {string} time of 2026-11-18 @returns {number} */
export function at(time) {
  return Date.parse(`2026-11-18T${time}Z`);
}
