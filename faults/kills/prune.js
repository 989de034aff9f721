import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf } from '../answers.js';
import { filesBelow, fillDatabase } from '../material.js';
import { run } from '../program.js';
import { layDatabase, makeEmpty, roundOf } from './round.js';

const PRUNE = ['prune', '--before', '2011-09-08T12:00Z', '--keep-referenced', 'bugs.txt', '--files', '--yes'];

/** Each round has a repository of its own, at the same path: files go with what is pruned. */
/** @type {import('./round.js').Subject} */
export const PRUNING = {
  about: 'prune with the files on disk, and ingest again',
  async prepare({ folder, repository, windows }) {
    const round = join(folder, 'round');
    makeEmpty(round);
    cpSync(repository, join(round, 'reports'), { recursive: true, preserveTimestamps: true });
    await fillDatabase(round, join(round, 'reports'), windows);
    renameSync(join(round, 'oops-report.db'), join(folder, 'prune.db'));
    rmSync(round, { recursive: true });
  },
  async begin(folder, given) {
    cpSync(given.repository, join(folder, 'reports'), { recursive: true, preserveTimestamps: true });
    layDatabase(folder, join(given.folder, 'prune.db'));
    writeFileSync(join(folder, 'bugs.txt'), 'see nothing');
    return roundOf(folder, [PRUNE], {
      async answers() {
        const pruned = await answersOf(folder, { keepsArrival: true });
        await run(folder, ['--quiet', 'ingest', 'reports']);
        return [
          ...pruned,
          ...(await answersOf(folder)).map((line) => `again ${line}`),
          ...filesBelow(join(folder, 'reports')),
        ];
      },
    });
  },
};
