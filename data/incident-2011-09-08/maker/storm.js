// @ts-check
import { DATABASE_BACK, DATABASE_DOWN, SYSTEMS } from './facts.js';
import { failOnDatabase, failOnSocket, failOnWebServer, failToConnect } from './failures.js';
import { makeContext, makeMoment } from './moment.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./facts.js').SystemName} SystemName */
/** @typedef {(isEarly: boolean, attempt: number) => import('./failures.js').Failure} Fail */

/** The connections that were open fail first, all at once. */
const CUT_LASTS = 7_000;
const SHARE_OF_CUT = 0.3;
/** A web server tries a request up to eight times; a script once. */
const WEB_ATTEMPTS = [1, 1, 1, 2, 2, 3, 4, 8];
const ONE_ATTEMPT = [1];
/** So long before the end no request starts, that its last attempt still falls inside. */
const LAST_REQUEST_BEFORE_END = 4_500;

/**
 * lpnet1 before and after its two OOPSes that are on record by their numbers: 26 between the first of the storm, 73,
 * and 100.
 */
export const LPNET1_MIDDLE = Date.UTC(2011, 8, 8, 8, 54, 21, 307);
const LPNET1_BEFORE = 26;
const LPNET1_AFTER = 7;

/**
 * Every live system fails while the database is away: from the moment the pooler is stopped until it is open again.
 *
 * @param {Random} random
 * @returns {Moment[]}
 */
export function makeStorm(random) {
  /** @type {Fail} */
  const onDatabase = (isEarly, attempt) => failOnDatabase(random, isEarly, attempt);
  /** @type {(system: SystemName, reporter: string, count: number, fail: Fail, attempts?: number[]) => Moment[]} */
  const wave = (system, reporter, count, fail, attempts = ONE_ATTEMPT) =>
    makeWave(random, {
      system,
      reporter,
      count,
      fail,
      attempts,
      from: DATABASE_DOWN + 600,
      to: DATABASE_BACK,
    });

  const lpnet1 = {
    system: /** @type {const} */ ('appservers'),
    reporter: 'A',
    fail: onDatabase,
    attempts: WEB_ATTEMPTS,
  };
  return [
    ...makeWave(random, { ...lpnet1, count: LPNET1_BEFORE, from: DATABASE_DOWN + 600, to: LPNET1_MIDDLE }),
    ...makeWave(random, { ...lpnet1, count: LPNET1_AFTER, from: LPNET1_MIDDLE + 1_000, to: DATABASE_BACK }),
    ...SYSTEMS.appservers.reporters
      .slice(1)
      .flatMap((name) => wave('appservers', name, 19, onDatabase, WEB_ATTEMPTS)),
    ...SYSTEMS.edge.reporters.flatMap((name) => wave('edge', name, 14, onDatabase, WEB_ATTEMPTS)),
    ...wave('xmlrpc', 'XMLP', 26, onDatabase, WEB_ATTEMPTS),
    ...wave('librarian', 'L', 9, onDatabase),
    ...wave('codehosting', 'SMPSSH', 14, () => failOnWebServer('codehosting')),
    ...wave('codehosting', 'CB', 9, () => ({
      ...failOnDatabase(random, false, 0),
      type: 'DisconnectionError',
    })),
    ...wave('checkwatches', 'CCW', 5, failToConnect),
    ...wave('mailman', 'MMX', 11, () =>
      random.chance(0.2) ? failOnSocket() : failOnWebServer('mailinglists'),
    ),
    ...wave('scripts', 'garbo-hourly', 2, failToConnect),
    ...wave('scripts', 'send-bug-notifications', 4, failToConnect),
    ...wave('scripts', 'update-cache', 2, failToConnect),
  ];
}

/**
 * @param {Random} random
 * @param {{ system: SystemName, reporter: string, count: number, fail: Fail, attempts: number[], from: number, to: number }} wave
 * @returns {Moment[]} exactly `count`, the attempts of a request linked to one another
 */
function makeWave(random, { system, reporter, count, fail, attempts, from, to }) {
  /** @type {Moment[]} */
  const moments = [];
  const span = to - LAST_REQUEST_BEFORE_END - from;
  while (moments.length < count) {
    const isEarly = from < DATABASE_DOWN + CUT_LASTS && random.chance(SHARE_OF_CUT);
    const context = makeContext(random, { system, reporter, robots: 0.1 });
    let time = from + random.next() * (isEarly ? CUT_LASTS : span);
    /** @type {Moment | undefined} */
    let previous;
    for (
      let attempt = 0, last = Math.min(random.pick(attempts), count - moments.length);
      attempt < last;
      attempt++
    ) {
      const moment = makeMoment(random, {
        system,
        reporter,
        time,
        ...fail(isEarly, attempt),
        seconds: random.between(4, isEarly && attempt === 0 ? 2_600 : 400) / 1000,
        statements: isEarly && attempt === 0 && attempts !== ONE_ATTEMPT ? random.between(1, 12) : 0,
        place: 'database',
        context,
      });
      previous = previous === undefined ? moment : { ...moment, previous };
      moments.push(previous);
      time += random.between(30, 500);
    }
  }
  return moments;
}
