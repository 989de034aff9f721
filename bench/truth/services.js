// What a service writes: OOPSes as the program knows them, each with the system that it is of.
import { arrivals, reloads, retries, STEADY } from './processes.js';

/** @typedef {import('./stream.js').Stream} Stream */
/** @typedef {import('./processes.js').Interval} Interval */
/**
 * A system of a simulated world.
 *
 * @typedef {object} Service
 * @property {string} system
 * @property {readonly string[]} reporters its program instances, all of them equally busy
 * @property {number} perDay ordinary OOPSes a day, on average
 * @property {import('./processes.js').Rhythm} rhythm of the ordinary ones
 * @property {number} reloads ordinary OOPSes of one user who reloads, on average; 1: nobody does
 * @property {number} rare the share of ordinary OOPSes that are of a type hardly ever seen
 * @property {{ readonly perDay: number, readonly tries: number }} strays requests that fail as in an outage, all by themselves
 * @property {{ readonly perDay: number, readonly size: number }} bursts many ordinary OOPSes within a minute
 * @property {{ readonly perMinute: number, readonly tries: number }} failures requests that fail in a downtime, and how often each is tried
 */
/**
 * @typedef {object} SimulatedOops
 * @property {string} system
 * @property {string} reporter
 * @property {number} time
 * @property {string} type
 * @property {string} value
 * @property {string} url
 * @property {string} username
 */

/** @type {Omit<Service, 'system' | 'reporters'>} */
export const PLAIN_SERVICE = {
  perDay: 500,
  rhythm: STEADY,
  reloads: 1,
  rare: 0,
  strays: { perDay: 0, tries: 1 },
  bursts: { perDay: 0, size: 30 },
  failures: { perMinute: 20, tries: 1 },
};

/**
 * The most common of the ordinary exceptions.
 *
 * @type {readonly [type: string, value: string]}
 */
export const COMMON = ['NotFound', 'Object: <Navigation>, name: u"page"'];
/** The ordinary exceptions, and how many of twenty OOPSes are of each. */
const ORDINARY = [
  ...Array(8).fill(COMMON),
  ...Array(5).fill(['TimeoutError', 'Statement: SELECT bug']),
  ...Array(3).fill(['KeyError', 'branch']),
  ...Array(2).fill(['LocationError', '(None, "title")']),
  ['AttributeError', 'no attribute owner'],
  ['UnicodeDecodeError', 'ordinal not in range'],
];
const RARE_TYPES = 100;

/** What failing requests say while the database is away. */
const OUTAGE_FAILURE = ['DisconnectionError', 'terminating connection due to administrator command'];

/**
 * What a service writes as long as nothing is wrong, in the order of time.
 *
 * @param {Stream} stream
 * @param {Service} service
 * @param {Interval} interval
 */
export function ordinaryOopses(stream, service, interval) {
  const oopses = [];
  for (const first of arrivals(stream, interval, service.perDay / service.reloads, service.rhythm)) {
    const { type, value } = ordinaryException(stream, service);
    oopses.push(...oopsesOfRequest(stream, service, reloads(stream, first, service.reloads), type, value));
  }
  for (const first of arrivals(stream, interval, service.strays.perDay)) {
    oopses.push(...failingRequest(stream, service, first, service.strays.tries));
  }
  for (const start of arrivals(stream, interval, service.bursts.perDay)) {
    oopses.push(...burst(stream, service, start));
  }
  return oopses.filter(({ time }) => time < interval.end).sort(byTime);
}

/** @type {(a: { readonly time: number }, b: { readonly time: number }) => number} */
export const byTime = (a, b) => a.time - b.time;

/**
 * Many ordinary OOPSes of one kind and many users, within a minute.
 *
 * @param {Stream} stream
 * @param {Service} service
 * @param {number} start
 */
export function burst(stream, service, start) {
  const minute = { start, end: start + 60_000 };
  const { type, value } = ordinaryException(stream, service);
  return arrivals(stream, minute, service.bursts.size * 1440).flatMap((time) =>
    oopsesOfRequest(stream, service, [time], type, value),
  );
}

/**
 * The requests that fail because what the service depends on is away, at a steady rate.
 *
 * @param {Stream} stream
 * @param {Service} service
 * @param {Interval} interval
 * @param {number} [perMinute]
 */
export function outageFailures(stream, service, interval, perMinute = service.failures.perMinute) {
  return arrivals(stream, interval, perMinute * 1440).flatMap((time) =>
    failingRequest(stream, service, time, service.failures.tries),
  );
}

/**
 * Requests that fail with one exception, at a steady rate.
 *
 * @param {Stream} stream
 * @param {Service} service
 * @param {Interval} interval
 * @param {number} perDay
 * @param {readonly [type: string, value: string]} exception
 */
export function failures(stream, service, interval, perDay, exception) {
  return arrivals(stream, interval, perDay).flatMap((time) => oopsAt(stream, service, time, exception));
}

/**
 * One OOPS, as a list.
 *
 * @param {Stream} stream
 * @param {Service} service
 * @param {number} time
 * @param {readonly [type: string, value: string]} exception
 */
export function oopsAt(stream, service, time, [type, value]) {
  return oopsesOfRequest(stream, service, [time], type, value);
}

/**
 * @param {Stream} stream
 * @param {Service} service
 * @param {number} time
 * @param {number} tries
 */
export function failingRequest(stream, service, time, tries) {
  const [type, value] = OUTAGE_FAILURE;
  return oopsesOfRequest(stream, service, retries(time, tries), type, value);
}

/**
 * @param {Stream} stream
 * @param {Service} service
 */
function ordinaryException(stream, { rare }) {
  const [type, value] = stream.isHit(rare)
    ? [`Rare${stream.below(RARE_TYPES)}Error`, 'hardly ever seen']
    : stream.pick(ORDINARY);
  return { type, value };
}

/**
 * OOPSes of one reporter, URL and user.
 *
 * @param {Stream} stream
 * @param {Service} service
 * @param {readonly number[]} times
 * @param {string} type
 * @param {string} value
 * @returns {SimulatedOops[]}
 */
function oopsesOfRequest(stream, { system, reporters }, times, type, value) {
  const reporter = stream.pick(reporters);
  const url = `https://${system}.example.net/page-${stream.below(500)}`;
  const username = `user${stream.below(2000)}`;
  return times.map((time) => ({ system, reporter, time, type, value, url, username }));
}
