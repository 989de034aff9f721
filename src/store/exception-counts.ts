import type { Interval } from '../time/interval.js';
import { type FactBlock, INEXACT } from './fact-block.js';
import { iterateBlocksOfAny } from './fact-block-store.js';
import { intervalsWithin } from './intervals-within.js';
import type { Db } from './open-database.js';

/** How many OOPSes of one reporter had one exception. */
export interface ExceptionCount {
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
export function countExceptions(db: Db, intervals: readonly Interval[]): ExceptionCount[] {
  const counters: Counters = [];
  for (const block of iterateBlocksOfAny(db, intervals, COLUMNS)) {
    for (const interval of intervalsWithin(intervals, block.time)) countInterval(block, interval, counters);
  }
  const typeIds = findTypes(db, counters);
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

function findTypes(db: Db, counters: Counters): Map<number, number | null> {
  const ids = JSON.stringify([...new Set(counters.flatMap((ofReporter) => [...ofReporter.keys()]))]);
  return new Map(db.prepare(SELECT_TYPES).raw().all({ ids }) as [number, number | null][]);
}
