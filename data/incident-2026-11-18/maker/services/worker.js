// @ts-check
import { at, CUT_LASTS, DATABASE, DATABASE_BACK, DATABASE_DOWN, PROMOTION_LASTS } from '../facts.js';
import { pickOrder } from '../shop.js';
import { ordinaryTimes, pickByWeight, stormTimes } from '../times.js';

/** @typedef {import('../../../incident-2011-09-08/maker/random.js').Random} Random */
/** @typedef {{ time: number, instance: string, record: object }} Written */
/** @typedef {{ type: string, message: string, frames: readonly string[] }} Failure */

const INSTANCES = ['worker-1', 'worker-2', 'worker-3'];

/** Its consumer of the queue ended with its connection; the process lives on, and does nothing. */
const STUCK = { instance: 'worker-2', since: at('09:01:11.428') };

const IN_JOB = [
  'async Worker.processJob (/srv/worker/node_modules/bullmq/dist/cjs/classes/worker.js:579:28)',
];
const IN_STORE = ['async Store.query (file:///srv/worker/dist/store.js:44:20)', ...IN_JOB];

/** @type {readonly (Failure & { weight: number, queue: string })[]} */
const ORDINARY = [
  {
    weight: 5,
    queue: 'labels',
    ...{ type: 'CarrierError', message: 'the carrier does not serve this postcode' },
    frames: ['Carrier.book (file:///srv/worker/dist/carrier.js:90:13)', ...IN_JOB],
  },
  {
    weight: 4,
    queue: 'labels',
    ...{ type: 'AxiosError', message: 'timeout of 10000ms exceeded' },
    frames: [
      'RedirectableRequest.handleRequestTimeout (/srv/worker/node_modules/axios/dist/node/axios.cjs:3268:16)',
      ...IN_JOB,
    ],
  },
  {
    weight: 4,
    queue: 'pictures',
    ...{ type: 'Error', message: 'Input buffer contains unsupported image format' },
    frames: ['Sharp.toBuffer (/srv/worker/node_modules/sharp/lib/output.js:163:17)', ...IN_JOB],
  },
  {
    weight: 3,
    queue: 'feeds',
    ...{ type: 'FeedError', message: 'a product without a price' },
    frames: ['writeFeed (file:///srv/worker/dist/feeds.js:37:11)', ...IN_JOB],
  },
];

const CUT = [{ type: 'Error', message: 'Connection terminated unexpectedly', frames: IN_STORE }];
const AWAY = [
  { type: 'Error', message: `connect ECONNREFUSED ${DATABASE}`, frames: IN_STORE },
  { type: 'AxiosError', message: 'Request failed with status code 503', frames: IN_JOB },
];
const PROMOTED = [{ type: 'DatabaseError', message: 'the database system is starting up', frames: IN_STORE }];

/** The jobs in the background: Node with BullMQ and OpenTelemetry, three instances. @param {Random} random @returns {import('../log.js').Line[]} */
export function makeWorker(random) {
  const written = INSTANCES.flatMap((instance) => [
    ...ordinaryTimes(random, 9).map((time) => {
      const { queue, ...failure } = pickByWeight(random, ORDINARY);
      return { time, instance, record: failed(random, time, queue, failure) };
    }),
    ...stormTimes(random, 17).map((time) => ({
      ...{ time, instance },
      record: failed(random, time, random.pick(['labels', 'feeds']), failureAt(random, time)),
    })),
    ...ordinaryTimes(random, 5).map((time) => ({ time, instance, record: done(random, time) })),
  ]);
  const last = {
    time: STUCK.since,
    instance: STUCK.instance,
    record: failed(random, STUCK.since, 'labels', CUT[0]),
  };
  const late = {
    time: at('09:01:36.190'),
    instance: 'worker-3',
    record: failed(random, at('09:01:36.190'), 'feeds', CUT[0]),
  };
  return batches([...written.filter(isHeard), last, late]);
}

/** @param {Written} written */
function isHeard({ time, instance }) {
  return instance !== STUCK.instance || time < STUCK.since;
}

/** @param {Random} random @param {number} time @returns {Failure} */
function failureAt(random, time) {
  if (time < DATABASE_DOWN + CUT_LASTS) return random.pick(CUT);
  return random.pick(time < DATABASE_BACK - PROMOTION_LASTS ? AWAY : PROMOTED);
}

/** @param {Random} random @param {number} time @param {string} queue @param {Failure} failure */
function failed(random, time, queue, { type, message, frames }) {
  const stack = [`${type}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return makeRecord(
    time,
    [17, 'ERROR', 'job failed'],
    [
      text('exception.type', type),
      text('exception.message', message),
      text('exception.stacktrace', stack),
      text('job.queue', queue),
      { key: 'job.attempt', value: { intValue: random.between(1, 3) } },
      { key: 'order', value: { intValue: pickOrder(random) } },
    ],
  );
}

/** @param {Random} random @param {number} time */
function done(random, time) {
  return makeRecord(
    time,
    [9, 'INFO', 'job done'],
    [text('job.queue', random.pick(['labels', 'feeds', 'pictures']))],
  );
}

/** @param {number} time @param {readonly [severityNumber: number, severityText: string, body: string]} said @param {readonly object[]} attributes */
function makeRecord(time, [severityNumber, severityText, body], attributes) {
  const timeUnixNano = `${time}000000`;
  return {
    ...{ timeUnixNano, observedTimeUnixNano: timeUnixNano, severityNumber, severityText },
    ...{ body: { stringValue: body }, attributes, droppedAttributesCount: 0 },
  };
}

/** @param {string} key @param {string} stringValue */
function text(key, stringValue) {
  return { key, value: { stringValue } };
}

/** What an instance wrote within a second goes out together, as one line of the collector's file. @param {readonly Written[]} written @returns {import('../log.js').Line[]} */
function batches(written) {
  const ordered = written.toSorted((a, b) => a.time - b.time);
  const groups = Map.groupBy(ordered, ({ time, instance }) => `${instance} ${Math.floor(time / 1000)}`);
  return Array.from(groups.values(), (group) => {
    const attributes = [
      text('service.name', 'worker'),
      text('service.version', '2.7.1'),
      text('service.instance.id', group[0].instance),
    ];
    const scopeLogs = [
      { scope: { name: 'shop.jobs', version: '2.7.1' }, logRecords: group.map(({ record }) => record) },
    ];
    const resourceLogs = [{ resource: { attributes, droppedAttributesCount: 0 }, scopeLogs }];
    return { time: group[0].time, text: JSON.stringify({ resourceLogs }) };
  });
}
