import type { Interval } from '../../../time/interval.js';
import type { HeardReporter } from '../../records.js';
import type { Db } from '../db.js';
import { listReporters } from '../tables/reporters.js';
import { iterateBlocks } from './fact-block.js';

const ALL_TIMES = { start: Number.MIN_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER };

/** How often each reporter was heard, and from when to when. See `heardReporters` of the port. */
export function listHeardReporters(db: Db, { start, end }: Interval = ALL_TIMES): HeardReporter[] {
  const heard = new Map<number, { count: number; firstTime: number; lastTime: number }>();
  for (const { time, reporter_id } of iterateBlocks(db, { start, end }, ['time', 'reporter_id'])) {
    time.forEach((at, row) => {
      if (at < start || at >= end) return;
      const id = reporter_id[row] as number;
      const known = heard.get(id);
      if (!known) {
        heard.set(id, { count: 1, firstTime: at, lastTime: at });
        return;
      }
      known.count += 1;
      if (at < known.firstTime) known.firstTime = at;
      if (at > known.lastTime) known.lastTime = at;
    });
  }
  return listReporters(db).map(({ id, name }) => ({
    name,
    ...(heard.get(id) ?? { count: 0, firstTime: null, lastTime: null }),
  }));
}
