import { cutEnd } from '../../text/cut-text.js';
import { decodeUtf8Between, wellFormedText } from '../../text/well-formed-text.js';
import type { TimelineRow } from '../oops.js';
import { isSql, LONGEST_STATEMENT, normaliseStatement, SHOWN_LENGTH, statementRows } from '../statements.js';
import { MarkTotals } from './mark-totals.js';
import { StatementScanner, statementMark } from './statement-scanner.js';

/** What of a timeline the database keeps. */
export interface TimelineDigest {
  /** The end of the last row in ms; null without rows. */
  readonly lastEnd: number | null;
  /** See `statementRows`. */
  readonly statementsCount: number;
  /** See `mostExpensiveStatement`: found when it is asked for, because that takes as long as all the rest. */
  findMostExpensiveStatement(): string | null;
}

/**
 * Digests a timeline whose statements still lie in the bytes of a report, without an object for each row. It serves one
 * report after the other.
 */
export class TimelineDigester implements TimelineDigest {
  #bytes: Buffer = Buffer.alloc(0);
  #count = 0;
  #sqlCount = 0;
  #lastEnd: number | null = null;
  /** Of each row its time, where its statement begins and ends, and the group of its mark. */
  #times = new Float64Array(512);
  #from = new Int32Array(512);
  #to = new Int32Array(512);
  #groups = new Int32Array(512);
  readonly #totals = new MarkTotals();
  readonly #scanner = new StatementScanner();

  /** Digests a timeline that has been read: as the statement summary does, but faster. The digest is good until the next. */
  digest(timeline: readonly TimelineRow[]): TimelineDigest {
    return {
      lastEnd: timeline.at(-1)?.end ?? null,
      statementsCount: statementRows(timeline).length,
      findMostExpensiveStatement: () => {
        this.#take(timeline);
        return this.findMostExpensiveStatement();
      },
    };
  }

  #take(timeline: readonly TimelineRow[]): void {
    // The line feed between two statements keeps halves of characters from joining.
    const text = timeline.map(({ detail }) => detail).join('\n');
    const bytes = Buffer.from(text);
    const isAscii = bytes.length === text.length;
    this.begin(bytes);
    let from = 0;
    for (const row of timeline) {
      const to = from + (isAscii ? row.detail.length : Buffer.byteLength(row.detail));
      this.add(row.start, row.end, isSql(row), from, to);
      from = to + 1;
    }
  }

  /** Begins with the timeline of another report, whose statements lie in its bytes. */
  begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#count = 0;
    this.#sqlCount = 0;
    this.#lastEnd = null;
  }

  /** Takes a row; its statement is in the bytes from `from` to `to`. */
  add(start: number, end: number, isSql: boolean, from: number, to: number): void {
    this.#lastEnd = end;
    // As soon as one row says that it is SQL, those that do not are no statements.
    if (isSql && this.#sqlCount++ === 0) this.#count = 0;
    if (!isSql && this.#sqlCount > 0) return;
    const at = this.#count++;
    if (at >= this.#times.length) this.#grow();
    this.#times[at] = end > start ? end - start : 0;
    this.#from[at] = from;
    this.#to[at] = to;
  }

  get lastEnd(): number | null {
    return this.#lastEnd;
  }

  get statementsCount(): number {
    return this.#count;
  }

  /**
   * Normalises only what could be the answer. Statements are first summed by their marks. Then those of one mark after
   * another are told apart, from the largest sum down, until a statement has more time than all of the next mark. Each sum
   * is taken in the order of the rows, so that fractions add up as they do elsewhere, and the first of equals wins.
   */
  findMostExpensiveStatement(): string | null {
    const totals = this.#totals;
    totals.clear();
    for (let at = 0; at < this.#count; at++) {
      const mark = statementMark(this.#bytes, this.#from[at] as number, this.#to[at] as number);
      this.#groups[at] = totals.add(mark, this.#times[at] as number);
    }
    let worst: Statement | null = null;
    for (let group = totals.takeLargest(); group; group = totals.takeLargest()) {
      if (worst !== null && worst.total > group.total) break;
      for (const candidate of this.#statementsOf(group.number)) {
        if (worst === null || isWorse(candidate, worst)) worst = candidate;
      }
    }
    return worst === null ? null : cutEnd(worst.text, SHOWN_LENGTH);
  }

  #statementsOf(group: number): Iterable<Statement> {
    const statements = new Map<string, Statement>();
    for (let at = 0; at < this.#count; at++) {
      if (this.#groups[at] !== group) continue;
      const text = this.#normalise(this.#from[at] as number, this.#to[at] as number);
      const total = this.#times[at] as number;
      const known = statements.get(text);
      if (known) known.total += total;
      else statements.set(text, { text, total, first: at });
    }
    return statements.values();
  }

  #normalise(from: number, to: number): string {
    // A byte becomes at most four characters.
    if ((to - from) * 4 <= LONGEST_STATEMENT) return this.#scanner.normalise(this.#bytes, from, to);
    const statement = wellFormedText(decodeUtf8Between(this.#bytes, from, to));
    return normaliseStatement(statement.slice(0, LONGEST_STATEMENT));
  }

  #grow(): void {
    const larger = <T extends Float64Array | Int32Array>(old: T, copy: T): T => {
      copy.set(old);
      return copy;
    };
    const length = this.#times.length * 2;
    this.#times = larger(this.#times, new Float64Array(length));
    this.#from = larger(this.#from, new Int32Array(length));
    this.#to = larger(this.#to, new Int32Array(length));
    this.#groups = larger(this.#groups, new Int32Array(length));
  }
}

interface Statement {
  readonly text: string;
  total: number;
  /** Where it ran first. */
  readonly first: number;
}

function isWorse(a: Statement, b: Statement): boolean {
  return a.total > b.total || (a.total === b.total && a.first < b.first);
}
