/** How many statements in SQL run at once, of one client and in all: each has a process that may take 768 MB. */
export const STATEMENTS = { ofOne: 1, inAll: 2 } as const;

/** Who asks, or all together, have as many statements running as they may. */
export class TooManyStatements extends Error {
  override readonly name = 'TooManyStatements';
}

/** Lets statements in SQL in. */
export interface StatementGate {
  /**
   * Lets a statement of a client in; returns what is called when it has ended. Throws a TooManyStatements where as many run as may.
   *
   * @param client its address
   */
  enter(client: string): () => void;
}

/** Makes a gate that nobody has passed yet. */
export function createStatementGate(): StatementGate {
  const running = new Map<string, number>();
  let all = 0;
  return {
    enter(client) {
      const own = running.get(client) ?? 0;
      if (own >= STATEMENTS.ofOne)
        throw new TooManyStatements('Another statement of yours is still running.');
      if (all >= STATEMENTS.inAll) throw new TooManyStatements('Other statements are still running.');
      running.set(client, own + 1);
      all += 1;
      return () => {
        const left = (running.get(client) ?? 1) - 1;
        if (left === 0) running.delete(client);
        else running.set(client, left);
        all -= 1;
      };
    },
  };
}
