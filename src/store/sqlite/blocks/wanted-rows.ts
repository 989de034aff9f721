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

  of({ read }: FoundBlock): number[] {
    const block = read(ASKED);
    // Most blocks are known to hold nothing that is wanted: of those not even the times are read.
    if (!this.#mayHold(block)) return [];
    const found = this.#candidatesOf({ ...block, ...read(['time', 'flags']) });
    const unknown = found.filter((row) => this.#answerTo(block, row) === undefined);
    if (unknown.length === 0) return found;
    this.#ask(block, unknown);
    return found.filter((row) => this.#answerTo(block, row));
  }

  /** Whether it is not known of all rows that they are not wanted. */
  #mayHold(block: AskedColumns): boolean {
    for (let row = 0; row < block.reporter_id.length; row++) {
      if (this.#answerTo(block, row) !== false) return true;
    }
    return false;
  }

  /** The rows of which that is not known, where their times are wanted. */
  #candidatesOf(block: AskedColumns & FactBlock<'time' | 'flags'>): number[] {
    const { time, flags } = block;
    const candidates: number[] = [];
    for (let row = 0; row < time.length; row++) {
      if (this.#answerTo(block, row) === false || (flags[row] as number) & INEXACT) continue;
      if (this.#intervals.of(time[row] as number) >= 0) candidates.push(row);
    }
    return candidates;
  }

  #answerTo({ reporter_id, exception_id }: AskedColumns, row: number): boolean | undefined {
    return this.#answersOf(reporter_id[row] as number)[exception_id[row] as number];
  }

  #answersOf(reporterId: number): Answers {
    let answers = this.#answers[reporterId];
    if (!answers) {
      answers = [];
      this.#answers[reporterId] = answers;
    }
    return answers;
  }

  #ask(block: AskedColumns, unknown: readonly number[]): void {
    const { exception, learnTypes, reporter } = this.#numbered;
    const { reporter_id, exception_id } = block;
    learnTypes(unknown.map((row) => exception_id[row] as number));
    for (const row of unknown) {
      // Another row of the block may have asked already.
      if (this.#answerTo(block, row) !== undefined) continue;
      const [reporterId, exceptionId] = [reporter_id[row] as number, exception_id[row] as number];
      const asked = { reporter: reporter(reporterId), exception: exception(exceptionId) };
      this.#answersOf(reporterId)[exceptionId] = this.#isWanted(asked);
    }
  }
}
