import type { Reading } from '../events/reading.js';
import { sayWords } from '../words.js';
import type { Write } from '../writes.js';

/** What was said last of the progress of a copy; undefined where none was ever begun. */
export async function readCopyProgress(reading: Pick<Reading, 'lastWords'>): Promise<string | undefined> {
  const [word] = await reading.lastWords('copy');
  return word?.value.progress;
}

/** Keeps it. */
export async function sayCopyProgress(writing: Write, progress: string): Promise<void> {
  await sayWords(writing, 'copy', [{ key: '', value: { progress } }]);
}
