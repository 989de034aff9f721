import { fileURLToPath } from 'node:url';
import { SeverityNumber } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { describe, expect, it } from 'vitest';
import { hasPythonModule, PYTHON } from '../../support/python.js';
import { run } from '../../support/run.js';
import { runClient } from '../../support/sentry-clients/receive-from.js';
import { startReceiverProgram } from '../../support/start-receiver-program.js';
import { makeFolder } from '../../support/temporary-folder.js';

const KEY = '0123456789abcdef0123456789abcdef';
const CONFIG = { 'oops-report.yaml': `projects: { 42: shop }\nreceiver: { keys: { 42: [${KEY}] } }\n` };
const NODE_CLIENT = fileURLToPath(
  new URL('../../support/sentry-clients/telling-node-client.js', import.meta.url),
);
const PYTHON_CLIENT = fileURLToPath(
  new URL('../../support/sentry-clients/telling-python-client.py', import.meta.url),
);

const COLUMNS =
  'id, type, substr(value, 1, 20), reporter, hostname, revno, username, informational, is_event';
const QUESTION = ['sql', `SELECT ${COLUMNS} FROM oops ORDER BY informational, type DESC`, '--format', 'json'];

/** What a client's program reported, once all of it is loaded. */
async function receive(command: string, file: string, environment: string) {
  const folder = makeFolder(CONFIG);
  const program = await startReceiverProgram(folder);
  const printed = await runClient(command, file, program.dsn(KEY), { ENVIRONMENT: environment });
  const { code, stdout } = await program.stop('SIGTERM');
  const [intake] = JSON.parse(stdout).intakes;
  expect({ code, intake }).toMatchObject({ code: 0, intake: { loaded: 3, rejected: 0, pending: 0 } });
  const { rows } = JSON.parse((await run(folder, QUESTION)).stdout);
  const ids = (JSON.parse(printed) as string[]).map((id) => `OOPS-${id}`);
  return { folder, rows, ids, intake };
}

describe('a receiver as a DSN', () => {
  it("of Sentry's client for Node", { timeout: 60_000 }, async () => {
    const { rows, ids, intake, folder } = await receive('node', NODE_CLIENT, 'staging');
    const shared = ['shop@staging', 'web-1', 'shop@1.2.3'];
    expect(rows).toEqual([
      [ids[0], 'TypeError', 'cannot pay', ...shared, 'ada@example.com', 0, 1],
      [ids[1], 'RangeError', 'x'.repeat(20), ...shared, null, 0, 1],
      [ids[2], expect.any(String), 'the till is slow', ...shared, null, 1, 1],
    ]);
    // Its sessions came beside.
    expect(intake.notErrors).toBeGreaterThan(0);
    const offsets = ['sql', 'SELECT count(clock_offset_seconds) FROM oops', '--format', 'json'];
    expect(JSON.parse((await run(folder, offsets)).stdout).rows).toEqual([[3]]);
  });

  const hasClient = hasPythonModule('sentry_sdk');
  it.skipIf(!hasClient)("of Sentry's client for Python", { timeout: 60_000 }, async () => {
    const { rows, ids } = await receive(PYTHON, PYTHON_CLIENT, 'production');
    const shared = ['shop', 'web-1', 'shop@1.2.3'];
    expect(rows).toEqual([
      [ids[0], 'TypeError', 'cannot pay', ...shared, 'ada@example.com', 0, 1],
      [ids[1], 'IndexError', 'x'.repeat(20), ...shared, null, 0, 1],
      [ids[2], expect.any(String), 'the till is slow', ...shared, null, 1, 1],
    ]);
  });

  it('is not that of a client with another key', { timeout: 60_000 }, async () => {
    const program = await startReceiverProgram(makeFolder(CONFIG));
    await runClient('node', NODE_CLIENT, program.dsn('wrong'), { ENVIRONMENT: 'x' });
    const { stdout } = await program.stop('SIGTERM');
    expect(JSON.parse(stdout).intakes).toMatchObject([{ accepted: 0, loaded: 0 }]);
  });

  it("takes the logs of OpenTelemetry's exporters", { timeout: 60_000 }, async () => {
    const folder = makeFolder(CONFIG);
    const program = await startReceiverProgram(folder);
    const exporter = new OTLPLogExporter({
      url: `http://${program.address}/v1/logs`,
      headers: { Authorization: `Bearer ${KEY}` },
    });
    const logs = new LoggerProvider({
      resource: resourceFromAttributes({ 'service.name': 'shop', 'service.version': '1.2' }),
      processors: [new SimpleLogRecordProcessor({ exporter })],
    });
    const failed = { severityNumber: SeverityNumber.ERROR, exception: new TypeError('cannot save') };
    logs.getLogger('shop.orders').emit(failed);
    await logs.shutdown();
    const { stdout } = await program.stop('SIGTERM');
    expect(JSON.parse(stdout).intakes).toMatchObject([{ accepted: 1, loaded: 1 }]);
    const { rows } = JSON.parse((await run(folder, QUESTION)).stdout);
    expect(rows).toEqual([[expect.any(String), 'TypeError', 'cannot save', 'shop', null, '1.2', null, 0, 1]]);
  });
});
