import type { IsWanted } from '../../snapshot.js';
import type { Numbered } from '../numbered.js';
import { type FactBlock, INEXACT } from './fact-block.js';

/** What must be known of an OOPS to tell whether it is wanted. */
export const WANTED_COLUMNS = ['time', 'flags', 'reporter_id', 'exception_id'] as const;

type WantedBlock = FactBlock<(typeof WANTED_COLUMNS)[number]>;

/**
 * Finds the rows of one block after another whose exception is wanted, whose time is exact, and lies where it should. Each
 * exception of each reporter is asked for once, when a block first has it.
 */
export function createRowFinder(
  { exception, learnTypes, reporter }: Numbered,
  isInside: (time: number) => boolean,
  isWanted: IsWanted,
): (block: WantedBlock) => number[] {
  /** What was answered, by exception, of each reporter by its number. */
  const answers: Map<number, boolean>[] = [];

  function answersOf(reporterId: number): Map<number, boolean> {
    let found = answers[reporterId];
    if (!found) {
      found = new Map();
      answers[reporterId] = found;
    }
    return found;
  }

  function ask({ reporter_id, exception_id }: WantedBlock, rows: readonly number[]): void {
    learnTypes(rows.map((row) => exception_id[row] as number));
    for (const row of rows) {
      const [reporterId, exceptionId] = [reporter_id[row] as number, exception_id[row] as number];
      const asked = { reporter: reporter(reporterId), exception: exception(exceptionId) };
      answersOf(reporterId).set(exceptionId, isWanted(asked));
    }
  }

  return (block) => {
    const { time, flags, reporter_id, exception_id } = block;
    const found: number[] = [];
    const unknown: number[] = [];
    for (let row = 0; row < time.length; row++) {
      if (!isInside(time[row] as number) || (flags[row] as number) & INEXACT) continue;
      const ofReporter = answersOf(reporter_id[row] as number);
      const answer = ofReporter.get(exception_id[row] as number);
      if (answer === undefined) {
        unknown.push(row);
        // So that another row of the block does not ask again.
        ofReporter.set(exception_id[row] as number, true);
      }
      if (answer !== false) found.push(row);
    }
    if (unknown.length === 0) return found;
    ask(block, unknown);
    return found.filter((row) => answersOf(reporter_id[row] as number).get(exception_id[row] as number));
  };
}
