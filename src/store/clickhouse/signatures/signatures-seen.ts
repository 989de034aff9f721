import { millisecondsInDay } from '../../../time/lengths.js';
import type { TrackedSignature } from '../../sighted-oops.js';
import type { SeenQuestion } from '../../snapshot.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { findPrunedSignatures, seenBy } from '../prune/pruned-signatures.js';

/** Which signatures were seen in intervals, see `signaturesSeen` of the port: of all that is asked of one interval at once. */
export async function findSignaturesSeen(
  reading: Reading,
  questions: readonly SeenQuestion[],
): Promise<readonly ReadonlySet<TrackedSignature>[]> {
  const keyed = questions.map(({ signatures, reporters, interval }) => ({
    ...{ interval, keys: reading.reporterKeys(reporters) },
    byNumber: new Map([...signatures].map((one) => [reading.vocabulary.numberOf(one), one])),
    seen: new Set<TrackedSignature>(),
  }));
  const askable = keyed.filter(({ keys, byNumber }) => keys.length > 0 && byNumber.size > 0);
  for (const asked of Map.groupBy(askable, ({ interval: { start, end } }) => `${start} ${end}`).values()) {
    const shown = await findShown(reading, {
      interval: asked[0]?.interval ?? { start: 0, end: 0 },
      reporters: new Set(asked.flatMap(({ keys }) => keys)),
      numbers: new Set(asked.flatMap(({ byNumber }) => [...byNumber.keys()])),
    });
    for (const { keys, byNumber, seen } of asked) {
      for (const [number, signature] of byNumber)
        if (keys.some((key) => shown.get(number)?.has(key))) seen.add(signature);
    }
  }
  return keyed.map(({ seen }) => seen);
}

interface Shown {
  readonly interval: SeenQuestion['interval'];
  readonly reporters: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** The reporters that showed each of some signatures in an interval, those of what was pruned among them. */
async function findShown(
  reading: Reading,
  { interval, reporters, numbers }: Shown,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const { alive, columns, connection, from, parameters } = reading;
  const within = intervalCondition(interval);
  const rows = await connection.rows<[signature: number, reporters: string[]]>(
    `SELECT ${columns.signature} AS number, groupUniqArray(reporter) FROM ${from}
     WHERE ${alive} AND ${within.sql} AND reporter IN {reporters:Array(String)}
       AND (time_source <> 'directory' OR time <= {lastDay:Int64}) AND number IN {numbers:Array(UInt64)}
     GROUP BY number`,
    {
      ...{ ...parameters, ...within.parameters, reporters: [...reporters], numbers: [...numbers] },
      lastDay: Math.floor(interval.end) - millisecondsInDay,
    },
  );
  const shown = new Map(rows.map(([number, keys]) => [number, new Set(keys)]));
  for (const [number, sightings] of await findPrunedSignatures(reading, numbers)) {
    const keys = shown.get(number) ?? new Set();
    for (const key of seenBy(sightings, interval)) keys.add(key);
    shown.set(number, keys);
  }
  return shown;
}
