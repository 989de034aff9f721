import { BROKEN_DISK } from './broken-disk.js';
import { CLOCK_JUMPS } from './clock-jumps.js';
import { FEW_DESCRIPTORS } from './few-descriptors.js';
import { FULL_DISK } from './full-disk.js';
import { LITTLE_MEMORY } from './little-memory.js';
import { MOVED_DATABASE } from './moved-database.js';
import { SLOW_DISK } from './slow-disk.js';
import { VANISHED_FOLDER } from './vanished-folder.js';

/**
 * All that goes wrong without a kill.
 *
 * @type {Record<string, import('./trouble.js').Trouble>}
 */
export const TROUBLES = {
  'full-disk': FULL_DISK,
  'slow-disk': SLOW_DISK,
  'broken-disk': BROKEN_DISK,
  'vanished-folder': VANISHED_FOLDER,
  'moved-database': MOVED_DATABASE,
  'clock-jumps': CLOCK_JUMPS,
  'few-descriptors': FEW_DESCRIPTORS,
  'little-memory': LITTLE_MEMORY,
};
