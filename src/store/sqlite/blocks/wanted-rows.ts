import type { IsWanted } from '../../snapshot.js';
import type { Numbered } from '../numbered.js';
import type { FoundBlock } from './fact-block.js';
import { type FactBlock, INEXACT } from './fact-columns.js';
import type { IntervalIndex } from './interval-index.js';

/** What an OOPS is asked for by. */
const ASKED = ['reporter_id', 'exception_id'] as const;

type AskedColumns = FactBlock<(typeof ASKED)[number]>;

/** What was answered of the exceptions of one reporter, by their numbers. */
type Answers = boolean[];

/**
 * Finds the rows of one block after another whose exception is wanted, and whose time is exact and lies in some intervals.
 * Each exception of each reporter is asked for once, when a block first has it.
 */
export class WantedRows {
  readonly #numbered: Numbered;
  readonly #intervals: IntervalIndex;
  readonly #isWanted: IsWanted;
  /** By the number of the reporter. */
  readonly #answers: Answers[] = [];

  constructor(numbered: Numbered, intervals: IntervalIndex, isWanted: IsWanted) {
    this.#numbered = numbered;
    this.#intervals = intervals;
    this.#isWanted = isWanted;
  }

  of({ isWithin, read }: FoundBlock): number[] {
    const block = read(ASKED);
    if (isWithin && this.#holdsNone(block)) return [];
    const { time, flags } = read(['time', 'flags']);
    const { reporter_id, exception_id } = block;
    const found: number[] = [];
    const unknown: number[] = [];
    for (let row = 0; row < time.length; row++) {
      if (this.#intervals.of(time[row] as number) < 0 || (flags[row] as number) & INEXACT) continue;
      const answers = this.#answersOf(reporter_id[row] as number);
      const answer = answers[exception_id[row] as number];
      if (answer === undefined) {
        unknown.push(row);
        // So that another row of the block does not ask again.
        answers[exception_id[row] as number] = true;
      }
      if (answer !== false) found.push(row);
    }
    if (unknown.length === 0) return found;
    this.#ask(block, unknown);
    return found.filter((row) => this.#answersOf(reporter_id[row] as number)[exception_id[row] as number]);
  }

  /** Whether it is known of all that a block holds that it is not wanted. */
  #holdsNone({ reporter_id, exception_id }: AskedColumns): boolean {
    for (let row = 0; row < reporter_id.length; row++) {
      if (this.#answersOf(reporter_id[row] as number)[exception_id[row] as number] !== false) return false;
    }
    return true;
  }

  #answersOf(reporterId: number): Answers {
    let answers = this.#answers[reporterId];
    if (!answers) {
      answers = [];
      this.#answers[reporterId] = answers;
    }
    return answers;
  }

  #ask({ reporter_id, exception_id }: AskedColumns, rows: readonly number[]): void {
    const { exception, learnTypes, reporter } = this.#numbered;
    learnTypes(rows.map((row) => exception_id[row] as number));
    for (const row of rows) {
      const [reporterId, exceptionId] = [reporter_id[row] as number, exception_id[row] as number];
      const asked = { reporter: reporter(reporterId), exception: exception(exceptionId) };
      this.#answersOf(reporterId)[exceptionId] = this.#isWanted(asked);
    }
  }
}
