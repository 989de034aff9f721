import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { createPortFinder } from './free-ports.js';
import type { OwnShards } from './shards.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask, over HTTP, for what one place has to give out in a run. */
    readonly clickHouseDesk: string;
  }
}

/**
 * Gives out, as long as the tests run, what they share, in whatever process they are: free ports, and two servers, which are
 * started for the first who asks and ended with the run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const findPorts = createPortFinder();
  let shards: Promise<OwnShards> | undefined;

  async function answer(question = ''): Promise<unknown> {
    const [, count] = /^\/ports\/(\d+)$/.exec(question) ?? [];
    if (count !== undefined) return findPorts(Number(count));
    shards ??= startShared();
    return (await shards).nodes.map(({ httpPort, tcpPort }) => ({ httpPort, tcpPort }));
  }

  async function startShared(): Promise<OwnShards> {
    const { startShardsAt } = await import('./shards.js');
    return startShardsAt(await findPorts(4));
  }

  const desk = createServer(async ({ url }, response) => {
    try {
      response.end(JSON.stringify(await answer(url)));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  project.provide('clickHouseDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await (await shards?.catch(() => undefined))?.stop();
  };
}
