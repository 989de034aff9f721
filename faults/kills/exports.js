import { join } from 'node:path';
import { logLines, writeOld } from '../material.js';
import { roundOf } from './round.js';

/** @type {import('./round.js').Subject} */
export const EXPORTS = {
  about: 'ingest of exports, CSV and JSON, one after the other',
  async begin(folder) {
    const lines = logLines(3000, 'E');
    writeOld(join(folder, 'all.ndjson'), lines.join(''));
    const rows = lines.slice(1000).map((line) => {
      const { id, time, type, value, reporter } = JSON.parse(line);
      return [id.replace('E', 'C'), time, type, value, reporter].join(',');
    });
    writeOld(
      join(folder, 'odd.csv'),
      'id,time,type\nOOPS-X1,no time at all,KeyError\nOOPS-X2,2011-09-08T01:00:00Z,KeyError\n',
    );
    writeOld(join(folder, 'some.csv'), `id,time,type,value,reporter\n${rows.join('\n')}\n`);
    return roundOf(folder, [
      ['--quiet', 'ingest', 'all.ndjson', 'odd.csv'],
      ['--quiet', 'ingest', 'some.csv'],
    ]);
  },
};
