import type { KeptBug } from '../../kept.js';
import type { Connection } from '../connecting/connection.js';
import { sayWords } from '../words.js';
import type { Restoring } from './restoring.js';

/** Ties signatures to bugs, whether an OOPS has them or not. */
export async function restoreBugs(
  { connection, writing }: Restoring,
  bugs: readonly KeptBug[],
): Promise<void> {
  const numbers = await numbersOf(connection, bugs);
  await sayWords(
    writing,
    'bug',
    bugs.map((value, place) => ({ key: String(numbers[place]), value })),
  );
}

/** As `event.signature` has them. */
async function numbersOf(connection: Connection, bugs: readonly KeptBug[]): Promise<readonly number[]> {
  const row = await connection.row<[readonly number[]]>(
    `SELECT arrayMap((type, value) -> bitShiftRight(sipHash64(tuple(type, value)), 11),
       {types:Array(String)}, {values:Array(String)})`,
    {
      types: bugs.map(({ type }) => type.toWellFormed()),
      values: bugs.map(({ value }) => value.toWellFormed()),
    },
  );
  return row?.[0] ?? [];
}
