import { existsSync } from 'node:fs';
import { isWithin } from '../../sources/is-within.js';
import type { LiveSession } from '../live-store.js';

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
 * Records that all that had arrived is loaded. A spool that somebody has also loaded as a repository, as a whole or a day of
 * it, has been read with it: else it would seem, for ever, that nothing is known of it since.
 */
export function recordCaughtUp({ store, now }: LiveSession, { queue, spool, at }: CaughtUp): Promise<void> {
  return store.load({ startedAt: at, clock: now, exists: existsSync }, async (loader) => {
    const sources = await loader.sources();
    await loader.recordFullReading({ path: queue, kind: 'queue', lastReadAt: at });
    if (sources.some(({ kind, path }) => kind === 'repository' && isWithin(spool, path))) {
      await loader.recordFullReading({ path: spool, kind: 'repository', lastReadAt: at });
    }
  });
}
