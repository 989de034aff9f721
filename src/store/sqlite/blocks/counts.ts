import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { markNumbers } from '../marks.js';
import { type FactBlock, INEXACT, iterateBlocksOfAny } from './fact-block.js';

/** How many OOPSes of one reporter had one exception. */
export interface NumberedCount {
  readonly reporterId: number;
  readonly exceptionId: number;
  /** The text of the exception's type; null where the report had none. */
  readonly typeId: number | null;
  readonly signatureId: number;
  readonly count: number;
}

/** How the types of the exceptions are found; exported so that a test can pin the plan. */
export const SELECT_TYPES = `
  SELECT e.id, e.type_id FROM json_each(@ids) i CROSS JOIN exception e ON e.id = i.value`;

interface Counter {
  readonly signatureId: number;
  count: number;
}

/** The columns that counting needs. */
const COLUMNS = ['time', 'flags', 'reporter_id', 'exception_id', 'signature_id'] as const;

/** Counters by exception, of each reporter by its id. */
type Counters = Map<number, Counter>[];

/**
 * Counts the OOPSes of several intervals together, by reporter and exception. One whose time is inexact is left out, for
 * it cannot be said to lie in any of them; one in two overlapping intervals counts twice.
 */
export function countExceptions(db: Db, intervals: readonly Interval[]): NumberedCount[] {
  const counters: Counters = [];
  for (const block of iterateBlocksOfAny(db, intervals, COLUMNS)) {
    for (const interval of intervalsWithin(intervals, block.time)) countInterval(block, interval, counters);
  }
  const typeIds = findTypeIds(
    db,
    counters.flatMap((ofReporter) => [...ofReporter.keys()]),
  );
  return counters.flatMap((ofReporter, reporterId) =>
    Array.from(ofReporter, ([exceptionId, { signatureId, count }]) => ({
      reporterId,
      exceptionId,
      typeId: typeIds.get(exceptionId) ?? null,
      signatureId,
      count,
    })),
  );
}

function countInterval(
  { time: times, flags, reporter_id, exception_id, signature_id }: FactBlock<(typeof COLUMNS)[number]>,
  { start, end }: Interval,
  counters: Counters,
): void {
  for (let index = 0; index < times.length; index++) {
    const time = times[index] as number;
    if (time < start || time >= end || (flags[index] as number) & INEXACT) continue;
    const reporterId = reporter_id[index] as number;
    const exceptionId = exception_id[index] as number;
    let ofReporter = counters[reporterId];
    if (!ofReporter) {
      ofReporter = new Map();
      counters[reporterId] = ofReporter;
    }
    const counter = ofReporter.get(exceptionId);
    if (counter) counter.count += 1;
    else ofReporter.set(exceptionId, { signatureId: signature_id[index] as number, count: 1 });
  }
}

/** The texts of the types of many exceptions at once: one by one they would take as long as all the counting. */
export function findTypeIds(db: Db, exceptionIds: Iterable<number>): Map<number, number | null> {
  const ids = JSON.stringify([...new Set(exceptionIds)]);
  return new Map(db.prepare(SELECT_TYPES).raw().all({ ids }) as [number, number | null][]);
}

/** Those of the intervals that can hold one of some times: a block is asked once, rather than each of its OOPSes. */
function intervalsWithin(intervals: readonly Interval[], times: Float64Array): readonly Interval[] {
  if (intervals.length === 1) return intervals;
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return intervals.filter(({ start, end }) => first < end && last >= start);
}

/**
 * Counts the OOPSes of several intervals together by signature, those of some reporters. One whose time is inexact is
 * left out, as by `countExceptions`; one in two overlapping intervals counts twice. What a day is compared with can be
 * five times as long as the day: every signature has a place in one array, so that to count is to add 1.
 */
export function countSignatures(
  db: Db,
  intervals: readonly Interval[],
  reporterIds: readonly number[],
): Map<number, number> {
  const isCounted = markNumbers(reporterIds);
  const counts = new Uint32Array(1 + newestSignature(db));
  const columns = ['time', 'flags', 'reporter_id', 'signature_id'] as const;
  for (const { time: times, flags, reporter_id, signature_id } of iterateBlocksOfAny(
    db,
    intervals,
    columns,
  )) {
    for (const { start, end } of intervalsWithin(intervals, times)) {
      for (let index = 0; index < times.length; index++) {
        const time = times[index] as number;
        if (time < start || time >= end || (flags[index] as number) & INEXACT) continue;
        if (!isCounted[reporter_id[index] as number]) continue;
        const id = signature_id[index] as number;
        counts[id] = (counts[id] as number) + 1;
      }
    }
  }
  return new Map([...counts.entries()].filter(([, count]) => count > 0));
}

function newestSignature(db: Db): number {
  return (db.prepare('SELECT max(id) FROM stored_signature').pluck().get() as number | null) ?? 0;
}
