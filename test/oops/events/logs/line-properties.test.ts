import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMON_MAP } from '../../../../src/oops/events/logs/common-map.js';
import { LOG_FORMATS } from '../../../../src/oops/events/logs/log-formats.js';
import type { DocumentObject, DocumentValue } from '../../../../src/oops/formats/document-value.js';
import { NO_SETTINGS, readLog, reportOf } from './read-log.js';

/** Keys that the formats look for, and those around them. */
const KEYS = [
  ...Object.values(COMMON_MAP).flat(),
  ...[
    'MESSAGE',
    'PRIORITY',
    '__REALTIME_TIMESTAMP',
    '__CURSOR',
    'log',
    'stream',
    'event',
    'ecs.version',
    'v',
  ],
  ...['stack', 'cause', 'aggregateErrors', 'exc_type', 'exc_value', 'frames', 'levelname', 'short_message'],
  ...['type', 'name', '__proto__', 'constructor', ''],
];

const scalar = fc.oneof(
  fc.constantFrom<DocumentValue>(
    'error',
    'warn',
    50,
    3,
    '2026-11-27T13:17:50Z',
    1795785470,
    '{"level":50}',
    '',
  ),
  fc.constantFrom<DocumentValue>('stdout', 'E: x\n    at a:1', 'Traceback (most recent call last):\nE: x'),
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);

const { object } = fc.letrec<{ value: DocumentValue; object: DocumentObject }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
  object: fc
    .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 8 })
    .map((entries) => Object.fromEntries(entries)),
}));

describe('any JSON object', () => {
  it('is read by every format without throwing, and comes to one thing', () => {
    fc.assert(
      fc.property(
        object,
        fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)),
        (line, columns) => {
          for (const { recognises, read } of LOG_FORMATS) {
            recognises(line);
            expect(read(line, { ...NO_SETTINGS, columns })).toHaveLength(1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused when it is nested without end', () => {
    let nested: DocumentValue = 'x';
    for (let depth = 0; depth < 5000; depth += 1) nested = { cause: nested, message: 'm' };
    const line = { time: '2026-11-27T13:17:50Z', level: 'error' };
    expect(reportOf({ ...line, err: nested }).causes).toHaveLength(50);
    expect(readLog({ ...line, other: nested })).toEqual({
      kind: 'refused',
      reason: 'is nested more than 100 deep',
    });
  });
});

const ECS_LINE: DocumentObject = {
  '@timestamp': '2026-11-27T13:17:50.261Z',
  'ecs.version': '8.10.0',
  'log.level': 'error',
  'service.name': 'shop',
  'service.version': '1.2',
  'service.environment': 'staging',
  'host.name': 'web-1',
  'error.type': 'Error',
  'error.message': 'cannot save',
  'error.stack_trace': 'Error: cannot save\n    at a.js:1:1 {\n  [cause]: Error: pipe\n      at b.js:1:1\n}',
  'event.duration': 5_000_000,
  'http.request.method': 'GET',
  'http.request.referrer': 'https://r',
  'url.full': 'https://h/x',
  'user_agent.original': 'UA',
  'user.name': 'ann',
  'transaction.name': 'GET /x',
};

/** The line with some of its keys as objects within objects, at every dot or only at the first. */
function nest(line: DocumentObject, depthOf: (key: string) => number): DocumentObject {
  const nested: Record<string, DocumentValue> = {};
  for (const [key, value] of Object.entries(line)) {
    const parts = key.split('.');
    const depth = Math.min(depthOf(key), parts.length - 1);
    let object = nested;
    for (const part of parts.slice(0, depth)) {
      const inner = (object[part] ?? {}) as Record<string, DocumentValue>;
      object[part] = inner;
      object = inner;
    }
    object[parts.slice(depth).join('.')] = value;
  }
  return nested;
}

describe('a line of ECS', () => {
  it('reads the same, whether its keys have dots or are nested', () => {
    const { extra: _, ...expected } = reportOf(ECS_LINE);
    expect(expected).toMatchObject({
      type: 'Error',
      value: 'cannot save',
      causes: [{ type: 'Error', value: 'pipe' }],
      reporter: 'shop@staging',
      durationSeconds: 0.005,
    });
    const depths = fc.dictionary(fc.constantFrom(...Object.keys(ECS_LINE)), fc.integer({ min: 0, max: 3 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(depths, (depthOf) => {
        const { extra, ...report } = reportOf(nest(ECS_LINE, (key) => depthOf[key] ?? 0));
        expect(report).toEqual(expected);
        expect(extra).toEqual({
          ...(extra.ecs ? { ecs: { version: '8.10.0' } } : { 'ecs.version': '8.10.0' }),
        });
      }),
    );
  });

  it('reads the same in any order of its keys', () => {
    const expected = reportOf(ECS_LINE);
    const orders = fc.shuffledSubarray(Object.entries(ECS_LINE), { minLength: Object.keys(ECS_LINE).length });
    fc.assert(
      fc.property(orders, (entries) => {
        expect(reportOf(Object.fromEntries(entries))).toEqual(expected);
      }),
    );
  });
});

describe('any line', () => {
  it('reads the same in any order of its keys', () => {
    const pairs = object.chain((line) =>
      fc.tuple(
        fc.constant(line),
        fc.shuffledSubarray(Object.entries(line), { minLength: Object.keys(line).length }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([line, entries]) => {
        const read = readLog(line);
        const shuffled = readLog(Object.fromEntries(entries));
        if (read.kind === 'refused') expect(shuffled.kind).toBe('refused');
        else expect(shuffled).toEqual(read);
      }),
      { numRuns: 300 },
    );
  });
});
