import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openClient } from '../../../../src/store/clickhouse/connecting/open-client.js';

it('throws what fails, and writes nothing of it', async () => {
  const written = (['error', 'warn', 'log', 'debug'] as const).map((way) => vi.spyOn(console, way));
  onTestFinished(() => void vi.restoreAllMocks());
  const client = await openClient({ url: `http://127.0.0.1:${await portOfNobody()}` });
  onTestFinished(() => client.close());
  await expect(client.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(written.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

/** A port of 127.0.0.1 where nobody listens any more. */
async function portOfNobody(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
