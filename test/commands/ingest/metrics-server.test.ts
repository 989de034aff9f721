import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveMetrics } from '../../../src/commands/ingest/metrics-server.js';
import { createFigures } from '../../../src/receive/intake.js';
import { UserError } from '../../../src/user-error.js';

const ANY_PORT = { host: '127.0.0.1', port: 0 };

/** A server with two ways in, the first of them connected. */
async function serve(render: () => Promise<string> = async () => '# EOF\n') {
  const intakes = ['/srv/oopses', 'amqp://broker/oopses\u001b'].map((name) => ({
    name,
    figures: createFigures(),
  }));
  for (const { figures } of intakes.slice(0, 1)) figures.isConnected = true;
  const server = await serveMetrics(ANY_PORT, { intakes, render });
  onTestFinished(server.close);
  const ask = async (path: string, method = 'GET') => {
    const response = await fetch(`http://${server.at}${path}`, { method });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.text(),
    };
  };
  return { server, intakes, ask };
}

describe('a server of metrics', () => {
  it('serves them as OpenMetrics', async () => {
    const { ask } = await serve();
    const type = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
    expect(await ask('/metrics')).toEqual({ status: 200, type, body: '# EOF\n' });
    expect(await ask('/metrics?a=b')).toEqual({ status: 200, type, body: '# EOF\n' });
    expect(await ask('/metrics', 'HEAD')).toEqual({ status: 200, type, body: '' });
  });

  it('tells which ways in are not connected, and is healthy when all are', async () => {
    const { ask, intakes } = await serve();
    const type = 'text/plain; charset=utf-8';
    expect(await ask('/healthz')).toEqual({
      ...{ status: 503, type, body: 'not connected: amqp://broker/oopses\\x1b\n' },
    });
    for (const { figures } of intakes) figures.isConnected = true;
    expect(await ask('/healthz')).toEqual({ status: 200, type, body: 'ok\n' });
  });

  it('has nothing else, and can only be read', async () => {
    const { ask } = await serve();
    expect(await ask('/')).toMatchObject({ status: 404, body: 'There are /metrics and /healthz.\n' });
    expect(await ask('/metrics', 'POST')).toMatchObject({ status: 405 });
  });

  it('goes on when figures cannot be had', async () => {
    const { ask } = await serve(() => Promise.reject(new Error('no figures')));
    expect(await ask('/metrics')).toMatchObject({ status: 500, body: 'the figures cannot be had\n' });
    expect(await ask('/healthz')).toMatchObject({ status: 503 });
  });

  it('closes at once, whoever is still connected', async () => {
    const { server, ask } = await serve();
    await ask('/healthz');
    await server.close();
    await expect(fetch(`http://${server.at}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('says why it cannot listen', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const source = { intakes: [], render: async () => '' };
    await expect(serveMetrics({ host: '127.0.0.1', port }, source)).rejects.toThrow(
      new UserError(`--metrics 127.0.0.1:${port}: another program listens there. Give another port.`),
    );
    await expect(serveMetrics({ host: '192.0.2.1', port: 0 }, source)).rejects.toThrow(
      new UserError('--metrics 192.0.2.1:0: this machine has no such address. Give one of its own.'),
    );
  });
});
