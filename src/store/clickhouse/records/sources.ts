import { compareCodePoints } from '../../../text/compare-text.js';
import type { Source } from '../../records.js';
import type { Reading } from '../events/reading.js';

/** All sources in the order of their paths. */
export async function listSources(reading: Reading): Promise<Source[]> {
  const words = await reading.lastWords('source');
  return words.map(({ value }) => value).sort(compareSources);
}

/** By the path. */
export function compareSources(a: Source, b: Source): number {
  return compareCodePoints(a.path, b.path);
}
