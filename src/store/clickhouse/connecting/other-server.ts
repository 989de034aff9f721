/** Something else answered in place of ClickHouse; its message is what it said. */
export class OtherServerError extends Error {
  override readonly name = 'OtherServerError';
}

/** What ClickHouse puts into every answer, and nobody else. */
const OWN_HEADER = 'x-clickhouse-query-id';

/**
 * Throws an OtherServerError for an answer that is not of ClickHouse: a proxy that wants somebody to sign in answers all with a
 * page, and says that all is well. Taken for an answer it has no rows, and what was written would be lost.
 */
export function refuseOtherServer(headers: Readonly<Record<string, unknown>>): void {
  if (OWN_HEADER in headers) return;
  throw new OtherServerError(`an answer of ${String(headers['content-type'] ?? 'no type')}`);
}
