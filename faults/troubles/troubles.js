import { BROKEN_DISK } from './broken-disk.js';
import { CLOCK_JUMPS } from './clock-jumps.js';
import { FEW_DESCRIPTORS } from './few-descriptors.js';
import { LITTLE_MEMORY } from './little-memory.js';
import { SLOW_DISK } from './slow-disk.js';

/**
 * All that goes wrong without a kill.
 *
 * @type {Record<string, import('./trouble.js').Trouble>}
 */
export const TROUBLES = {
  'slow-disk': SLOW_DISK,
  'broken-disk': BROKEN_DISK,
  'clock-jumps': CLOCK_JUMPS,
  'few-descriptors': FEW_DESCRIPTORS,
  'little-memory': LITTLE_MEMORY,
};
