import type { Reading } from '../events/reading.js';

/** What the attributions were computed from. See `attributionBasis` of the port. */
export async function readAttributionBasis(reading: Reading): Promise<string | undefined> {
  const [[basis], [attribution]] = await Promise.all([
    reading.lastWords('basis'),
    reading.lastWords('attribution'),
  ]);
  // A writer can die between its two words.
  return basis && basis.value.of === (attribution?.stamp ?? 0) ? basis.value.text : undefined;
}
