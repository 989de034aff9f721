// What an outage does to the services: stories put together from what happens during and after it.
import { millisecondsInMinute, millisecondsInSecond } from 'date-fns/constants';
import {
  burst,
  COMMON,
  failingRequest,
  failures,
  oopsAt,
  ordinaryOopses,
  outageFailures,
} from './services.js';

/** @typedef {import('./stream.js').Stream} Stream */
/** @typedef {import('./services.js').Service} Service */
/** @typedef {import('./services.js').SimulatedOops} SimulatedOops */
/** @typedef {import('./processes.js').Interval} Interval */
/**
 * What happens to one service: OOPSes that are added, whether an ordinary one is never written, and what its clients say
 * they threw away.
 *
 * @typedef {{ readonly added?: readonly SimulatedOops[], readonly drops?: (oops: SimulatedOops) => boolean, readonly discards?: readonly import('./world.js').SimulatedDiscard[] }} Effect
 */
/** @typedef {{ readonly stream: Stream, readonly service: Service, readonly interval: Interval }} Scene */
/** @typedef {(scene: Scene) => Effect} Happening */
/**
 * Which outage a story is told of, and how long after its end what it did to the services lasts.
 *
 * @typedef {{ readonly id: string, readonly start: number, readonly aftermath: number, readonly services: readonly Service[], readonly stream: Stream, readonly variant: import('./rows.js').Variant }} Telling
 */

/**
 * The story of an outage.
 *
 * @param {object} given
 * @param {number} [given.seconds] how long it takes
 * @param {string} [given.phase]
 * @param {Happening} [given.during] to every service
 * @param {Happening} [given.after] to the services that it `touches`
 * @param {(services: readonly Service[]) => readonly Service[]} [given.touches] all of them unless told otherwise
 * @param {boolean} [given.isWell] whether those are well all the same; else the verdict has to find them
 * @returns {(telling: Telling) => import('./world.js').Story}
 */
export function story({
  seconds = 120,
  phase = 'downtime',
  during = fail,
  after,
  touches = all,
  isWell = false,
}) {
  return ({ id, start, aftermath: lasts, services, stream }) => {
    const window = { start, end: start + seconds * millisecondsInSecond };
    const touched = touches(services);
    const aftermath = { start: window.end, end: window.end + lasts };
    const happened = services.map((service) => ({
      service,
      effect: during({ stream, service, interval: window }),
    }));
    for (const service of after ? touched : []) {
      happened.push({ service, effect: after?.({ stream, service, interval: aftermath }) ?? {} });
    }
    return {
      id,
      windows: [{ phase, systems: services.map(({ system }) => system), ...window }],
      unwell: isWell ? [] : touched.map(({ system }) => system),
      added: happened.flatMap(({ effect }) => effect.added ?? []),
      discards: happened.flatMap(({ effect }) => effect.discards ?? []),
      drops: (oops) =>
        happened.some(({ service, effect }) => service.system === oops.system && effect.drops?.(oops)),
    };
  };
}

/** @type {(services: readonly Service[]) => readonly Service[]} */
const all = (services) => services;
/** @type {(services: readonly Service[]) => readonly Service[]} */
export const theFirst = (services) => services.slice(0, 1);

/** @type {(interval: Interval, oops: { readonly time: number }) => boolean} */
const holds = ({ start, end }, { time }) => start <= time && time < end;

// During an outage.

/** How long after the end the last requests still fail. */
const LAST_FAILURES = 5 * millisecondsInSecond;
/** Of the ordinary OOPSes so many are not written, since their requests fail before. */
const PREVENTED = 0.7;

/** @type {Happening} Requests fail until shortly after the end, and few ordinary errors are left. */
export const fail = ({ stream, service, interval }) => ({
  added: outageFailures(stream, service, { start: interval.start, end: interval.end + LAST_FAILURES }),
  drops: (oops) => holds(interval, oops) && stream.isHit(PREVENTED),
});

/** @type {Happening} */
export const goOn = () => ({});

/** @type {Happening} Nothing at all is written: it has been stopped, or does not come back. */
export const sayNothing = ({ interval }) => ({ drops: (oops) => holds(interval, oops) });

/** @type {Happening} Just one request fails, once, and nothing else is written. */
export const failOnce = ({ stream, service, interval }) => ({
  added: failingRequest(stream, service, stream.between(interval.start, interval.end - 1), 1),
  drops: (oops) => holds(interval, oops),
});

/**
 * So many ordinary OOPSes are written and nothing else.
 *
 * @param {number} count
 * @returns {Happening}
 */
export function writeOrdinary(count) {
  return ({ stream, service, interval }) => ({
    added: Array.from({ length: count }, () => stream.between(interval.start, interval.end - 1)).flatMap(
      (time) => oopsAt(stream, service, time, COMMON),
    ),
    drops: (oops) => holds(interval, oops),
  });
}

/**
 * Beside the requests that fail as they should, so many fail with an exception that is not of an outage.
 *
 * @param {number} count
 * @returns {Happening}
 */
export function failWithBug(count) {
  return (scene) => {
    const { stream, service, interval } = scene;
    const { added = [], drops } = fail(scene);
    const times = Array.from({ length: count }, () => stream.between(interval.start, interval.end - 1));
    return { added: [...added, ...times.flatMap((time) => oopsAt(stream, service, time, BUG))], drops };
  };
}

/** How long a client sends what it sees of an outage before it is told to wait. */
const SENT = 15 * millisecondsInSecond;

/**
 * The clients are told to wait after the first seconds, and throw away what would have been written from then on. They say
 * how much of what the outage causes that was, as a client does that gets no more than an answer of 429 now and then. That
 * ordinary errors were among it, too, they do not say: what they say is the least.
 *
 * @param {Happening} happening
 * @param {number} [sent] how long they send before, in milliseconds
 * @returns {Happening}
 */
export function mute(happening, sent = SENT) {
  return (scene) => {
    const { added = [], drops } = happening(scene);
    const muted = { start: scene.interval.start + sent, end: scene.interval.end };
    const isLost = (/** @type {SimulatedOops} */ { time }) => time >= muted.start;
    return {
      added: added.filter((oops) => !isLost(oops)),
      drops: (oops) => holds(muted, oops) || drops?.(oops) === true,
      discards: added.filter(isLost).map(thrownAway),
    };
  };
}

/** @param {SimulatedOops} oops */
function thrownAway({ reporter, time }) {
  const minute = time - (time % millisecondsInMinute);
  return { reporter, reason: 'ratelimit_backoff', minute, count: 1 };
}

/** @type {readonly [string, string]} */
const BUG = ['AssertionError', 'Store left in a disconnected state'];

// After an outage, until the last time that the verdict is asked for.

/**
 * So many of the reporters do not come back.
 *
 * @param {number} count
 * @returns {Happening}
 */
export function loseReporters(count) {
  return ({ service, interval }) => {
    const dead = new Set(service.reporters.slice(0, count));
    return { drops: (oops) => holds(interval, oops) && dead.has(oops.reporter) };
  };
}

/** @type {Happening} All is well, and the reporters have new names. */
export const renameReporters = ({ stream, service, interval }) => ({
  added: ordinaryOopses(
    stream,
    { ...service, reporters: service.reporters.map((name) => `${name}-new`) },
    interval,
  ),
  drops: (oops) => holds(interval, oops),
});

/**
 * Requests go on failing, and nothing ordinary is written.
 *
 * @param {number} [perMinute] as many as during the outage, unless told otherwise
 * @returns {Happening}
 */
export function goOnFailing(perMinute) {
  return ({ stream, service, interval }) => ({
    added: outageFailures(stream, service, interval, perMinute),
    drops: (oops) => holds(interval, oops),
  });
}

/**
 * Of so many reporters the requests go on failing, and all that they would write is thrown away; the others are well.
 *
 * @param {number} count
 * @returns {Happening}
 */
export function goOnFailingMuted(count) {
  return ({ stream, service, interval }) => {
    const broken = { ...service, reporters: service.reporters.slice(0, count) };
    return {
      discards: outageFailures(stream, broken, interval).map(thrownAway),
      drops: (oops) => holds(interval, oops) && broken.reporters.includes(oops.reporter),
    };
  };
}

/**
 * Some requests go on failing, beside all that is ordinary.
 *
 * @param {number} perHour
 * @returns {Happening}
 */
export function failNowAndThen(perHour) {
  return ({ stream, service, interval }) => ({
    added: outageFailures(stream, service, interval, perHour / 60),
  });
}

/**
 * Requests go on failing for a while, and then all is well.
 *
 * @param {number} minutes
 * @returns {Happening}
 */
export function recoverLate(minutes) {
  return ({ stream, service, interval }) => {
    const late = { start: interval.start, end: interval.start + minutes * millisecondsInMinute };
    return { added: outageFailures(stream, service, late), drops: (oops) => holds(late, oops) };
  };
}

/**
 * From some minutes after the end on, requests fail with one exception: so many as times the ordinary rate.
 *
 * @param {number} times
 * @param {{ readonly afterMinutes?: number, readonly exception?: readonly [string, string] }} [given]
 * @returns {Happening}
 */
export function failOtherwise(times, { afterMinutes = 0, exception = PATCH } = {}) {
  return ({ stream, service, interval }) => {
    const since = { start: interval.start + afterMinutes * millisecondsInMinute, end: interval.end };
    return { added: failures(stream, service, since, times * service.perDay, exception) };
  };
}

/** @type {readonly [string, string]} */
const PATCH = ['ProgrammingError', 'column product.licence does not exist'];

/**
 * An ordinary burst, some minutes after the end.
 *
 * @param {number} minutes
 * @returns {Happening}
 */
export function burstAfter(minutes) {
  return ({ stream, service, interval }) => ({
    added: burst(stream, service, interval.start + minutes * millisecondsInMinute),
  });
}
