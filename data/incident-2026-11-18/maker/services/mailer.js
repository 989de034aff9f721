// @ts-check
import { at } from '../facts.js';
import { pickOrder } from '../shop.js';
import { ordinaryTimes, pickByWeight } from '../times.js';

/** @typedef {import('../../../incident-2011-09-08/maker/random.js').Random} Random */
/** @typedef {{ type: string, error: string }} Failure */

/** @type {readonly (Failure & { weight: number })[]} */
const ORDINARY = [
  { weight: 5, type: '*textproto.Error', error: '451 4.7.1 Greylisting in action, please come back later' },
  { weight: 4, type: '*textproto.Error', error: '550 5.1.1 Recipient address rejected: User unknown' },
  { weight: 3, type: '*net.timeoutError', error: 'dial tcp 192.0.2.25:25: i/o timeout' },
];

/** The mails: Go with slog. They wait in a queue of their own, and need no database. @param {Random} random @returns {import('../log.js').Line[]} */
export function makeMailer(random) {
  const ordinary = ordinaryTimes(random, 6).map((time) =>
    failed(random, time, pickByWeight(random, ORDINARY)),
  );
  return [...ordinary, failed(random, at('09:00:47.305'), ORDINARY[0]), ...makeInformation(random)];
}

/** @param {Random} random @param {number} time @param {Failure} failure */
function failed(random, time, { error, type }) {
  const about = { order: pickOrder(random), attempt: random.between(1, 4) };
  return line(random, time, 'ERROR', 'cannot deliver', { ...about, error, error_type: type });
}

/** Mails that went out, also while there was no database. @param {Random} random */
function makeInformation(random) {
  const during = ['09:00:08.212', '09:00:31.940', '09:01:02.555', '09:01:20.118'].map(at);
  return [...ordinaryTimes(random, 12), ...during].map((time) =>
    line(random, time, 'INFO', 'delivered', { order: pickOrder(random) }),
  );
}

/** @param {Random} random @param {number} time @param {string} level @param {string} msg @param {object} rest */
function line(random, time, level, msg, rest) {
  const stamp = new Date(time).toISOString().replace('Z', `${random.between(100_000, 999_999)}Z`);
  return {
    time,
    text: JSON.stringify({ time: stamp, level, msg, service: 'mailer', host: 'mailer-1', ...rest }),
  };
}
