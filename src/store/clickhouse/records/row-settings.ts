import { type RowSettings, rowSettingsOf } from '../../../oops/events/document-settings.js';
import type { Reading } from '../events/reading.js';

/** How the rows of an export were read the last time, or undefined when none of that path was ever read. */
export async function findRowSettings(reading: Reading, path: string): Promise<RowSettings | undefined> {
  const [word] = await reading.lastWords('export', 'key = {path:String}', { path });
  return word && rowSettingsOf(word.value);
}
