import { SqliteError } from 'better-sqlite3';

/** No database has as many OOPSes: a higher number is damage, and to count up to it could take for ever. */
export const LAST_SEQ = 2 ** 34;

/** Throws what SQLite throws of a damaged database where a number is none that an OOPS has. */
export function refuseDamagedSeq(seq: number): void {
  if (seq > LAST_SEQ) throw new SqliteError(`an OOPS has the number ${seq}`, 'SQLITE_CORRUPT');
}
