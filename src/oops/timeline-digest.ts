import { cutEnd } from './cut-text.js';
import type { TimelineRow } from './oops.js';
import { normaliseStatementBytes, statementMark } from './statement-scanner.js';
import { SHOWN_LENGTH } from './statement-summary.js';

/** What of a timeline the database keeps. */
export interface TimelineDigest {
  /** The end of the last row in ms; null without rows. */
  readonly lastEnd: number | null;
  /** See `statementRows`. */
  readonly statementsCount: number;
  /** See `mostExpensiveStatement`. */
  readonly mostExpensiveStatement: string | null;
}

/** What is kept of a row: its time, where its statement begins and ends, and its mark. */
const ROW = 4;

/**
 * Digests a timeline whose statements still lie in the bytes of a report, without an object for each row. It serves one
 * report after the other.
 */
export class TimelineDigester {
  #bytes: Buffer = Buffer.alloc(0);
  #count = 0;
  #sqlCount = 0;
  #lastEnd: number | null = null;
  #rows = new Float64Array(ROW * 512);

  /** Begins with the timeline of another report. */
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
    const at = this.#count++ * ROW;
    if (at >= this.#rows.length) this.#grow();
    this.#rows[at] = Math.max(0, end - start);
    this.#rows[at + 1] = from;
    this.#rows[at + 2] = to;
  }

  digest(): TimelineDigest {
    return {
      lastEnd: this.#lastEnd,
      statementsCount: this.#count,
      mostExpensiveStatement: this.#mostExpensive(),
    };
  }

  /**
   * Normalises only what could be the answer: statements are summed by their marks first, and looked into from the
   * largest sum down, until what is found is more than what is left. Each sum is taken in the order of the rows, so that
   * fractions add up as they do elsewhere, and the first of equals wins.
   */
  #mostExpensive(): string | null {
    const groups = this.#sumByMark();
    let worst: Statement | null = null;
    for (let group = largestOf(groups); group; group = largestOf(groups)) {
      if (worst !== null && worst.total > group.total) break;
      for (const candidate of this.#statementsOf(group.mark)) {
        if (worst === null || isWorse(candidate, worst)) worst = candidate;
      }
      groups.delete(group.mark);
    }
    return worst === null ? null : cutEnd(worst.text, SHOWN_LENGTH);
  }

  /** The time of all rows of each mark. */
  #sumByMark(): Map<number, number> {
    const rows = this.#rows;
    const totals = new Map<number, number>();
    for (let at = 0; at < this.#count * ROW; at += ROW) {
      const mark = statementMark(this.#bytes, rows[at + 1] as number, rows[at + 2] as number);
      rows[at + 3] = mark;
      totals.set(mark, (totals.get(mark) ?? 0) + (rows[at] as number));
    }
    return totals;
  }

  #statementsOf(mark: number): Iterable<Statement> {
    const rows = this.#rows;
    const statements = new Map<string, Statement>();
    for (let at = 0; at < this.#count * ROW; at += ROW) {
      if (rows[at + 3] !== mark) continue;
      const text = normaliseStatementBytes(this.#bytes, rows[at + 1] as number, rows[at + 2] as number);
      const known = statements.get(text);
      if (known) known.total += rows[at] as number;
      else statements.set(text, { text, total: rows[at] as number, first: at });
    }
    return statements.values();
  }

  #grow(): void {
    const larger = new Float64Array(this.#rows.length * 2);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}

const digester = new TimelineDigester();

/** Digests a timeline that has been read: faster than the statement summary, and with the same result. */
export function digestTimeline(timeline: readonly TimelineRow[]): TimelineDigest {
  // What is between them keeps halves of characters from joining.
  const bytes = Buffer.from(timeline.map(({ detail }) => detail).join('\n'));
  digester.begin(bytes);
  let from = 0;
  for (const { start, end, category, detail } of timeline) {
    const to = from + Buffer.byteLength(detail);
    digester.add(start, end, /^SQL/i.test(category ?? ''), from, to);
    from = to + 1;
  }
  return digester.digest();
}

/** The mark with the most time, the first among equals; undefined when there is none. */
function largestOf(totals: ReadonlyMap<number, number>): { mark: number; total: number } | undefined {
  let largest: { mark: number; total: number } | undefined;
  for (const [mark, total] of totals) if (!largest || total > largest.total) largest = { mark, total };
  return largest;
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
