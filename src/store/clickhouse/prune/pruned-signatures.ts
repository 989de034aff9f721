import type { Interval } from '../../../time/interval.js';
import { covers } from '../../../time/interval.js';
import type { Condition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import type { Write } from '../writes.js';

/** When a reporter showed a signature first and last, of what was pruned. */
export interface RememberedSighting {
  /** The key of the reporter. */
  readonly reporter: string;
  readonly first: number;
  readonly last: number;
}

/** What is remembered of signatures, by their numbers. */
export type PrunedSignatures = ReadonlyMap<number, readonly RememberedSighting[]>;

/** Looks up what is remembered of some signatures. Where nothing was ever pruned nothing is asked. */
export async function findPrunedSignatures(
  { connection, cut, hasPruned }: Pick<Reading, 'connection' | 'cut' | 'hasPruned'>,
  numbers: Iterable<number>,
): Promise<PrunedSignatures> {
  const asked = [...numbers];
  const found = new Map<number, RememberedSighting[]>();
  if (!hasPruned || asked.length === 0) return found;
  const rows = await connection.rows<[signature: number, reporter: string, first: number, last: number]>(
    `SELECT signature, reporter, min(first_time), max(last_time) FROM pruned_signature
     WHERE stamp <= {cut:Int64} AND signature IN {asked:Array(UInt64)} GROUP BY signature, reporter`,
    { cut, asked },
  );
  for (const [signature, reporter, first, last] of rows) {
    const known = found.get(signature) ?? [];
    known.push({ reporter, first, last });
    found.set(signature, known);
  }
  return found;
}

/** When a signature was first seen; null when nothing of it was pruned. */
export function firstOf(sightings: readonly RememberedSighting[] = []): number | null {
  return sightings.length === 0 ? null : Math.min(...sightings.map(({ first }) => first));
}

/** When it was seen before a moment: the last time that is remembered. */
export function lastOf(sightings: readonly RememberedSighting[] = [], before: number): number | null {
  const times = sightings.flatMap(({ first, last }) => [first, last]).filter((time) => time < before);
  return times.length === 0 ? null : Math.max(...times);
}

/** The reporters of which one of the times that are remembered lies in an interval. */
export function seenBy(sightings: readonly RememberedSighting[] = [], interval: Interval): string[] {
  return sightings
    .filter(({ first, last }) => covers(interval, first) || covers(interval, last))
    .map(({ reporter }) => reporter);
}

/** Remembers when signatures were seen that go, before they are gone. */
export async function rememberSignatures(
  { columns, from, parameters }: Pick<Reading, 'columns' | 'from' | 'parameters'>,
  writing: Write,
  going: Condition,
): Promise<void> {
  await writing.insertFound(
    'pruned_signature',
    ['signature', 'reporter', 'first_time', 'last_time', 'stamp'],
    `SELECT ${columns.signature} AS number, reporter, min(time), max(time), {gone:Int64}
     FROM ${from} WHERE ${going.sql} GROUP BY number, reporter`,
    { ...parameters, ...going.parameters, gone: writing.stamp },
  );
}
