import fc from 'fast-check';

const START = Date.parse('2026-11-27T10:00:00Z');

/** What tells one event from another: of few values, so that equal lines are frequent. */
interface Told {
  /** Seconds after the beginning. */
  readonly second: number;
  readonly text: string;
}

const TEXTS = ['lost', 'gone', 'late "again"'];

const told: fc.Arbitrary<Told> = fc.record({
  second: fc.nat({ max: 40 }),
  text: fc.constantFrom(...TEXTS),
});

const timeOf = ({ second }: Told) => new Date(START + second * 1000).toISOString();

/** How many digits of an id of Sentry's tell the event. */
const eventId = ({ second, text }: Told) =>
  (100 * second + TEXTS.indexOf(text)).toString(16).padStart(32, 'a');

const otlpRecord = (given: Told, severityNumber: number) => ({
  ...{ timeUnixNano: `${START + given.second * 1000}000000`, severityNumber },
  body: { stringValue: given.text },
});

/** An error of each format, as one line; one of OTLP has several. */
const ERRORS: readonly ((given: Told) => object)[] = [
  (given) => ({
    ...{ level: 50, time: START + given.second * 1000, pid: 7, hostname: 'h1', name: 'shop' },
    ...{
      err: { type: 'DbError', message: given.text, stack: `DbError: ${given.text}\n    at f (x.js:1:2)` },
    },
    msg: given.text,
  }),
  (given) => ({
    '@timestamp': timeOf(given),
    'log.level': 'error',
    ecs: { version: '8.10.0' },
    service: { name: 'cart' },
    error: { type: 'TypeError', message: given.text },
    message: 'failed',
  }),
  (given) => ({
    ...{ event: given.text, level: 'error', timestamp: timeOf(given) },
    exception: `Traceback (most recent call last):\n  File "x.py", line 1, in f\nValueError: ${given.text}`,
  }),
  (given) => ({ ts: timeOf(given), severity: 'ERROR', message: given.text, service: 'mail' }),
  (given) => ({
    ...{ event_id: eventId(given), timestamp: timeOf(given), platform: 'python', server_name: 'h2' },
    exception: { values: [{ type: 'KeyError', value: given.text }] },
  }),
  (given) => ({
    resourceLogs: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'pay' } }] },
        scopeLogs: [
          {
            logRecords: [
              otlpRecord(given, 17),
              otlpRecord(given, 9),
              otlpRecord({ ...given, second: 50 }, 17),
            ],
          },
        ],
      },
    ],
  }),
  (given) => ({ id: `OOPS-1A${given.second}`, reporter: 'A', time: timeOf(given), type: 'E', value: 'v' }),
];

/** Lines that tell of no error. */
const OTHERS: readonly ((given: Told) => object)[] = [
  (given) => ({ level: 30, time: START + given.second * 1000, msg: given.text }),
  (given) => ({ '@timestamp': timeOf(given), 'log.level': 'info', message: given.text }),
];

/** A line of text, as programs print it between their JSON. */
export const anyTextLine = fc.constantFrom('listening on 8080', '[warn] disk', '', 'Traceback:');

/** A line of a log, without its end: an error, no error, text, or what is refused. */
export const anyLogLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: writtenAs(ERRORS) },
  { weight: 2, arbitrary: writtenAs(OTHERS) },
  { weight: 1, arbitrary: anyTextLine },
  { weight: 1, arbitrary: fc.constantFrom('{"level":50,"msg":"no time"}', '{"level":50,"time":17', '{"a":') },
);

function writtenAs(writers: readonly ((given: Told) => object)[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...writers), told).map(([write, given]) => JSON.stringify(write(given)));
}
