import { roundOf } from './round.js';

/** @type {import('./round.js').Subject} */
export const IMPORT = {
  about: 'windows import of a log of outages',
  async begin(folder, { windows }) {
    return roundOf(folder, [['windows', 'import', windows]]);
  },
};
