import { compareCodePoints } from '../../../text/compare-text.js';
import type { FilePlace, Reject } from '../../records.js';
import type { Reading } from '../events/reading.js';

/** All that could not be read, in the order of the paths. */
export async function listRejects(reading: Reading): Promise<Reject[]> {
  const words = await reading.lastWords('reject');
  return words.map(({ value }) => value).sort(compareRejects);
}

/** The key of the words on what was refused. */
export function rejectKey({ directory, name, line }: FilePlace & { readonly line: number }): string {
  return JSON.stringify([directory, name, line]);
}

/** What the keys begin with of all that was refused in a folder, or of a file in it. */
export function rejectKeyStart(directory: string, name?: string): string {
  return `${JSON.stringify(name === undefined ? [directory] : [directory, name]).slice(0, -1)},`;
}

/** By the path, then the line. */
export function compareRejects(a: Reject, b: Reject): number {
  return compareCodePoints(a.directory, b.directory) || compareCodePoints(a.name, b.name) || a.line - b.line;
}
