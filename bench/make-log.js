import { closeSync, openSync, writeSync } from 'node:fs';
import { DAY } from './make-report.js';

/** Lines between two, in milliseconds of the log. */
const STEP = 80;
const LINES_AT_ONCE = 1000;

/**
 * Writes a log of so many lines in one of `LOG_WRITERS`, of which one in `every` tells of an error: with 1 all of them do.
 * Returns how many bytes it has.
 */
export function makeLog(path, { writer, count, every }) {
  const file = openSync(path, 'w');
  let bytes = 0;
  for (let index = 0; index < count; index += LINES_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(LINES_AT_ONCE, count - index) }, (_, more) => index + more);
    const lines = numbers.map((number) =>
      JSON.stringify(number % every === 0 ? writer.error(eventOf(number)) : writer.other(eventOf(number))),
    );
    bytes += writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  return bytes;
}

/** What happened: some hundred messages, raised in some fifty places; a request id that no other line has. */
function eventOf(number) {
  return {
    number,
    time: DAY + number * STEP,
    message: `connection ${number % 97} to shard-${number % 7} was closed`,
    url: `/basket/${number % 1000}?step=${number % 5}`,
    place: 10 + (number % 50),
    request: (number * 2654435761).toString(16).padStart(14, '0'),
  };
}

const iso = (time) => new Date(time).toISOString();
const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';

const nodeStack = ({ message, place }) =>
  [
    `DbError: ${message}`,
    '    at Connection.onClose (/srv/shop/node_modules/driver/connection.js:412:17)',
    `    at query (/srv/shop/src/store/orders.js:${place}:11)`,
    '    at async saveOrder (/srv/shop/src/orders.js:88:5)',
    '    at async handle (/srv/shop/src/http/routes.js:31:7)',
  ].join('\n');

const pythonStack = ({ message, place }) =>
  [
    'Traceback (most recent call last):',
    '  File "/srv/shop/http.py", line 31, in handle',
    '    save_order(order)',
    `  File "/srv/shop/orders.py", line ${place}, in save_order`,
    '    connection.execute(INSERT, order)',
    `shop.errors.DbError: ${message}`,
  ].join('\n');

const PINO = { pid: 17, hostname: 'web-3', name: 'shop' };
const ECS = {
  'ecs.version': '8.10.0',
  service: { name: 'shop', environment: 'production' },
  host: { name: 'web-3' },
};

const attribute = (key, stringValue) => ({ key, value: { stringValue } });
const RESOURCE = { attributes: [attribute('service.name', 'shop'), attribute('host.name', 'web-3')] };
const otlpLine = (record) => ({
  resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ logRecords: [record] }] }],
});

/** The writers of logs: what each writes of an error, and of a request that went well. */
export const LOG_WRITERS = {
  pino: {
    error: (event) => ({
      ...{ level: 50, time: event.time, ...PINO },
      req: { id: event.request, method: 'POST', url: event.url, headers: { 'user-agent': AGENT } },
      err: { type: 'DbError', message: event.message, stack: nodeStack(event) },
      msg: event.message,
    }),
    other: (event) => ({
      ...{ level: 30, time: event.time, ...PINO },
      req: { id: event.request, method: 'GET', url: event.url, headers: { 'user-agent': AGENT } },
      ...{ responseTime: event.number % 300, msg: 'request completed' },
    }),
  },
  ecs: {
    error: (event) => ({
      ...{ '@timestamp': iso(event.time), 'log.level': 'error', 'log.logger': 'shop.orders', ...ECS },
      ...{ message: 'order was not saved', trace: { id: event.request }, url: { path: event.url } },
      error: { type: 'DbError', message: event.message, stack_trace: nodeStack(event) },
    }),
    other: (event) => ({
      ...{ '@timestamp': iso(event.time), 'log.level': 'info', 'log.logger': 'shop.http', ...ECS },
      ...{ message: 'request completed', trace: { id: event.request }, url: { path: event.url } },
    }),
  },
  structlog: {
    error: (event) => ({
      ...{ event: 'order was not saved', level: 'error', logger: 'shop.orders', service: 'shop' },
      ...{ timestamp: iso(event.time), request_id: event.request, path: event.url },
      exception: pythonStack(event),
    }),
    other: (event) => ({
      ...{ event: 'request completed', level: 'info', logger: 'shop.http', service: 'shop' },
      ...{ timestamp: iso(event.time), request_id: event.request, path: event.url },
    }),
  },
  sentry: {
    error: (event) => ({
      ...{
        event_id: event.number.toString(16).padStart(32, '5'),
        timestamp: event.time / 1000,
        platform: 'python',
      },
      ...{ level: 'error', server_name: 'web-3', environment: 'production', release: 'shop@1.2.3' },
      ...{
        transaction: '/basket/{id}',
        request: { url: event.url, method: 'POST', headers: { 'User-Agent': AGENT } },
      },
      exception: {
        values: [
          {
            ...{ type: 'DbError', value: event.message, module: 'shop.errors' },
            stacktrace: {
              frames: [
                { filename: 'http.py', function: 'handle', lineno: 31, in_app: true },
                { filename: 'orders.py', function: 'save_order', lineno: event.place, in_app: true },
              ],
            },
          },
        ],
      },
    }),
    other: (event) => ({
      ...{
        event_id: event.number.toString(16).padStart(32, '6'),
        timestamp: event.time / 1000,
        platform: 'python',
      },
      ...{ type: 'transaction', server_name: 'web-3', transaction: '/basket/{id}', spans: [] },
    }),
  },
  otlp: {
    error: (event) =>
      otlpLine({
        ...{ timeUnixNano: `${event.time}000000`, severityNumber: 17, severityText: 'ERROR' },
        body: { stringValue: 'order was not saved' },
        attributes: [
          attribute('exception.type', 'DbError'),
          attribute('exception.message', event.message),
          attribute('exception.stacktrace', nodeStack(event)),
          attribute('url.path', event.url),
        ],
        ...{ traceId: event.request.padStart(32, '7'), spanId: event.request.padStart(16, '7') },
      }),
    other: (event) =>
      otlpLine({
        ...{ timeUnixNano: `${event.time}000000`, severityNumber: 9, severityText: 'INFO' },
        body: { stringValue: 'request completed' },
        attributes: [attribute('url.path', event.url)],
      }),
  },
};
