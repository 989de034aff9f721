import type { ClickHouseClient, ClickHouseClientConfigOptions } from '@clickhouse/client';

/**
 * Opens the driver of a server, which connects when it is first asked. It is loaded here alone, and only now, because most runs
 * do without; and it is silent: by itself it writes every error with its stack to stderr, beside throwing it.
 *
 * @example
 * const client = await openClient({ url: 'http://127.0.0.1:8123', username: 'oops', password: 'secret' });
 */
export async function openClient(
  options: Omit<ClickHouseClientConfigOptions, 'log'>,
): Promise<ClickHouseClient> {
  const { createClient, ClickHouseLogLevel } = await import('@clickhouse/client');
  return createClient({ ...options, log: { level: ClickHouseLogLevel.OFF } });
}
