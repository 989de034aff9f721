import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createPortFinder } from './free-ports.js';

it('finds ports where nobody listens, none twice', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const busy = (server.address() as AddressInfo).port;
  const findPorts = createPortFinder(busy);
  const ports = (await Promise.all([findPorts(2), findPorts(2)])).flat();
  expect(ports).not.toContain(busy);
  expect(new Set(ports).size).toBe(4);
});
