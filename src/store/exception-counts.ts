import type { OopsClass } from '../oops/classification-rules.js';
import type { Interval } from '../time/interval.js';
import { INEXACT } from './fact-block.js';
import { iterateBlocks } from './fact-block-store.js';
import { classNames } from './oops-facts.js';
import type { Db } from './open-database.js';

/** How many OOPSes of one reporter had one exception. */
export interface ExceptionCount {
  readonly reporterId: number;
  readonly exceptionId: number;
  /** The text of the exception's type; null where the report had none. */
  readonly typeId: number | null;
  readonly signatureId: number;
  readonly class: OopsClass;
  readonly count: number;
}

/** How the types of the exceptions are found; exported so that a test can pin the plan. */
export const SELECT_TYPES = `
  SELECT e.id, e.type_id FROM json_each(@ids) i CROSS JOIN exception e ON e.id = i.value`;

interface Counter {
  readonly signatureId: number;
  count: number;
}

/**
 * Counts the OOPSes of several intervals together, by reporter, exception and class. One whose time is inexact is left
 * out, for it cannot be said to lie in any of them; one in two overlapping intervals counts twice.
 */
export function countExceptions(db: Db, intervals: readonly Interval[]): ExceptionCount[] {
  const counters = new CounterTable();
  for (const interval of intervals) countInterval(db, interval, counters);
  const classes = classNames(db);
  const typeIds = findTypes(db, counters);
  return Array.from(counters.entries(), ([reporterId, classId, exceptionId, { signatureId, count }]) => ({
    reporterId,
    exceptionId,
    typeId: typeIds.get(exceptionId) ?? null,
    signatureId,
    class: classes.get(classId) ?? 'exceptions',
    count,
  }));
}

function countInterval(db: Db, { start, end }: Interval, counters: CounterTable): void {
  const columns = ['time', 'flags', 'class_id', 'reporter_id', 'exception_id', 'signature_id'] as const;
  for (const block of iterateBlocks(db, { start, end }, columns)) {
    for (let index = 0; index < block.time.length; index++) {
      const time = block.time[index] as number;
      if (time < start || time >= end || (block.flags[index] as number) & INEXACT) continue;
      const exceptionId = block.exception_id[index] as number;
      const counts = counters.of(block.reporter_id[index] as number, block.class_id[index] as number);
      const counter = counts.get(exceptionId);
      if (counter) counter.count += 1;
      else counts.set(exceptionId, { signatureId: block.signature_id[index] as number, count: 1 });
    }
  }
}

/** Counters by reporter, class and exception: all small whole numbers, so that it takes no strings to name one. */
class CounterTable {
  readonly #table: Map<number, Counter>[][] = [];

  of(reporterId: number, classId: number): Map<number, Counter> {
    this.#table[reporterId] ??= [];
    const ofReporter = this.#table[reporterId];
    ofReporter[classId] ??= new Map();
    return ofReporter[classId];
  }

  *entries(): Generator<[reporterId: number, classId: number, exceptionId: number, counter: Counter]> {
    for (const [reporterId, ofReporter] of this.#table.entries()) {
      for (const [classId, counts] of (ofReporter ?? []).entries()) {
        for (const [exceptionId, counter] of counts ?? []) yield [reporterId, classId, exceptionId, counter];
      }
    }
  }
}

function findTypes(db: Db, counters: CounterTable): Map<number, number | null> {
  const ids = JSON.stringify([
    ...new Set(Array.from(counters.entries(), ([, , exceptionId]) => exceptionId)),
  ]);
  return new Map(db.prepare(SELECT_TYPES).raw().all({ ids }) as [number, number | null][]);
}
