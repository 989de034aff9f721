import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { answersOf } from '../answers.js';
import { roundOf } from './round.js';

const FIXTURES = fileURLToPath(new URL('../../test/fixtures/databases/', import.meta.url));
const NAMES = globSync('*.db.br', { cwd: FIXTURES }).sort();

/** @type {import('./round.js').Subject} */
export const MIGRATION = {
  about: 'db migrate of a database of each earlier schema',
  async begin(folder, _, random) {
    const name = random.pick(NAMES);
    writeFileSync(join(folder, 'oops-report.db'), brotliDecompressSync(readFileSync(join(FIXTURES, name))));
    return roundOf(folder, [['db', 'migrate']], {
      name: basename(name, '.db.br'),
      answers: () => answersOf(folder, { keepsArrival: true }),
    });
  },
};
