import type { TrackedSignature } from '../../sighted-oops.js';
import type { Reading } from '../events/reading.js';
import { findPrunedSignatures, firstOf } from '../prune/pruned-signatures.js';

/**
 * When each signature was first seen; what never was is not in the answer. The table of first times knows it but for what was taken
 * back, came after the cut, or was signed by other rules: so it is looked there, and where that is not so, everywhere. Where what was
 * pruned is remembered as no later, that is it.
 */
export async function findFirstSeen(
  reading: Reading,
  signatures: Iterable<TrackedSignature>,
): Promise<ReadonlyMap<TrackedSignature, number>> {
  const { alive, columns, connection, from, parameters, vocabulary } = reading;
  const byNumber = new Map([...signatures].map((one) => [vocabulary.numberOf(one), one]));
  const numbers = [...byNumber.keys()];
  const found = new Map<number, number>();
  const pruned = await findPrunedSignatures(reading, numbers);
  const keep = async (condition: string, own: Readonly<Record<string, unknown>>) => {
    const rows = await connection.rows<[signature: number, time: number]>(
      `SELECT ${columns.signature} AS number, min(time) FROM ${from} WHERE ${alive} AND ${condition} GROUP BY number`,
      { ...parameters, ...own },
    );
    for (const [number, time] of rows) found.set(number, time);
  };
  // Where rows have other signatures than they were written with, the table knows nothing of these.
  if (columns.signature === 'signature' && numbers.length > 0) {
    const candidates = await connection.rows<[signature: number, time: number]>(
      'SELECT signature, min(time) FROM first_seen WHERE signature IN {numbers:Array(UInt64)} GROUP BY signature',
      { numbers },
    );
    for (const [number, time] of candidates) {
      const remembered = firstOf(pruned.get(number));
      if (remembered !== null && remembered <= time) found.set(number, remembered);
    }
    const lookedFor = candidates.filter(([number]) => !found.has(number));
    const hours = new Set(lookedFor.map(([, time]) => Math.trunc(time / 3_600_000)));
    await keep(
      `hour IN {hours:Array(Int64)} AND (signature, time) IN arrayZip({seen:Array(UInt64)}, {times:Array(Int64)})`,
      {
        hours: [...hours],
        seen: lookedFor.map(([number]) => number),
        times: lookedFor.map(([, time]) => time),
      },
    );
  }
  const missing = numbers.filter((number) => !found.has(number));
  if (missing.length > 0) {
    await keep(`${columns.signature} IN {missing:Array(UInt64)}`, { missing });
  }
  for (const number of numbers) {
    const remembered = firstOf(pruned.get(number));
    if (remembered !== null) found.set(number, Math.min(remembered, found.get(number) ?? remembered));
  }
  return new Map(
    Array.from(byNumber, ([number, signature]) => [signature, found.get(number)] as const).filter(
      (entry): entry is readonly [TrackedSignature, number] => entry[1] !== undefined,
    ),
  );
}
