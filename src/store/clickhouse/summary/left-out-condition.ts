import type { Interval } from '../../../time/interval.js';
import { type Condition, intervalCondition } from '../events/interval-condition.js';
import type { ReadStretch } from '../events/read-stretches.js';
import type { Reading } from '../events/reading.js';

/**
 * That a row is none of those that are left out. A storm is most of what its minutes hold: where the snapshot has read a stretch
 * whole, those few that stay are named in place of the thousands that do not.
 *
 * @param leftOut the marks of OOPSes
 * @example
 * leftOutCondition(reading, storm).sql;
 * // "NOT (hour BETWEEN 365312 AND 365312 AND time >= … AND time < … AND reporter IN {storm_0_reporters:Array(String)}
 * //   AND id_key NOT IN {storm_0_kept:Array(String)})"
 */
export function leftOutCondition(reading: Reading, leftOut: readonly number[]): Condition {
  const others = new Set(leftOut);
  const storms = reading.stretches.all().flatMap((stretch) => {
    const storm = findStorm(stretch, others);
    if (!storm || storm.kept.length >= storm.leftOut.length) return [];
    for (const mark of storm.leftOut) others.delete(mark);
    return [{ ...storm, reporters: stretch.reporters }];
  });
  const keysOf = (marks: Iterable<number>) => Array.from(marks, reading.vocabulary.idKeyOf);
  const conditions = storms.map(({ span, reporters, kept }, place): Condition => {
    const name = `storm_${place}`;
    const within = intervalCondition(span, name);
    const isKept = kept.length === 0 ? '' : ` AND id_key NOT IN {${name}_kept:Array(String)}`;
    return {
      sql: `NOT (${within.sql} AND reporter IN {${name}_reporters:Array(String)}${isKept})`,
      parameters: {
        ...{ ...within.parameters, [`${name}_reporters`]: reporters },
        ...(kept.length > 0 && { [`${name}_kept`]: keysOf(kept) }),
      },
    };
  });
  if (others.size > 0) {
    conditions.push({
      sql: 'id_key NOT IN {left_out:Array(String)}',
      parameters: { left_out: keysOf(others) },
    });
  }
  return {
    sql: conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND '),
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)),
  };
}

/** From the first to the last OOPS of a stretch that is left out: which are, and which stay. */
interface Storm {
  readonly span: Interval;
  readonly leftOut: readonly number[];
  readonly kept: readonly number[];
}

function findStorm({ times }: ReadStretch, leftOut: ReadonlySet<number>): Storm | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [mark, time] of times) {
    if (!leftOut.has(mark)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  if (first > last) return undefined;
  const within = Array.from(times.keys()).filter((mark) => isBetween(times.get(mark), first, last));
  return {
    span: { start: first, end: last + 1 },
    leftOut: within.filter((mark) => leftOut.has(mark)),
    kept: within.filter((mark) => !leftOut.has(mark)),
  };
}

function isBetween(time: number | undefined, first: number, last: number): boolean {
  return time !== undefined && time >= first && time <= last;
}
