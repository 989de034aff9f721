import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOf } from '../answers.js';
import { logLines, makeReports } from '../material.js';
import { until } from '../program.js';
import { countStored } from './count-stored.js';
import { liveRoundOf } from './round.js';

const [REPORTS, LINES] = [240, 120];

/** @type {import('./round.js').Subject} */
export const FOLLOW = {
  about: 'ingest --follow of a repository and a log that are written',
  async begin(folder) {
    const [root, log] = [join(folder, 'reports'), join(folder, 'logs', 'app.log')];
    for (const path of [root, join(folder, 'logs')]) mkdirSync(path);
    const files = makeReports(REPORTS).map(({ id, day, body }) => ({ id, day, body }));
    const lines = logLines(LINES, 'F');
    return liveRoundOf(folder, {
      meals: files.map((file, index) => ({ file, line: index % 2 === 0 ? lines[index / 2] : '' })),
      args: ['ingest', '--follow', 'reports', 'logs', '--settle', '0'],
      async feed(_, meals) {
        for (const { file, line } of meals) {
          const { day, id, body } = file;
          mkdirSync(join(root, day), { recursive: true });
          writeFileSync(join(root, `.${id}`), body);
          renameSync(join(root, `.${id}`), join(root, day, id));
          appendFileSync(log, line.slice(0, 20));
          await sleep(2);
          appendFileSync(log, line.slice(20));
        }
        return [];
      },
      untilAll: () => until(() => countStored(folder).oopses >= REPORTS + LINES, 'what was written'),
      answers: () => answersOf(folder),
    });
  },
};
