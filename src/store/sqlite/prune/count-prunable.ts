import { millisecondsInDay } from '../../../time/lengths.js';
import type { Prunable, PruneQuestion } from '../../questions/pruning.js';
import type { Db } from '../db.js';

/** That an OOPS happened before a moment: of an inexact time the whole day lies before it. */
export const IS_OLD = `time < @before AND (time_source <> 'directory' OR time <= @before - ${millisecondsInDay})`;

/** What a prune would do; but for the ids that stay it goes through an index alone. */
export function countPrunable(db: Db, question: PruneQuestion, isWithFiles = false): Prunable {
  const { before, stretches, kept } = question;
  const countAll = db
    .prepare('SELECT count(*) FROM stored_oops WHERE time >= @start AND time < @end')
    .pluck();
  // Those of which the day is not over are few, and have an index of their own.
  const countUnfinished = db
    .prepare(
      `SELECT count(*) FROM stored_oops WHERE time_source = 'directory'
         AND time >= max(@start, @before - ${millisecondsInDay - 1}) AND time < @end`,
    )
    .pluck();
  const count = (start: number, end: number) =>
    (countAll.get({ start, end }) as number) - (countUnfinished.get({ start, end, before }) as number);
  const inside = stretches.reduce((sum, { start, end }) => sum + count(start, Math.min(end, before)), 0);
  const timeOf = db.prepare(`SELECT time FROM stored_oops WHERE oops_id = @id AND ${IS_OLD}`).pluck();
  const times = [...kept].flatMap((id) => (timeOf.get({ id, before }) as number | undefined) ?? []);
  const referenced = times.filter((time) => stretches.some(({ start, end }) => start <= time && time < end));
  return {
    oopses: inside - referenced.length,
    ...timesOf(db, question),
    outside: count(Number.MIN_SAFE_INTEGER, before) - inside,
    referenced: referenced.length,
    files: isWithFiles ? countFiles(db, question) : null,
  };
}

/** That an OOPS lies in a stretch and goes. */
const GOES = `time >= @start AND time < @end AND ${IS_OLD}
  AND oops_id NOT IN (SELECT value FROM json_each(@ids))`;

const DAY = "'*/[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'";

function countFiles(db: Db, { before, stretches, kept }: PruneQuestion): number {
  const ids = JSON.stringify([...kept]);
  const count = db
    .prepare(
      `SELECT count(*) FROM stored_oops o JOIN file f ON f.oops = o.id JOIN directory d ON d.id = f.directory_id
       WHERE ${GOES} AND d.path GLOB ${DAY} AND NOT EXISTS (SELECT 1 FROM export WHERE path = d.path || '/' || f.name)`,
    )
    .pluck();
  return stretches.reduce((sum, stretch) => sum + (count.get({ ...stretch, before, ids }) as number), 0);
}

function timesOf(db: Db, { before, stretches, kept }: PruneQuestion) {
  const ids = JSON.stringify([...kept]);
  const most = (order: 'ASC' | 'DESC') =>
    db.prepare(`SELECT time FROM stored_oops WHERE ${GOES} ORDER BY time ${order} LIMIT 1`).pluck();
  const find = (order: 'ASC' | 'DESC', ordered: readonly { start: number; end: number }[]) => {
    for (const { start, end } of ordered) {
      const time = most(order).get({ start, end, before, ids }) as number | undefined;
      if (time !== undefined) return time;
    }
    return null;
  };
  return { firstTime: find('ASC', stretches), lastTime: find('DESC', stretches.toReversed()) };
}
