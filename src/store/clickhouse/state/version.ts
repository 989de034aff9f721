import type { Reading } from '../events/reading.js';

/** How long before the last one writings are told apart, in microseconds: one that began before that ended long ago. */
const LONGEST = 3_600_000_000;

/** A text that is another once anybody has written anything. See `version` of the port. */
export async function readVersion({ connection }: Reading): Promise<string> {
  const row = await connection.row<[number, string]>(
    `WITH (SELECT max(stamp) FROM write WHERE is_end = 1) AS last
     SELECT last, toString(groupBitXor(sipHash64(write))) FROM write FINAL
     WHERE is_end = 1 AND stamp > last - {longest:Int64}`,
    { longest: LONGEST },
  );
  return (row ?? []).join(' ');
}
