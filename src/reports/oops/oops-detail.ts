import type { Relation } from '../../analysis/attribution.js';
import type { Disposition } from '../../analysis/disposition.js';
import type { OopsClass } from '../../oops/classification-rules.js';
import type { Signature } from '../../oops/oops.js';
import type { StatementSummary } from '../../oops/statement-summary.js';
import type { Phase } from '../../outages/outage-window.js';
import type { TimeSource } from '../../store/oops-row.js';

/** One OOPS without what the window log says of it, as `export` writes it. Unknown is null. Times are ISO 8601 UTC. */
export interface OopsRecord {
  readonly id: string;
  readonly time: string;
  readonly timeSource: TimeSource;
  readonly reporter: string;
  readonly system: string;
  readonly type: string | null;
  readonly value: string | null;
  readonly signature: Signature;
  readonly topic: string | null;
  readonly url: string | null;
  readonly method: string | null;
  readonly userAgent: string | null;
  readonly isBot: boolean;
  readonly referrer: string | null;
  readonly isLocalReferrer: boolean;
  readonly username: string | null;
  readonly durationSeconds: number | null;
  /** The duration, else the end of the last row of the timeline. */
  readonly totalMilliseconds: number | null;
  readonly statementsCount: number;
  readonly mostExpensiveStatement: string | null;
  readonly informational: boolean;
  readonly branchNick: string | null;
  readonly revno: string | null;
  readonly hostname: string | null;
  /** The section of its system's summary that counts it. */
  readonly classification: OopsClass;
  /** Where it was read, or its first copy that is still there. */
  readonly path: string | null;
  /** This and the three below are in the original file only: null when it cannot be read any more. */
  readonly requestVariables: Readonly<Record<string, string>> | null;
  readonly timeline: readonly DetailedRow[] | null;
  readonly extra: Readonly<Record<string, unknown>> | null;
  readonly traceback: string | null;
  /** The earlier OOPS of the same request. */
  readonly lastOops: string | null;
  /** When it was loaded. */
  readonly arrivedAt: string;
}

/** Everything about one OOPS, as `show --format json` prints it. */
export interface OopsDetail extends OopsRecord {
  readonly attribution: DetailedAttribution | null;
  /** Other files with the same report. */
  readonly copies: readonly string[];
  /** The bug that tracks its signature. */
  readonly bug: number | null;
  /** Statements that ran more than once, the worst waste first; and those that took longest each time. */
  readonly repeatedStatements: readonly StatementSummary[];
  readonly longestStatements: readonly StatementSummary[];
  /** Why the original cannot be read; null when it was. */
  readonly fileRemark: string | null;
}

export interface DetailedRow {
  /** Milliseconds after the start of the request. */
  readonly start: number;
  readonly end: number;
  readonly category: string | null;
  readonly detail: string;
  /** Where the program waited; few writers give it. */
  readonly backtrace?: string;
}

/** The window that has the OOPS. */
export interface DetailedAttribution {
  readonly outage: string;
  readonly phase: Phase;
  readonly relation: Relation;
  readonly disposition: Disposition;
}
