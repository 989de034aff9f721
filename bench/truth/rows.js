// The table of rows: what is true, of which kinds of services, and what the verdicts are to be held to.
import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { DAY, LUNCH, OFFICE, STEADY, WEEK } from './processes.js';
import { outageFailures } from './services.js';
import {
  burstAfter,
  fail,
  failNowAndThen,
  failOnce,
  failOtherwise,
  failWithBug,
  goOn,
  goOnFailing,
  goOnFailingMuted,
  loseReporters,
  mute,
  recoverLate,
  renameReporters,
  sayNothing,
  story,
  theFirst,
  writeOrdinary,
} from './stories.js';

/** @typedef {import('./services.js').Service} Service */
/** @typedef {import('./world.js').Story} Story */
/** @typedef {import('./asked.js').Asked} Asked */
/**
 * A kind of services that a row is tried on.
 *
 * @typedef {object} Variant
 * @property {string} name
 * @property {number} systems
 * @property {number} [reporters] of each system; 4
 * @property {Partial<Service>} service what differs from a plain one
 * @property {ReturnType<typeof story>} [tell] in place of the row's
 */
/**
 * One row of the table.
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title what is true, in plain words
 * @property {boolean} isWell every system is well: what is not as expected is a false alarm
 * @property {readonly Variant[]} variants
 * @property {readonly Asked[]} asked
 * @property {ReturnType<typeof story>} tell the story of one outage
 * @property {Partial<Service>} [service] what all variants have that a plain service has not
 * @property {(variant: Variant, asked: Asked) => boolean} [hasAim] whether it is held to the aims; absent: it is
 * @property {(variant: Variant, asked: Asked) => boolean} [isLarge] whether so large an effect has to be found; absent: no
 * @property {number} [everyDays] days from an outage to the next; 2
 * @property {(earliest: number) => number} [firstStart] when the first outage begins, where the time of day is the point
 * @property {(given: { readonly span: import('./processes.js').Interval, readonly judged: readonly Story[], readonly services: readonly Service[], readonly stream: import('./stream.js').Stream, readonly variant: Variant }) => Story[]} [tellBetween]
 *   outages between those that are judged, which the log holds too
 */

/**
 * So many systems with so many ordinary OOPSes a day each; the busier, the more requests fail in a downtime.
 *
 * @param {number} systems
 * @param {number} perDay
 * @param {Partial<Variant>} [given]
 * @returns {Variant}
 */
function variant(systems, perDay, { name = '', service = {}, ...given } = {}) {
  const size = `${systems === 1 ? '1 system' : `${systems} systems`}, ${perDay} a day`;
  const perMinute = Math.min(120, 2 + perDay / 25);
  return {
    name: name ? `${size}, ${name}` : size,
    systems,
    service: { perDay, failures: { perMinute, tries: 1 }, ...service },
    ...given,
  };
}

const SIZES = [variant(1, 30), variant(1, 500), variant(1, 5000), variant(10, 30), variant(10, 100)];
const always = () => true;
const never = () => false;
/** @type {readonly Asked[]} */
const SOON_AND_LATE = ['40 min', 'a day'];
/** @type {readonly Asked[]} */
const EVER = ['40 min', '3 h', 'a day'];

/** @type {readonly Row[]} */
const WELL = [
  {
    id: 'well',
    title: 'All well',
    isWell: true,
    variants: SIZES,
    asked: EVER,
    tell: story({ isWell: true }),
  },
  {
    id: 'seasons',
    title: 'All well, the rates follow the day and the week',
    isWell: true,
    service: { rhythm: WEEK },
    variants: [
      variant(1, 30),
      variant(1, 500),
      variant(1, 1000, { service: { rhythm: DAY } }),
      variant(10, 100),
    ],
    asked: EVER,
    tell: story({ isWell: true }),
  },
  {
    id: 'monday',
    title: 'All well, Monday 10:00 after a weekend',
    isWell: true,
    service: { rhythm: OFFICE },
    variants: [variant(1, 50), variant(1, 500), variant(10, 50)],
    asked: SOON_AND_LATE,
    everyDays: 7,
    // The earliest is a Tuesday.
    firstStart: (earliest) => earliest + 6 * millisecondsInDay + 10 * millisecondsInHour,
    tell: story({ isWell: true }),
  },
  {
    id: 'slots',
    title:
      'All well, three slots of 10 s a day, quiet; a failing request writes 8 OOPSes, and few slots meet one',
    isWell: true,
    service: { failures: { perMinute: 2, tries: 8 } },
    variants: [10, 50].flatMap((perDay) => [1, 10].map((systems) => quietSlots(systems, perDay))),
    asked: SOON_AND_LATE,
    tell: story({ seconds: 10, isWell: true }),
    tellBetween: tellSlots,
  },
  {
    id: 'slot-warnings',
    title: 'All well, ordinary warnings during a slot of 10 s',
    isWell: true,
    variants: [variant(1, 500), variant(1, 5000), variant(10, 200)],
    asked: ['40 min'],
    tell: story({ seconds: 10, during: goOn, isWell: true }),
  },
  {
    id: 'strays',
    title: 'All well, failures of its own once in a while',
    isWell: true,
    variants: [
      variant(1, 500, { name: 'one at a time', service: { strays: { perDay: 12, tries: 1 } } }),
      variant(1, 500, { name: 'retried', service: { strays: { perDay: 4, tries: 8 } } }),
      variant(10, 100, { name: 'retried', service: { strays: { perDay: 2, tries: 8 } } }),
    ],
    asked: EVER,
    tell: story({ isWell: true }),
  },
  {
    id: 'clumps',
    title: 'All well, ordinary errors in clumps: one user reloads',
    isWell: true,
    service: { reloads: 6 },
    variants: [variant(1, 200), variant(1, 1000), variant(10, 100)],
    asked: EVER,
    tell: story({ isWell: true }),
  },
  {
    id: 'bursts',
    title: 'All well, ordinary bursts of 30 four times a day, and one 10 min after the outage',
    isWell: true,
    service: { bursts: { perDay: 4, size: 30 } },
    variants: [variant(1, 200), variant(1, 1000)],
    asked: EVER,
    tell: story({ after: burstAfter(10), isWell: true }),
  },
  {
    id: 'dips',
    title: 'All well, half as much as usual in the hour before lunch, which begins with the outage',
    isWell: true,
    service: { rhythm: LUNCH },
    variants: [variant(1, 200), variant(1, 1000)],
    asked: SOON_AND_LATE,
    firstStart: (earliest) => earliest + 11.45 * millisecondsInHour,
    tell: story({ isWell: true }),
  },
  {
    id: 'rare-types',
    title: 'All well, one ordinary error of fifty is of a type hardly ever seen',
    isWell: true,
    service: { rare: 0.02 },
    variants: [variant(1, 500), variant(1, 1000), variant(10, 100)],
    asked: ['40 min'],
    tell: story({ isWell: true }),
  },
  {
    id: 'renamed',
    title: 'All well, its servers have new names since the restart',
    isWell: true,
    variants: [variant(1, 1000, { reporters: 10 }), variant(1, 200, { reporters: 10 })],
    asked: EVER,
    tell: story({ after: renameReporters, isWell: true }),
  },
  {
    id: 'restarted',
    title: 'All well, shut down for half an hour and started again',
    isWell: true,
    variants: [variant(1, 50), variant(1, 500), variant(10, 100)],
    asked: EVER,
    tell: story({ seconds: 1800, phase: 'shutdown', during: sayNothing, isWell: true }),
  },
  {
    id: 'muted',
    title: 'All well, and its clients threw away most of the storm',
    isWell: true,
    variants: SIZES,
    asked: EVER,
    tell: story({ during: mute(fail), isWell: true }),
  },
  {
    id: 'bad-deploy-later',
    title: 'Recovered, a bad deploy 13 min later',
    isWell: true,
    variants: [variant(1, 200), variant(1, 1000)].flatMap((size) =>
      [5, 20].map((times) => ({
        ...size,
        name: `${size.name}, then ${times + 1} times that`,
        tell: story({ after: failOtherwise(times, { afterMinutes: 13 }), isWell: true }),
      })),
    ),
    asked: ['40 min', '3 h'],
    tell: story({ isWell: true }),
  },
  {
    id: 'weak-deploy-later',
    title: 'Recovered, a weak bad deploy a quarter of an hour later: three times the usual rate',
    isWell: true,
    variants: [variant(1, 500), variant(1, 1000)],
    asked: ['40 min'],
    hasAim: never,
    tell: story({ after: failOtherwise(2, { afterMinutes: 15 }), isWell: true }),
  },
];

/** @type {readonly Row[]} */
const UNWELL = [
  {
    id: 'dead',
    title: 'The system does not come back',
    isWell: false,
    variants: [variant(1, 30), variant(1, 500), variant(1, 2000)],
    asked: EVER,
    // A quiet one that is dead soon looks like one that is well.
    hasAim: ({ service }, asked) => asked === 'a day' || (service.perDay ?? 0) >= 300,
    isLarge: ({ service }, asked) => asked === 'a day' || (service.perDay ?? 0) >= 500,
    tell: story({ after: sayNothing }),
  },
  {
    id: 'dead-of-ten',
    title: 'One system of ten does not come back',
    isWell: false,
    variants: [variant(10, 30), variant(10, 300)],
    asked: SOON_AND_LATE,
    // A quiet one that is dead soon looks like one that is well.
    hasAim: ({ service }, asked) => asked === 'a day' || (service.perDay ?? 0) >= 300,
    isLarge: (_variant, asked) => asked === 'a day',
    tell: story({ after: sayNothing, touches: theFirst }),
  },
  {
    id: 'servers-dead',
    title: '3 to 7 of 10 servers of a system do not come back',
    isWell: false,
    variants: [3, 5, 7].map((count) => lostServers(1000, count)),
    asked: EVER,
    hasAim: ({ name }, asked) => asked !== '40 min' || !name.endsWith('3 of 10'),
    isLarge: (_variant, asked) => asked !== '40 min',
    tell: story({}),
  },
  {
    id: 'server-dead',
    title: 'One server of 10 does not come back',
    isWell: false,
    variants: [lostServers(1000, 1)],
    asked: EVER,
    hasAim: (_variant, asked) => asked === 'a day',
    isLarge: (_variant, asked) => asked === 'a day',
    tell: story({}),
  },
  {
    id: 'never-started',
    title: 'A stopped system is never started again',
    isWell: false,
    variants: [10, 50, 200].map((perDay) => variant(1, perDay)),
    asked: EVER,
    isLarge: ({ service }, asked) => asked === 'a day' && (service.perDay ?? 0) >= 50,
    tell: story({ seconds: 1800, phase: 'shutdown', during: sayNothing, after: sayNothing }),
  },
  {
    id: 'not-back-after-slot',
    title: 'The database is not back after a slot of 10 s, one failure seen in it',
    isWell: false,
    variants: [0.5, 1, 2].map((perHour) => ({
      ...variant(1, 24),
      name: `1 system, 24 a day, ${perHour} failing an hour`,
      tell: story({ seconds: 10, during: failOnce, after: goOnFailing(perHour / 60) }),
    })),
    asked: EVER,
    tell: story({}),
  },
  {
    id: 'storm-before',
    title: 'Still failing 20 an hour, with an unrecorded storm six hours before',
    isWell: false,
    variants: [variant(1, 100), variant(1, 500)],
    asked: ['40 min', '3 h'],
    isLarge: always,
    tell: (telling) => {
      const told = story({ after: failNowAndThen(20) })(telling);
      const at = telling.start - 6 * millisecondsInHour;
      const interval = { start: at, end: at + 2 * millisecondsInMinute };
      const storm = telling.services.flatMap((service) =>
        outageFailures(telling.stream, service, interval, 100),
      );
      return { ...told, added: [...told.added, ...storm] };
    },
  },
  {
    id: 'broken',
    title: 'Requests go on failing as during the outage',
    isWell: false,
    variants: [variant(1, 30), variant(1, 200), variant(1, 500)],
    asked: ['40 min', '3 h'],
    isLarge: always,
    tell: story({ after: goOnFailing() }),
  },
  {
    id: 'late',
    title: 'Requests fail for 12 min more, then all is well',
    isWell: false,
    variants: [variant(1, 30), variant(1, 500), variant(10, 100)],
    asked: SOON_AND_LATE,
    isLarge: always,
    tell: story({ after: recoverLate(12) }),
  },
  {
    id: 'masked',
    title: 'Requests go on failing under the name of an ordinary error, ten times as many as usual',
    isWell: false,
    variants: [variant(1, 200), variant(1, 1000), variant(10, 100)],
    asked: ['40 min', '3 h'],
    isLarge: always,
    tell: story({ after: failOtherwise(10, { exception: ['TimeoutError', 'Statement: SELECT bug'] }) }),
  },
  {
    id: 'bad-patch',
    title: 'A bad patch: an error never seen, from the end on, five times the usual rate',
    isWell: false,
    variants: [variant(1, 200), variant(1, 1000)],
    asked: ['40 min', '3 h'],
    isLarge: always,
    tell: story({ after: failOtherwise(5) }),
  },
  {
    id: 'bug',
    title: 'Three requests of the outage fail with an error never seen',
    isWell: false,
    variants: [variant(1, 200), variant(1, 1000)],
    asked: ['40 min'],
    isLarge: always,
    tell: story({ during: failWithBug(3) }),
  },
  {
    id: 'went-on',
    title: 'The system went on through a downtime of 20 min as if nothing were',
    isWell: false,
    variants: [variant(1, 1000), variant(1, 2000)],
    asked: ['40 min'],
    isLarge: always,
    tell: story({ seconds: 1200, during: goOn }),
  },
  {
    id: 'went-on-two',
    title: 'The system went on as if nothing were, but wrote only two errors meanwhile',
    isWell: false,
    variants: [variant(1, 500), variant(1, 1000)],
    asked: ['40 min'],
    hasAim: never,
    tell: story({ during: writeOrdinary(2) }),
  },
  {
    id: 'slot-missed',
    title: 'Nothing failed in this slot of 10 s, and many requests did in every one before',
    isWell: false,
    service: { failures: { perMinute: 120, tries: 1 } },
    variants: [variant(1, 50, { service: { failures: { perMinute: 120, tries: 1 } } })],
    asked: ['40 min'],
    isLarge: always,
    tell: story({ seconds: 10, during: sayNothing }),
    tellBetween: tellSlots,
  },
  {
    id: 'not-stopped',
    title: 'A system that should be shut down for half an hour goes on writing',
    isWell: false,
    variants: [variant(1, 500), variant(1, 2000)],
    asked: ['40 min'],
    isLarge: always,
    tell: story({ seconds: 1800, phase: 'shutdown', during: goOn }),
  },
  {
    id: 'now-and-then',
    title: 'One failing request an hour among six ordinary errors',
    isWell: false,
    variants: [variant(1, 144)],
    asked: EVER,
    hasAim: never,
    tell: story({ after: failNowAndThen(1) }),
  },
  {
    id: 'discarded',
    title: 'The system does not come back, and its clients threw away most of the storm',
    isWell: false,
    variants: [variant(1, 30), variant(1, 500), variant(1, 2000), variant(10, 100)],
    asked: EVER,
    tell: story({ during: mute(fail), after: sayNothing }),
  },
  {
    id: 'muted-broken',
    title: 'Requests go on failing, and its clients throw all of it away from the storm on',
    isWell: false,
    variants: [variant(1, 30), variant(1, 500), variant(10, 100)],
    asked: SOON_AND_LATE,
    tell: story({ during: mute(fail), after: mute(goOnFailing(), 0) }),
  },
  {
    id: 'muted-half',
    title:
      'Requests go on failing on 2 of 4 servers, whose clients throw all of it away; the others are well',
    isWell: false,
    variants: [variant(1, 30), variant(1, 500)],
    asked: SOON_AND_LATE,
    // Soon, what the others write shows that the system is alive, and two may be quiet by chance.
    hasAim: (_variant, asked) => asked === 'a day',
    tell: story({ during: mute(fail), after: goOnFailingMuted(2) }),
  },
];

export const ROWS = [...WELL, ...UNWELL];

/**
 * A quiet system with slots in the log, most of which meet no failing request.
 *
 * @param {number} systems
 * @param {number} perDay
 */
function quietSlots(systems, perDay) {
  return variant(systems, perDay, { service: { rhythm: STEADY, failures: { perMinute: 2, tries: 8 } } });
}

/**
 * A system of ten servers, so many of which do not come back.
 *
 * @param {number} perDay
 * @param {number} count
 */
function lostServers(perDay, count) {
  const size = variant(1, perDay, { reporters: 10, name: `${count} of 10` });
  return { ...size, tell: story({ after: loseReporters(count) }) };
}

/**
 * The other slots of three a day, each with requests that fail as they should.
 *
 * @type {NonNullable<Row['tellBetween']>}
 */
function tellSlots({ span, judged, services, stream, variant: size }) {
  const tell = story({ seconds: 10, during: fail, isWell: true });
  const starts = judged.map(({ windows }) => windows[0].start);
  const [first] = starts;
  const every = 8 * millisecondsInHour;
  const slots = [];
  for (
    let start = first - Math.floor((first - span.start) / every) * every;
    start < span.end;
    start += every
  ) {
    const isJudged = starts.some((other) => Math.abs(other - start) < every / 2);
    if (!isJudged)
      slots.push(tell({ id: `slot-${slots.length}`, start, aftermath: 0, services, stream, variant: size }));
  }
  return slots;
}
