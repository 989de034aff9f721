import type { Relation } from '../../analysis/attribution.js';
import type { Disposition } from '../../analysis/disposition.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import type { Cause, Signature } from '../../oops/oops.js';
import {
  longestStatements,
  mostExpensiveStatement,
  repeatedStatements,
  type StatementSummary,
} from '../../oops/statements.js';
import type { Phase } from '../../outages/window.js';
import type { FoundOops, TimeSource } from '../../store/stored-oops.js';
import { formatInstant } from '../../time/instant.js';
import type { OopsAttribution } from './attribute-oops.js';
import type { RereadReport } from './reread-report.js';

/** Everything about one OOPS: what the database knows, what only its original file has, and the window that has it. */
export function buildOopsDetail(
  found: FoundOops,
  reread: RereadReport,
  attributed: OopsAttribution,
): OopsDetail {
  const { stored, paths } = found;
  const { report } = reread;
  const record = buildOopsRecord(found, reread);
  return {
    ...record,
    attribution: describeAttribution(attributed),
    copies: paths.filter((copy) => copy !== record.path),
    bug: stored.bug,
    repeatedStatements: report ? repeatedStatements(report.timeline) : [],
    longestStatements: report ? longestStatements(report.timeline) : [],
    fileRemark: report ? null : reread.reason,
  };
}

/** The OOPS alone: what the database knows, and what only its original file has. */
export function buildOopsRecord({ stored, paths }: FoundOops, reread: RereadReport): OopsRecord {
  const { oops } = stored;
  const { report } = reread;
  return {
    id: oops.id,
    time: formatInstant(stored.time),
    timeSource: stored.timeSource,
    reporter: oops.reporter ?? stored.system,
    system: stored.system,
    type: oops.type,
    value: report?.value ?? oops.value,
    causes: oops.causes,
    fingerprint: oops.fingerprint,
    signature: stored.signature,
    topic: oops.topic,
    url: oops.url,
    method: oops.method,
    userAgent: oops.userAgent,
    isBot: stored.isBot,
    referrer: oops.referrer,
    isLocalReferrer: stored.isLocalReferrer,
    username: oops.username,
    durationSeconds: report?.durationSeconds ?? oops.durationSeconds,
    totalMilliseconds: oops.totalMilliseconds,
    statementsCount: oops.statementsCount,
    mostExpensiveStatement:
      oops.mostExpensiveStatement ?? (report && mostExpensiveStatement(report.timeline)),
    informational: oops.informational,
    branchNick: oops.branchNick,
    revno: oops.revno,
    hostname: oops.hostname,
    classification: stored.class,
    path: report ? reread.path : (paths[0] ?? null),
    requestVariables: report ? Object.fromEntries(report.requestVariables) : null,
    timeline: report
      ? report.timeline.map(({ start, end, category, detail, backtrace }) => ({
          ...{ start, end, category, detail },
          ...(backtrace === undefined ? {} : { backtrace }),
        }))
      : null,
    extra: report?.extra ?? null,
    traceback: report?.traceback ?? oops.traceback,
    lastOops: oops.lastOops,
    isEvent: oops.isEvent,
    clockOffsetSeconds: oops.clockOffset === null ? null : oops.clockOffset / 1000,
    arrivedAt: formatInstant(stored.arrivedAt),
  };
}

/** The attribution as JSON carries it; null when no window has the OOPS. */
export function describeAttribution({ claims, disposition }: OopsAttribution): DetailedAttribution | null {
  const [claim] = claims;
  if (!claim || disposition === null) return null;
  const { outage, phase } = claim.window;
  return { outage, phase, relation: claim.relation, disposition };
}

/** One OOPS without what the window log says of it, as `export` writes it. Unknown is null. Times are ISO 8601 UTC. */
export interface OopsRecord {
  readonly id: string;
  readonly time: string;
  readonly timeSource: TimeSource;
  readonly reporter: string;
  readonly system: string;
  readonly type: string | null;
  readonly value: string | null;
  /** What the exception was raised from, the nearest first and the root last. */
  readonly causes: readonly Cause[];
  /** What its writer says tells its group from others; null where it leaves that to us. */
  readonly fingerprint: readonly string[] | null;
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
  /** Whether it was no OOPS when it was written, but an event of another kind. */
  readonly isEvent: boolean;
  /**
   * By how much the clock of its sender was behind ours when it was sent, the time on the way with it. No time was moved by
   * it. Null where nobody knows.
   */
  readonly clockOffsetSeconds: number | null;
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
