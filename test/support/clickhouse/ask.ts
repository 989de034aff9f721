import { PASSWORD, USER } from './server-config.js';
import type { ShardPorts } from './shard.js';

export interface AskOptions {
  /** Who asks, by default who may do everything. */
  readonly user?: string;
  /** Where names without a database are looked for. */
  readonly database?: string;
}

/**
 * Has a server do one statement, past all of the program, and returns its answer: a row a line, with tabs between the columns
 * unless the statement names a format. Rejects with what the server says against it.
 *
 * @example
 * await ask(node, 'SELECT number, number * 2 FROM numbers(2)'); // '0\t0\n1\t2'
 */
export async function ask(
  { httpPort }: ShardPorts,
  sql: string,
  { user = USER, database = 'default' }: AskOptions = {},
): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${httpPort}/`, {
    method: 'POST',
    headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': PASSWORD, 'X-ClickHouse-Database': database },
    body: sql,
  });
  const text = (await answer.text()).trimEnd();
  if (!answer.ok) throw new Error(text);
  return text;
}
