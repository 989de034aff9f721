import type { OutageWindow } from '../outages/window.js';
import type { ChangeStamp } from '../store/records.js';
import type { Store } from '../store/store.js';
import { describeWindow } from './written-window.js';

/**
 * Records one window. Doing it twice changes nothing; where the log has it with another end, title or budget, it is corrected.
 * Returns what was done, as a line.
 *
 * @example
 * await recordWindow(store, window, stamp); // 'fdt-1: downtime of * from 2011-09-08T08:53:05Z to open is recorded.'
 */
export async function recordWindow(store: Store, window: OutageWindow, stamp: ChangeStamp): Promise<string> {
  const { unchanged, updated } = await store.importWindows([window], stamp);
  const done = unchanged > 0 ? 'was recorded already' : updated > 0 ? 'is corrected' : 'is recorded';
  return `${describeWindow(window)} ${done}.`;
}
