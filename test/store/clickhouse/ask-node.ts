import { connect, type Parameters } from '../../../src/store/clickhouse/connecting/connection.js';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { PASSWORD, USER } from '../../support/clickhouse/server-config.js';

/** Asks a server something that needs no table of ours. */
export async function askNode<Row extends readonly unknown[]>(
  sql: string,
  parameters?: Parameters,
): Promise<Row[]> {
  const [{ httpPort }] = (await sharedShards()).nodes;
  const connection = await connect({
    ...{ url: `http://127.0.0.1:${httpPort}`, username: USER, password: PASSWORD },
    ...{ database: 'system', cluster: null },
  });
  try {
    return await connection.rows<Row>(sql, parameters);
  } finally {
    await connection.close();
  }
}
