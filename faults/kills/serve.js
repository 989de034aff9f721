import { answersOf } from '../answers.js';
import { layDatabase, liveRoundOf } from './round.js';

const TOKEN = 'a-token-of-the-faults-harness';
const WINDOWS = 40;
const PAGES = [
  '/',
  '/2011-09-08',
  '/outages',
  '/outages/outage-3',
  '/signatures',
  '/status',
  '/search?q=server',
];

/** @type {import('./round.js').Subject} */
export const SERVE = {
  about: 'serve, asked for pages while windows are recorded over it',
  async begin(folder, { filled }) {
    layDatabase(folder, filled);
    return liveRoundOf(folder, {
      meals: Array.from({ length: WINDOWS }, (_, index) => index),
      args: ['serve', '--port', '0', '--allow-edit'],
      env: { OOPS_REPORT_TOKEN: TOKEN },
      async feed(running, meals) {
        const site = await running.says(/ at (http:\/\/\S+)\/ /, 'stdout');
        if (site === null) return meals;
        const pages = PAGES.map((page) =>
          fetch(`${site}${page}`).then(
            (answer) => answer.text(),
            () => '',
          ),
        );
        const left = [];
        for (const index of meals) if (!(await isRecorded(site, index))) left.push(index);
        await Promise.all(pages);
        return left;
      },
      untilAll: async () => {},
      answers: () => answersOf(folder, { keepsArrival: true }),
    });
  },
};

/** @type {(site: string, index: number) => Promise<boolean>} */
async function isRecorded(site, index) {
  const fields = {
    outage: `by-hand-${index}`,
    systems: 'web',
    start: '2011-09-08T01:00Z',
    end: '2011-09-08T01:05Z',
  };
  const body = new URLSearchParams({ ...fields, by: 'faults', yes: '1' });
  try {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const answer = await fetch(`${site}/windows/add`, { method: 'POST', headers, body });
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}
