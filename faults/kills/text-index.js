import { answersOf } from '../answers.js';
import { ask } from '../program.js';
import { layDatabase, roundOf } from './round.js';

const QUERY = ['--quiet', 'query', '--text', 'server OR launchpad', '--limit', '5000', '--format', 'ndjson'];

/** @type {import('./round.js').Subject} */
export const TEXT_INDEX = {
  about: 'the first query --text, which makes the index of texts',
  async begin(folder, { filled }) {
    layDatabase(folder, filled);
    return roundOf(folder, [QUERY], {
      async answers() {
        const found = await ask(folder, QUERY);
        return [
          ...found.split('\n').map((line) => `found ${line}`),
          ...(await answersOf(folder, { keepsArrival: true })),
        ];
      },
    });
  },
};
