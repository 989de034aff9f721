import { millisecondsInMinute } from '../../time/lengths.js';

/** Counts wrong tokens, so that nobody can try them all. */
export interface Tries {
  /** How long a client has to wait before it may try one, in milliseconds; 0: not at all. */
  waitOf(client: string): number;
  /** A client has tried a wrong one. */
  failed(client: string): void;
}

/** So many wrong tries are taken in a while: of one client, and of all together. */
export const WRONG_TRIES = { ofOne: 10, ofAll: 200 } as const;

/** How long a while is, in milliseconds. */
const WHILE = 15 * millisecondsInMinute;

/** So many clients are remembered; who was forgotten is counted with all. */
const CLIENTS = 10_000;

interface Count {
  readonly since: number;
  count: number;
}

/** @param now the clock, in milliseconds since the Unix epoch */
export function createTries(now: () => number): Tries {
  const clients = new Map<string, Count>();
  let all: Count = { since: now(), count: 0 };

  const isOver = ({ since }: Count) => now() - since >= WHILE;
  const waitFor = (counted: Count | undefined, most: number) =>
    counted && counted.count >= most ? Math.max(0, counted.since + WHILE - now()) : 0;

  return {
    waitOf: (client) =>
      Math.max(waitFor(clients.get(client), WRONG_TRIES.ofOne), waitFor(all, WRONG_TRIES.ofAll)),
    failed(client) {
      if (isOver(all)) all = { since: now(), count: 0 };
      all.count++;
      const known = clients.get(client);
      if (known && !isOver(known)) {
        known.count++;
        return;
      }
      clients.delete(client);
      clients.set(client, { since: now(), count: 1 });
      const [oldest] = clients.keys();
      if (clients.size > CLIENTS && oldest !== undefined) clients.delete(oldest);
    },
  };
}
