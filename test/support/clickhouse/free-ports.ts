import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below those that systems hand out by themselves, so that nobody is given one while who listens there is away for a moment;
 * and above those of well-known services.
 */
const FIRST = 15_000;
const END = 30_000;

/**
 * Makes what finds so many ports of 127.0.0.1 where nobody listens. It gives none twice, so that those of a server that is just
 * being started, or is away, stay its own.
 *
 * @param first which to look at first, by default another for each
 */
export function createPortFinder(first = randomInt(FIRST, END)): (count: number) => Promise<number[]> {
  let next = first;
  return async (count) => {
    const found: number[] = [];
    while (found.length < count) {
      const port = next;
      next = next + 1 < END ? next + 1 : FIRST;
      if (await isFree(port)) found.push(port);
    }
    return found;
  };
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
