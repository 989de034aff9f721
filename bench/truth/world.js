// A world: a history of services in which an outage happens every second day, and what is true of each outage.
import { millisecondsInDay, millisecondsInMinute } from 'date-fns/constants';
import { ASKED_AFTER } from './asked.js';
import { byTime, ordinaryOopses, PLAIN_SERVICE } from './services.js';
import { createStream } from './stream.js';

/** @typedef {import('./services.js').Service} Service */
/** @typedef {import('./services.js').SimulatedOops} SimulatedOops */
/** @typedef {import('./processes.js').Interval} Interval */
/** @typedef {{ readonly reporter: string, readonly reason: string, readonly minute: number, readonly count: number }} SimulatedDiscard */
/** @typedef {{ readonly phase: string, readonly systems: readonly string[] } & Interval} SimulatedWindow */
/**
 * What happens around one outage.
 *
 * @typedef {object} Story
 * @property {string} id
 * @property {readonly SimulatedWindow[]} windows
 * @property {readonly string[]} unwell the systems that the verdict has to find
 * @property {readonly SimulatedOops[]} added beside the ordinary OOPSes
 * @property {(oops: SimulatedOops) => boolean} drops whether an ordinary OOPS is never written
 * @property {readonly SimulatedDiscard[]} discards what clients said they threw away
 */
/**
 * A history, its outages that are to be judged, and those between them, which the log holds too.
 *
 * @typedef {{ readonly oopses: readonly SimulatedOops[], readonly services: readonly Service[], readonly judged: readonly Story[], readonly between: readonly Story[] }} World
 */

/** The first history begins here: a Monday. */
const BEGINNING = Date.parse('2012-06-04T00:00:00Z');
/** What the rules look back on: a week, and the day before it. */
const LEAD = 8 * millisecondsInDay;

/**
 * So much later than two days before is the next outage, so that a world tries several times of the day. Not more: the
 * same hours of a week before would then hold an outage.
 */
const DRIFT = 10 * millisecondsInMinute;

/**
 * Makes the world of a variant: `count` outages to be judged, one every second day (in some rows: on other days), at
 * times of the day that differ from part to part, so that all parts together cover the day.
 *
 * @param {import('./rows.js').Row} row
 * @param {import('./rows.js').Variant} variant
 * @param {{ readonly seed: string, readonly part: number, readonly parts: number, readonly count: number }} given
 * @returns {World}
 */
export function makeWorld(row, variant, { seed, part, parts, count }) {
  const stream = createStream(`${seed}/${row.id}/${variant.name}/${part}`);
  const services = makeServices(row, variant);
  const tell = variant.tell ?? row.tell;
  const timeOfDay = ((part + stream.next()) / parts) * millisecondsInDay;
  const first = row.firstStart?.(BEGINNING + LEAD) ?? BEGINNING + LEAD + Math.floor(timeOfDay);
  const aftermath = Math.max(...row.asked.map((asked) => ASKED_AFTER[asked]));
  const pace = (row.everyDays ?? 2) * millisecondsInDay + (row.firstStart ? 0 : DRIFT);
  const startOf = (/** @type {number} */ index) => first + index * pace + stream.below(millisecondsInMinute);
  const judged = Array.from({ length: count }, (_, index) =>
    tell({ id: `outage-${index}`, start: startOf(index), aftermath, services, stream, variant }),
  );
  const span = { start: first - LEAD, end: endOf(judged) + aftermath };
  const between = row.tellBetween?.({ span, judged, services, stream, variant }) ?? [];
  const outages = [...between, ...judged].sort((a, b) => startOfStory(a) - startOfStory(b));
  const ordinary = services.flatMap((service) => ordinaryOopses(stream, service, span));
  const oopses = [...keepWritten(ordinary.sort(byTime), outages), ...outages.flatMap(({ added }) => added)];
  return { oopses: oopses.sort(byTime), services, judged, between };
}

/**
 * The services of a variant: `systems` of them, each with so many reporters.
 *
 * @param {import('./rows.js').Row} row
 * @param {import('./rows.js').Variant} variant
 * @returns {Service[]}
 */
function makeServices(row, { systems, reporters = 4, service }) {
  return Array.from({ length: systems }, (_, index) => {
    const system = `system${index}`;
    const names = Array.from({ length: reporters }, (_none, place) => `${system}-${place}`);
    return { ...PLAIN_SERVICE, ...row.service, ...service, system, reporters: names };
  });
}

/** @param {Story} story */
function startOfStory({ windows }) {
  return Math.min(...windows.map(({ start }) => start));
}

/** @param {readonly Story[]} stories */
function endOf(stories) {
  return Math.max(...stories.flatMap(({ windows }) => windows.map(({ end }) => end)));
}

/**
 * The ordinary OOPSes that are written, whatever the outages do: each is asked of the last outage before it.
 *
 * @param {readonly SimulatedOops[]} oopses by time
 * @param {readonly Story[]} outages by time
 */
function keepWritten(oopses, outages) {
  const starts = outages.map(startOfStory);
  let last = -1;
  return oopses.filter((oops) => {
    while (last + 1 < starts.length && starts[last + 1] <= oops.time) last += 1;
    return !outages[last]?.drops(oops);
  });
}
