import { millisecondsInDay, millisecondsInHour } from '../../../time/lengths.js';
import type { PruneQuestion } from '../../questions/pruning.js';
import { type Condition, intervalCondition, intervalsCondition } from '../events/interval-condition.js';
import { ID_HASH } from '../schema/tables.js';
import type { TakenBack } from '../words.js';

/** That an event happened before a moment: of an inexact time the whole day lies before it. */
export function oldCondition(before: number): Condition {
  const within = intervalCondition({ start: Number.MIN_SAFE_INTEGER, end: before }, 'old');
  return {
    sql: `${within.sql} AND (time_source <> 'directory' OR time <= {last_day:Int64})`,
    parameters: { ...within.parameters, last_day: lastDayOf(before) },
  };
}

/** That an event lies in one of some stretches. */
export function stretchesCondition({ stretches }: Pick<PruneQuestion, 'stretches'>): Condition {
  return intervalsCondition(stretches, 'stretch');
}

/** That an event has one of the ids that stay. */
export function keptCondition({ kept }: { readonly kept: Iterable<string> }): Condition {
  const ids = [...kept].map((key) => key.toWellFormed());
  return ids.length === 0
    ? { sql: '0', parameters: {} }
    : { sql: 'id_key IN {kept:Array(String)}', parameters: { kept: ids } };
}

/** That a row of `event` is of an OOPS that goes, or went, whether it was taken back or not. */
export function prunedCondition(taken: TakenBack): Condition {
  const [old, within, kept] = [oldCondition(taken.before), stretchesCondition(taken), keptCondition(taken)];
  return {
    sql: `(${within.sql}) AND ${old.sql} AND NOT (${kept.sql}) AND stamp <= {pruned_cut:Int64}`,
    parameters: { ...old.parameters, ...within.parameters, ...kept.parameters, pruned_cut: taken.cut },
  };
}

/**
 * That a row of what follows from events is of one that went, by its `time` and `id_key`. Whether that is inexact is not known there:
 * those of the last day are left for the next prune.
 *
 * @param stamp of the row, as SQL
 */
export function followingCondition(taken: TakenBack, stamp: string): Condition {
  const kept = keptCondition(taken);
  const within = taken.stretches.map(({ start, end }) => `time BETWEEN ${start} AND ${end - 1}`);
  return {
    sql: `(${anyOf(within)}) AND time <= {last_day:Int64} AND NOT (${kept.sql}) AND (${stamp})`,
    parameters: { ...kept.parameters, pruned_cut: taken.cut, last_day: lastDayOf(taken.before) },
  };
}

/** The same of a row of `id_place`, which knows only the hour: of hours that went as a whole. */
export function placeCondition({ before, stretches, kept, cut }: TakenBack): Condition {
  const end = before - millisecondsInDay;
  // The hour 0 is that on both sides of 1970.
  const hours = stretches.map((stretch) => ({
    first: Math.floor(stretch.start / millisecondsInHour) + 2,
    last: Math.floor(Math.min(stretch.end, end) / millisecondsInHour) - 1,
  }));
  const within = hours
    .filter(({ first, last }) => first <= last)
    .map(({ first, last }) => `hour BETWEEN ${first} AND ${last}`);
  return {
    sql: `(${anyOf(within)}) AND stamp <= {pruned_cut:Int64}
      AND id_hash NOT IN arrayMap(id_key -> ${ID_HASH}, {kept:Array(String)})`,
    parameters: { pruned_cut: cut, kept },
  };
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '0' : conditions.join(' OR ');
}

/** An inexact time that is no later is of a day that was over by then. */
function lastDayOf(before: number): number {
  return Math.max(Math.floor(before - millisecondsInDay), Number.MIN_SAFE_INTEGER);
}
