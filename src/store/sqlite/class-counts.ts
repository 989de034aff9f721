import type { Interval } from '../../time/interval.js';
import type { ClassCount } from '../snapshot.js';
import { type FoundBlock, findBlocks } from './blocks/fact-block.js';
import { readClasses } from './blocks/facts.js';
import type { Db } from './db.js';
import { markNumbers } from './marks.js';
import type { Numbered } from './numbered.js';

const COLUMNS = ['class_id', 'reporter_id', 'exception_id'] as const;

/** Counts the OOPSes of some reporters in an interval by class and exception type. See `countClasses` of the port. */
export function countClasses(
  db: Db,
  { exception, learnTypes, reporterIds }: Numbered,
  interval: Interval,
  reporters: readonly string[],
): ClassCount[] {
  const isWanted = markNumbers(reporterIds(reporters));
  const byClass: number[][] = [];
  for (const block of findBlocks(db, [interval])) countBlock(block, interval, isWanted, byClass);
  learnTypes(byClass.flatMap((counts) => Object.keys(counts).map(Number)));
  const classes = readClasses(db);
  return byClass.flatMap((counts, classId) => {
    const { base, class: counted } = classes.get(classId) ?? { base: 'exceptions', class: 'exceptions' };
    const byType = new Map<string | null, number>();
    counts.forEach((count, exceptionId) => {
      const { type } = exception(exceptionId);
      byType.set(type, (byType.get(type) ?? 0) + count);
    });
    return Array.from(byType, ([type, count]) => ({ base, class: counted, type, count }));
  });
}

/** Adds the OOPSes of a block. Why it is a function of its own: see `lookAtBlock` of the facts. */
function countBlock(
  block: FoundBlock,
  { start, end }: Interval,
  isWanted: Uint8Array,
  byClass: number[][],
): void {
  const { class_id, reporter_id, exception_id } = block.read(COLUMNS);
  const times = block.isWithin ? null : block.read(['time']).time;
  for (let index = 0; index < class_id.length; index++) {
    if (isWanted[reporter_id[index] as number] !== 1) continue;
    const time = times?.[index] ?? start;
    if (time < start || time >= end) continue;
    const classId = class_id[index] as number;
    let counts = byClass[classId];
    if (!counts) {
      counts = [];
      byClass[classId] = counts;
    }
    const exceptionId = exception_id[index] as number;
    counts[exceptionId] = (counts[exceptionId] ?? 0) + 1;
  }
}
