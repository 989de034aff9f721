import { join } from 'node:path';
import { logLines, writeOld } from '../material.js';
import { roundOf } from './round.js';

/** @type {import('./round.js').Subject} */
export const INGEST = {
  about: 'ingest of a repository and a log',
  async begin(folder, { repository }) {
    const log = join(folder, 'app.log');
    writeOld(log, logLines(400, 'L').join(''));
    return roundOf(folder, [['--quiet', 'ingest', repository, log]]);
  },
};
