import { existsSync } from 'node:fs';
import type { LiveSession } from '../live-store.js';
import { recordSpoolReading } from '../spool/record-spool-reading.js';

/** What has been caught up with. */
export interface CaughtUp {
  /** The name of the queue. */
  readonly queue: string;
  /** The absolute path of its spool. */
  readonly spool: string;
  /** Until when all that had arrived is loaded, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/**
 * Records that all that had arrived is loaded, and what is in its spool.
 */
export function recordCaughtUp({ store, now }: LiveSession, { queue, spool, at }: CaughtUp): Promise<void> {
  return store.load({ startedAt: at, clock: now, exists: existsSync }, async (loader) => {
    await loader.recordFullReading({ path: queue, kind: 'queue', lastReadAt: at });
    await recordSpoolReading(loader, spool, at);
  });
}
