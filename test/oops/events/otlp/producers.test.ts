import { once } from 'node:events';
import { createServer } from 'node:http';
import { ROOT_CONTEXT, SeverityNumber, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { eventFormatOf } from '../../../../src/oops/events/events.js';
import { OTLP } from '../../../../src/oops/events/otlp/otlp.js';
import type { DocumentObject } from '../../../../src/oops/formats/document-value.js';
import { read } from './otlp-data.js';

/** A receiver that keeps what is posted to it, by path. */
async function startReceiver() {
  const posted: { path: string; document: DocumentObject }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    posted.push({ path: request.url ?? '', document: JSON.parse(Buffer.concat(parts).toString()) });
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { posted, server, url: `http://127.0.0.1:${port}` };
}

class SaveFailed extends Error {
  override readonly name = 'SaveFailed';
}

/** What a program sends whose span fails, and which writes the exception as a log record too. */
async function runProgram() {
  const { posted, server, url } = await startReceiver();
  const resource = resourceFromAttributes({
    'service.name': 'shop',
    'service.namespace': 'eu',
    'service.version': '1.2',
    'deployment.environment.name': 'staging',
  });
  const logs = new LoggerProvider({
    resource,
    processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter({ url: `${url}/v1/logs` }) })],
  });
  const traces = new TracerProvider({
    resource,
    spanProcessors: [
      new SimpleSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${url}/v1/traces` }) }),
    ],
  });
  const failure = new SaveFailed('cannot save');
  const attributes = { 'http.route': '/orders/:id', 'http.request.method': 'POST' };
  const span = traces.getTracer('shop.http').startSpan('POST /orders/:id', { attributes });
  const logger = logs.getLogger('shop.orders');
  span.recordException(failure);
  logger.emit({
    ...{ severityNumber: SeverityNumber.ERROR, eventName: 'http.server.request.exception' },
    ...{ exception: failure, context: trace.setSpan(ROOT_CONTEXT, span) },
  });
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  logger.emit({
    ...{ severityNumber: SeverityNumber.FATAL, severityText: 'FATAL', body: 'out of memory' },
    attributes: { 'shop.order': { id: 7, items: ['a', 'b'] }, 'shop.total': 9.5 },
  });
  logger.emit({ severityNumber: SeverityNumber.INFO, body: 'saved' });
  await Promise.all([logs.forceFlush(), traces.forceFlush()]);
  await Promise.all([logs.shutdown(), traces.shutdown()]);
  server.close();
  const of = (path: string) => posted.filter((post) => post.path === path).map(({ document }) => document);
  return { logs: of('/v1/logs'), traces: of('/v1/traces'), failure };
}

describe('what the exporters of OpenTelemetry for Node really post', () => {
  it('is recognised and read, and an exception in both kinds is one', async () => {
    const before = Date.now();
    const { logs, traces, failure } = await runProgram();
    expect([...logs, ...traces].map((line) => eventFormatOf(line))).toEqual([OTLP, OTLP, OTLP, OTLP]);
    const [spanFailure, ...otherSpans] = traces.flatMap((document) => read(document));
    const readings = logs.flatMap((document) => read(document));
    const [logFailure, fatal] = ['SaveFailed', 'shop.orders'].map((type) =>
      readings.find((reading) => reading.kind === 'report' && reading.report.type === type),
    );
    expect(otherSpans).toEqual([]);
    expect(readings.map(({ kind }) => kind).sort()).toEqual(['no-error', 'report', 'report']);
    if (spanFailure?.kind !== 'report' || logFailure?.kind !== 'report' || fatal?.kind !== 'report') {
      throw new Error(JSON.stringify([spanFailure, logFailure, fatal]));
    }
    const common = {
      ...{ type: 'SaveFailed', value: 'cannot save', traceback: failure.stack },
      ...{ reporter: 'eu/shop@staging', revno: '1.2', isEvent: true },
    };
    expect(logFailure.report).toMatchObject(common);
    expect(spanFailure.report).toMatchObject({
      ...common,
      topic: '/orders/:id',
      requestVariables: [['REQUEST_METHOD', 'POST']],
    });
    expect(spanFailure.report.durationSeconds).toBeGreaterThan(0);
    expect([logFailure.report.id, logFailure.content]).toEqual([spanFailure.report.id, spanFailure.content]);
    expect(fatal.report).toMatchObject({
      ...{ id: '', value: 'out of memory' },
      extra: { 'shop.order': { id: 7, items: ['a', 'b'] }, 'shop.total': 9.5, severity_text: 'FATAL' },
    });
    for (const { report } of [logFailure, spanFailure, fatal]) {
      expect(report.time).toBeGreaterThanOrEqual(before - 1);
      expect(report.time).toBeLessThanOrEqual(Date.now() + 1);
    }
  });
});
