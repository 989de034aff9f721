import { cutEnd } from './cut-text.js';
import { normaliseStatementBytes } from './statement-scanner.js';
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

/**
 * Digests a timeline whose statements still lie in the bytes of a report, without an object for each row. It serves one
 * report after the other.
 */
export class TimelineDigester {
  #bytes: Buffer = Buffer.alloc(0);
  #count = 0;
  #sqlCount = 0;
  #lastEnd: number | null = null;
  #rows = new Float64Array(4 * 512);

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
    const at = this.#count++ * 4;
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

  /** Sums in the order of the rows, so that fractions add up as they do elsewhere, and the first of equals wins. */
  #mostExpensive(): string | null {
    const totals = new Map<string, number>();
    const rows = this.#rows;
    for (let at = 0; at < this.#count * 4; at += 4) {
      const statement = normaliseStatementBytes(this.#bytes, rows[at + 1] ?? 0, rows[at + 2] ?? 0);
      totals.set(statement, (totals.get(statement) ?? 0) + (rows[at] ?? 0));
    }
    let worst: string | null = null;
    let most = -1;
    for (const [statement, total] of totals) {
      if (total <= most) continue;
      worst = statement;
      most = total;
    }
    return worst === null ? null : cutEnd(worst, SHOWN_LENGTH);
  }

  #grow(): void {
    const larger = new Float64Array(this.#rows.length * 2);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
