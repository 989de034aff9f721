import type { KeptChange } from '../../kept.js';
import type { WindowChange } from '../../records.js';
import type { Reading } from '../events/reading.js';
import { compareChangeWords } from '../records/windows.js';
import { sayWords, type Word } from '../words.js';
import type { Restoring } from './restoring.js';

/** What the keys of changes have in place of a stamp that another store kept: see `Words`. */
const RESTORED = 0;

/**
 * The changes of all windows, the first one first. Those that another store kept have the places that they had there, each other one
 * the place behind the one before it: a change is never taken back, and none comes between two.
 */
export async function listKeptChanges({ lastWords }: Pick<Reading, 'lastWords'>): Promise<KeptChange[]> {
  let place = 0;
  const words = (await lastWords('window-change')).sort(compareChangeWords);
  return words.map((word) => {
    place = placeElsewhere(word) ?? place + 1;
    return { ...word.value, place };
  });
}

/** The place that it had in the store that it was copied from; null: it was made here. */
function placeElsewhere({ key }: Word<WindowChange>): number | null {
  const [, stamp, place] = JSON.parse(key) as [outage: string, stamp: number, place: number];
  return stamp === RESTORED ? place : null;
}

/** Keeps changes at their places in the log. */
export async function restoreChanges({ writing }: Restoring, changes: readonly KeptChange[]): Promise<void> {
  await sayWords(
    writing,
    'window-change',
    changes.map(({ place, ...value }) => {
      const outage = (value.after ?? value.before)?.outage ?? '';
      return { key: JSON.stringify([outage, RESTORED, place]), value };
    }),
  );
}
