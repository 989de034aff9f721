import { compareBlocks } from '../../blocks/compare-blocks.js';
import type { Check } from '../check.js';

/** The blocks of facts against the rows that they were made of. */
export const BLOCKS: Check = {
  check: 'blocks',
  isQuick: false,
  since: 17,
  look(db) {
    const { count, differing } = compareBlocks(db);
    return {
      told: `${count} blocks of facts against the rows that they are of`,
      faults: differing.map(({ number, columns }) => `block ${number}: ${columns.join(', ')}`),
      lost: 'Nothing: blocks are made anew of the rows.',
    };
  },
};
