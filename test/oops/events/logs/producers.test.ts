import { execFileSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { ecsFormat } from '@elastic/ecs-pino-format';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import winston from 'winston';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { hasPythonModule, PYTHON } from '../../../support/python.js';
import { formatOf, readLog, reportOf } from './read-log.js';

class DbError extends Error {
  override readonly name = 'DbError';
}

/** A failure of three links, as an application has it when its database is away. */
function makeFailure(): Error {
  const root = Object.assign(new DbError('server closed the connection'), { code: '57P01' });
  return new Error('request failed', { cause: new TypeError('cannot save', { cause: root }) });
}

const CAUSES = [
  { type: 'TypeError', value: 'cannot save' },
  { type: 'DbError', value: 'server closed the connection' },
];

/** What was written to a sink, as objects. */
interface Written {
  readonly lines: DocumentObject[];
  readonly write: (line: string) => void;
}

function makeSink(): Written {
  const lines: DocumentObject[] = [];
  return {
    lines,
    write: (text) => {
      for (const line of text.trim().split('\n')) lines.push(JSON.parse(line));
    },
  };
}

/** What each line came to: the kind of the reading, or type and value of the report. */
function outlines(lines: readonly DocumentObject[]): unknown[] {
  return lines.map((line) => {
    const reading = readLog(line);
    return reading.kind === 'report' ? [reading.report.type, reading.report.value] : reading.kind;
  });
}

describe('what pino writes', () => {
  const sink = makeSink();
  const log = pino({ name: 'shop', level: 'trace' }, sink);
  const request = { id: 7, method: 'GET', url: '/x', headers: { 'user-agent': 'UA', referer: 'https://r' } };
  log.error(makeFailure(), 'order 7');
  log.fatal({ err: makeFailure(), req: request, responseTime: 12 }, 'order 8');
  log.warn(makeFailure());
  log.error(new AggregateError([new Error('one'), makeFailure()], 'all failed'));
  log.error(Object.assign(new AggregateError([new Error('::1')]), { code: 'ECONNREFUSED' }));
  log.error('in words only');
  log.warn('trying again');
  log.info({ err: makeFailure() }, 'recovered');
  log.trace('detail');

  it('is recognised, and read by its level', () => {
    expect(sink.lines.map(formatOf)).toEqual(sink.lines.map(() => 'pino'));
    expect(outlines(sink.lines)).toEqual([
      ['Error', 'request failed'],
      ['Error', 'request failed'],
      ['Error', 'request failed'],
      ['AggregateError', 'all failed'],
      ['AggregateError', 'ECONNREFUSED'],
      ['LogMessage', 'in words only'],
      'no-error',
      'no-error',
      'no-error',
    ]);
  });

  it('has the chain, although its message is glued together', () => {
    const [line] = sink.lines as [DocumentObject & { time: number; err: { message: string; stack: string } }];
    expect(line.err.message).toBe('request failed: cannot save: server closed the connection');
    const report = reportOf(line);
    expect(report).toMatchObject({ causes: CAUSES, reporter: 'shop', traceback: line.err.stack });
    expect(report.extra).toEqual({ pid: process.pid, msg: 'order 7' });
    expect(report.time).toBe(line.time);
  });

  it('has the request', () => {
    expect(reportOf(sink.lines[1] ?? {})).toMatchObject({
      url: '/x',
      durationSeconds: 0.012,
      requestVariables: [
        ['REQUEST_METHOD', 'GET'],
        ['HTTP_USER_AGENT', 'UA'],
        ['HTTP_REFERER', 'https://r'],
      ],
      extra: { req: { id: 7 }, msg: 'order 8' },
    });
  });

  it('has the members of a group', () => {
    expect(reportOf(sink.lines[3] ?? {}).causes).toEqual([
      { type: 'Error', value: 'one' },
      { type: 'Error', value: 'request failed' },
      ...CAUSES,
    ]);
  });

  it('has the chain of its other serializer, which nests the causes', () => {
    const nested = makeSink();
    pino({ serializers: { err: pino.stdSerializers.errWithCause } }, nested).error(makeFailure());
    const report = reportOf(nested.lines[0] ?? {});
    expect(report).toMatchObject({ type: 'Error', value: 'request failed', causes: CAUSES });
    expect(report.traceback?.split('\ncaused by: ')).toHaveLength(3);
  });
});

describe('what pino writes in the Elastic Common Schema', () => {
  const sink = makeSink();
  const options = { serviceName: 'shop', serviceVersion: '1.2', serviceEnvironment: 'staging' };
  const log = pino(ecsFormat(options), sink);
  log.error(makeFailure(), 'order 7');
  log.warn('trying again');
  log.error('in words only');

  it('mixes dots and objects, and is read', () => {
    expect(sink.lines[0]).toMatchObject({ 'log.level': 'error', error: { type: 'Error' } });
    expect(sink.lines.map(formatOf)).toEqual(['ecs', 'ecs', 'ecs']);
    expect(outlines(sink.lines)).toEqual([
      ['Error', 'request failed'],
      'no-error',
      ['LogMessage', 'in words only'],
    ]);
    const report = reportOf(sink.lines[0] ?? {});
    expect(report).toMatchObject({ reporter: 'shop@staging', revno: '1.2', extra: { message: 'order 7' } });
    expect(report.traceback).toMatch(/^Error: request failed\n {4}at makeFailure/);
    expect(report.time).toBe(Date.parse(String(sink.lines[0]?.['@timestamp'])));
  });
});

describe('what winston writes', () => {
  const sink = makeSink();
  const stream = new Writable({
    write: (chunk, _, done) => {
      sink.write(String(chunk));
      done();
    },
  });
  const { combine, errors, json, timestamp } = winston.format;
  const log = winston.createLogger({
    level: 'silly',
    format: combine(errors({ stack: true, cause: true }), timestamp(), json()),
    defaultMeta: { service: 'shop' },
    transports: [new winston.transports.Stream({ stream })],
  });
  log.error(makeFailure());
  log.error('order 7:', makeFailure());
  log.error('in words only');
  log.warn('trying again');
  log.http('GET /x');

  it('is read by its level, with the message that the error has itself', () => {
    expect(sink.lines.map(formatOf)).toEqual(sink.lines.map(() => 'json'));
    expect(outlines(sink.lines)).toEqual([
      ['Error', 'request failed'],
      ['Error', 'request failed'],
      ['LogMessage', 'in words only'],
      'no-error',
      'no-error',
    ]);
  });

  it('has lost the causes on the way, and keeps the whole message', () => {
    const report = reportOf(sink.lines[1] ?? {});
    expect(report).toMatchObject({ reporter: 'shop', causes: [] });
    expect(report.extra).toEqual({ cause: {}, message: 'order 7: request failed' });
    expect(report.traceback).toMatch(/^Error: request failed\n {4}at makeFailure/);
    expect(report.time).toBe(Date.parse(String(sink.lines[1]?.timestamp)));
  });
});

const hasStructlog = hasPythonModule('structlog');

const PROGRAM = `
import structlog
from structlog import processors

class DbError(Exception): pass

def fail():
    password = "hunter2"
    try:
        try:
            raise DbError("server closed the connection")
        except DbError as error:
            raise TypeError("cannot save") from error
    except TypeError:
        raise RuntimeError("request failed")

for write in (processors.format_exc_info, processors.dict_tracebacks):
    structlog.configure(
        processors=[processors.add_log_level, processors.TimeStamper(fmt="iso"), write, processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(), cache_logger_on_first_use=False)
    log = structlog.get_logger(service="shop", user_id=7)
    try:
        fail()
    except RuntimeError:
        log.exception("order 7")
        log.warning("order 8", exc_info=True)
        log.info("order 9", exc_info=True)
    log.error("in words only")
`;

describe.skipIf(!hasStructlog)(`what structlog writes (needs ${PYTHON} with python3-structlog)`, () => {
  const sink = makeSink();
  if (hasStructlog) sink.write(execFileSync(PYTHON, ['-W', 'ignore', '-c', PROGRAM], { encoding: 'utf8' }));

  it('is recognised, and read by its level, from a text as from dictionaries', () => {
    const expected = [
      ['RuntimeError', 'request failed'],
      ['RuntimeError', 'request failed'],
      'no-error',
      ['LogMessage', 'in words only'],
    ];
    expect(outlines(sink.lines)).toEqual([...expected, ...expected]);
    expect(sink.lines.map(formatOf)).toEqual(sink.lines.map(() => 'structlog'));
  });

  it.each([0, 4])('has the chain, the outermost first: line %d', (index) => {
    const report = reportOf(sink.lines[index] ?? {});
    expect(report).toMatchObject({ causes: CAUSES, reporter: 'shop', username: '7' });
    expect(report.extra).toEqual({ event: 'order 7' });
    expect(report.time).toBe(Date.parse(String(sink.lines[index]?.timestamp)));
  });

  it('keeps no local variables', () => {
    expect(JSON.stringify(sink.lines)).toContain('hunter2');
    for (const line of sink.lines) expect(JSON.stringify(readLog(line))).not.toContain('hunter2');
  });

  it('has the same traceback both ways, but for the lines of the program', () => {
    const frames = (index: number) =>
      reportOf(sink.lines[index] ?? {})
        .traceback?.split('\n')
        .filter((line) => !line.startsWith('    '))
        .map((line) => line.replace(/, line \d+,/, ','))
        .join('\n')
        .trim();
    expect(frames(4)).toBe(frames(0));
    expect(frames(4)).toContain('The above exception was the direct cause of the following exception:');
    expect(frames(4)).toContain('During handling of the above exception, another exception occurred:');
  });
});
