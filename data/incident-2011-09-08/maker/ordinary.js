// @ts-check
import { CATALOGUE } from './catalogue.js';
import { BEGIN, END, SYSTEMS } from './facts.js';
import { makeMoment } from './moment.js';
import { fillAddress } from './requests.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./facts.js').SystemName} SystemName */

/** The few rows and the time of a page without trouble. */
const FEW_STATEMENTS = /** @type {const} */ ([2, 9]);
const SHORT_TIME = /** @type {const} */ ([60, 1_900]);

/**
 * What goes wrong on any day: at a steady rate, one moment in each of equal stretches of the span, except while the
 * system is away.
 *
 * @param {Random} random
 * @returns {Moment[]}
 */
export function makeOrdinary(random) {
  const names = /** @type {SystemName[]} */ (Object.keys(SYSTEMS));
  return names.flatMap((name) => {
    const { ordinary, away } = SYSTEMS[name];
    const stretch = (END - BEGIN) / ordinary;
    const times = Array.from({ length: ordinary }, (_, index) => BEGIN + (index + random.next()) * stretch);
    return times
      .filter((time) => away === null || time < away[0] || time >= away[1])
      .map((time) => makeOrdinaryMoment(random, name, time));
  });
}

/** @param {Random} random @param {SystemName} system @param {number} time */
function makeOrdinaryMoment(random, system, time) {
  const kind = pickByWeight(random, CATALOGUE[system]);
  const {
    page,
    robots,
    slow = false,
    informational = false,
    statements = FEW_STATEMENTS,
    milliseconds = SHORT_TIME,
  } = kind;
  return makeMoment(random, {
    system,
    reporter: kind.reporter ?? random.pick(SYSTEMS[system].reporters),
    time,
    type: kind.type,
    value: fillAddress(random, kind.value).replace('%', random.hex(12)),
    seconds: random.between(milliseconds[0], milliseconds[1]) / 1000,
    statements: system === 'blog' ? 0 : random.between(statements[0], statements[1]),
    slow,
    informational,
    ...(page === undefined ? {} : { page }),
    ...(robots === undefined ? {} : { robots }),
    ...(kind.referrer === undefined ? {} : { referrer: fillAddress(random, kind.referrer) }),
  });
}

/** @param {Random} random @param {import('./catalogue.js').Kind[]} kinds */
function pickByWeight(random, kinds) {
  let left = random.next() * kinds.reduce((sum, { weight }) => sum + weight, 0);
  for (const kind of kinds) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  return kinds[0];
}
