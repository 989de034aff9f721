import { isWithin } from '../sources/is-within.js';
import type { Loader } from '../store/loader.js';
import type { SourceKind } from '../store/records.js';

/** What has been caught up with. */
export interface CaughtUp {
  /** The name of the queue or receiver. */
  readonly source: string;
  readonly kind: SourceKind;
  /** The absolute path of its spool. */
  readonly spool: string;
  /** Until when all that had arrived is loaded, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/**
 * Records that all that had arrived is loaded. A spool that somebody has also loaded as a repository, as a whole or a day of
 * it, has been read with it: else it would seem, for ever, that nothing is known of it since.
 */
export async function recordCaughtUp(
  loader: Pick<Loader, 'sources' | 'recordFullReading'>,
  { source, kind, spool, at }: CaughtUp,
): Promise<void> {
  const sources = await loader.sources();
  await loader.recordFullReading({ path: source, kind, lastReadAt: at });
  if (sources.some((other) => other.kind === 'repository' && isWithin(spool, other.path))) {
    await loader.recordFullReading({ path: spool, kind: 'repository', lastReadAt: at });
  }
}
