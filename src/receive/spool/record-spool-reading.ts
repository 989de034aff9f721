import type { Loader } from '../../store/loader.js';

/**
 * Records that all of a spool is loaded, where its folder is known as a source, since somebody named it to ingest once: else
 * it would hold back until when all is known.
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
  if (!sources.some(({ path, kind }) => path === root && kind === 'repository')) return;
  await loader.recordFullReading({ path: root, kind: 'repository', lastReadAt: at });
}
