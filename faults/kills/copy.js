import { answersOf } from '../answers.js';
import { layDatabase, roundOf } from './round.js';

/** @type {import('./round.js').Subject} */
export const COPY = {
  about: 'copy of a file into a file',
  async begin(folder, { filled }) {
    layDatabase(folder, filled);
    return roundOf(folder, [['copy', 'oops-report.db', 'copy.db', '--format', 'json']], {
      answers: () => answersOf(folder, { db: 'copy.db', keepsArrival: true }),
    });
  },
};
