import type { Reading } from '../events/reading.js';

/** When the first OOPS happened whose time is exact; null when there is none. */
export async function firstOopsTime({
  alive,
  connection,
  from,
  parameters,
}: Reading): Promise<number | null> {
  const row = await connection.row<[number | null]>(
    `SELECT minOrNull(time) FROM ${from} WHERE ${alive} AND time_source <> 'directory'`,
    parameters,
  );
  return row?.[0] ?? null;
}
