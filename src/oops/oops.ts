/** One row of an OOPS's timeline: something the request waited for, such as an SQL statement. */
export interface TimelineRow {
  /** Milliseconds after the start of the request; of an event of another kind after the event, so mostly negative. */
  readonly start: number;
  readonly end: number;
  /** Such as `SQL-launchpad-main-master`; null where the writer gave none. */
  readonly category: string | null;
  readonly detail: string;
  readonly backtrace?: string;
}

/** A link of a chain of exceptions: what another one was raised from. */
export interface Cause {
  readonly type: string | null;
  readonly value: string | null;
}

/**
 * One error report as its writer meant it, whatever format it was written in. Unknown is null or empty.
 * Source of the fields: the report dictionary of python-oops.
 */
export interface OopsReport {
  /** As written, e.g. `OOPS-2077A101`. */
  readonly id: string;
  /** Exception type, e.g. `DisconnectionError`. */
  readonly type: string | null;
  /** Exception value: the message, possibly of several lines. */
  readonly value: string | null;
  /** The report's own time, in milliseconds since the Unix epoch, UTC. */
  readonly time: number | null;
  /**
   * The program instance that wrote it: of an OOPS in upper case, and from an old id's prefix where the report names none;
   * of an event of another kind as it was written.
   */
  readonly reporter: string | null;
  /** The page or script; `Page-Id` in old reports. */
  readonly topic: string | null;
  readonly url: string | null;
  readonly username: string | null;
  /** Null where unknown: missing, no number, or negative. */
  readonly durationSeconds: number | null;
  readonly requestVariables: readonly (readonly [name: string, value: string])[];
  readonly timeline: readonly TimelineRow[];
  readonly traceback: string | null;
  readonly branchNick: string | null;
  readonly revno: string | null;
  readonly informational: boolean;
  readonly hostname: string | null;
  /** Id of an earlier OOPS of the same request. */
  readonly lastOops: string | null;
  /** What the exception was raised from, the nearest first and the root last; empty where the report names none. */
  readonly causes: readonly Cause[];
  /** What its writer says tells its group from others, as Sentry's `fingerprint`; null where it leaves that to us. */
  readonly fingerprint: readonly string[] | null;
  /** Whether it was no OOPS when it was written, but an event of another kind: see `events/`. */
  readonly isEvent: boolean;
  /**
   * By how much the clock of its sender was behind ours, in milliseconds, the time on the way with it: when it came in less
   * when it was sent by its own account. Null where either is unknown. No time is moved by it.
   */
  readonly clockOffset: number | null;
  /** Keys that the format's description does not know, as plain JSON values. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * What the database keeps of a report: all that summaries and outage reports need, without the timeline and the
 * request variables, which stay in the original file.
 */
export interface Oops {
  readonly id: string;
  readonly type: string | null;
  readonly value: string | null;
  readonly time: number | null;
  readonly reporter: string | null;
  readonly topic: string | null;
  readonly url: string | null;
  /** HTTP method, from the request variable REQUEST_METHOD. */
  readonly method: string | null;
  /** From HTTP_USER_AGENT. */
  readonly userAgent: string | null;
  /** From HTTP_REFERER. */
  readonly referrer: string | null;
  readonly username: string | null;
  readonly durationSeconds: number | null;
  /**
   * How long it took, in ms: the duration, else the end of the last timeline row (an estimate), else null. Of an event of
   * another kind only the duration: the rows of its timeline are told from the event, not from the start of the request.
   */
  readonly totalMilliseconds: number | null;
  /** Rows of the timeline whose category begins with `SQL`; all rows where no category says so. */
  readonly statementsCount: number;
  /**
   * The normalised statement with the largest summed time, cut to 200 characters; null without a timeline. Where an OOPS
   * is read to be stored, null too for what is no time-out: nobody groups those by it.
   */
  readonly mostExpensiveStatement: string | null;
  readonly traceback: string | null;
  readonly branchNick: string | null;
  readonly revno: string | null;
  readonly informational: boolean;
  readonly hostname: string | null;
  readonly lastOops: string | null;
  readonly causes: readonly Cause[];
  readonly fingerprint: readonly string[] | null;
  readonly isEvent: boolean;
  readonly clockOffset: number | null;
}

/** What of an OOPS tells its exception from others. */
export type OopsException = Pick<Oops, 'type' | 'value' | 'causes' | 'fingerprint' | 'isEvent'>;

/** What only events of other kinds have, as an OOPS has it. */
export const NO_EVENT = {
  causes: [],
  fingerprint: null,
  isEvent: false,
  clockOffset: null,
} as const satisfies Partial<Oops>;

/** What a group in a summary counts: exception type and normalised value. */
export interface Signature {
  readonly type: string;
  readonly value: string;
}

/** The kinds of daily summary: they differ in their sections and in the rules that count an OOPS as one of them. */
export const SUMMARY_KINDS = ['webapp', 'codehosting', 'checkwatches', 'ubuntuone', 'generic'] as const;
export type SummaryKind = (typeof SUMMARY_KINDS)[number];
