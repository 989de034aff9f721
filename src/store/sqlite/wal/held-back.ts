import { statSync } from 'node:fs';
import type { HeldBackLog } from '../../snapshot.js';
import type { Db } from '../db.js';
import { findStaleReaders } from './stale-readers.js';

/** What is kept of the log when all of it is in the database, in bytes: it grows again faster than it is made anew. */
export const KEPT_LOG = 32 * 1024 * 1024;
/** A log that is larger is not only that of a long loading. In bytes. */
const LARGE = 4 * KEPT_LOG;

/**
 * Tells of a log beside the database that has grown large because somebody reads an old state, as an `export` into a pager that waits;
 * null where nobody does.
 *
 * @param large what is large, in bytes
 */
export function findHeldBackLog(db: Db, large = LARGE): HeldBackLog | null {
  if (db.memory) return null;
  const bytes = statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes < large) return null;
  const readers = findStaleReaders(db.name);
  return readers.length === 0 ? null : { bytes, readers };
}
