import { isWithin } from '../../sources/is-within.js';
import type { Loader } from '../../store/loader.js';

/**
 * Records that all of a spool is loaded, where somebody has also loaded it as a repository, as a whole or a day of it: else it
 * would seem, for ever, that nothing is known of it since.
 *
 * @param root the absolute path of the spool
 * @param at until when all that came in is loaded
 */
export async function recordSpoolReading(
  loader: Pick<Loader, 'sources' | 'recordFullReading'>,
  root: string,
  at: number,
): Promise<void> {
  const sources = await loader.sources();
  if (!sources.some(({ path, kind }) => kind === 'repository' && isWithin(root, path))) return;
  await loader.recordFullReading({ path: root, kind: 'repository', lastReadAt: at });
}
