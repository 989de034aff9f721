import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../../oops/oops.js';
import type { StoredOops, TimeSource } from '../../stored-oops.js';
import { tracebackOf } from '../tracebacks/template.js';
import { type ExceptionTexts, exceptionFromRow } from './exception-row.js';

/** The columns of `stored_oops` in the order of the table, without its id. */
export const OOPS_COLUMNS = [
  'oops_id',
  'time',
  'time_source',
  'arrived_at',
  'reporter_id',
  'exception_id',
  'signature_id',
  'class_id',
  'topic_id',
  'url_id',
  'method_id',
  'user_agent_id',
  'is_bot',
  'referrer_id',
  'is_local_referrer',
  'username_id',
  'duration_ms',
  'total_ms',
  'statements_count',
  'statement_id',
  'informational',
  'branch_id',
  'revno_id',
  'hostname_id',
  'traceback_id',
  'last_oops',
  'content_size',
  'content_crc',
] as const;

/** The values of `OOPS_COLUMNS`, in their order: bound by place, which is faster than by name. */
export type OopsRow = readonly (string | number | null)[] & {
  readonly length: (typeof OOPS_COLUMNS)['length'];
};

/** An OOPS with every id looked up, as `SELECT_OOPS` gives it. */
export interface OopsTextRow extends ExceptionTexts {
  readonly seq: number;
  readonly oops_id: string;
  readonly time: number;
  readonly time_source: TimeSource;
  readonly arrived_at: number;
  readonly reporter: string;
  readonly system: string;
  readonly kind: SummaryKind;
  readonly exception_id: number;
  readonly signature_type: string;
  readonly signature_value: string;
  readonly bug: number | null;
  readonly class: OopsClass;
  readonly topic: string | null;
  readonly url: string | null;
  readonly method: string | null;
  readonly user_agent: string | null;
  readonly is_bot: number;
  readonly referrer: string | null;
  readonly is_local_referrer: number;
  readonly username: string | null;
  readonly duration_ms: number | null;
  readonly total_ms: number | null;
  readonly statements_count: number;
  readonly statement: string | null;
  readonly informational: number;
  readonly branch: string | null;
  readonly revno: string | null;
  readonly hostname: string | null;
  /** Its text, or its template where there are parts. */
  readonly traceback: string | null;
  readonly traceback_parts: string | null;
  readonly last_oops: string | null;
  readonly content_size: number;
  readonly content_crc: number;
  readonly clock_offset: number | null;
}

const text = (column: string, name = column) => `(SELECT value FROM text WHERE id = ${column}_id) AS ${name}`;

/** Selects an OOPS with its texts; the query goes on with a WHERE. */
export const SELECT_OOPS = `
  SELECT o.id AS seq, o.oops_id, o.time, o.time_source, o.arrived_at, r.name AS reporter, r.system, r.kind,
    o.exception_id, ${text('e.type', 'type')}, ${text('e.value', 'value')},
    ${text('e.causes', 'causes')}, ${text('e.fingerprint', 'fingerprint')}, e.is_event,
    ${text('s.type', 'signature_type')}, ${text('s.value', 'signature_value')}, s.bug, c.counted_as AS class,
    ${['topic', 'url', 'method', 'user_agent', 'referrer', 'username', 'statement'].map((name) => text(`o.${name}`, name)).join(', ')},
    ${['branch', 'revno', 'hostname', 'traceback'].map((name) => text(`o.${name}`, name)).join(', ')},
    o.is_bot, o.is_local_referrer, o.duration_ms, o.total_ms, o.statements_count, o.informational, o.last_oops,
    o.content_size, o.content_crc, (SELECT offset_ms FROM clock_offset WHERE oops = o.id) AS clock_offset,
    (SELECT parts FROM traceback_parts WHERE oops = o.id) AS traceback_parts
  FROM stored_oops o
    JOIN reporter r ON r.id = o.reporter_id
    JOIN exception e ON e.id = o.exception_id
    JOIN stored_signature s ON s.id = o.signature_id
    JOIN class c ON c.id = o.class_id`;

/** The OOPS that a row of `SELECT_OOPS` tells of. */
export function oopsFromRow(row: OopsTextRow): StoredOops {
  return {
    oops: {
      id: row.oops_id,
      ...exceptionFromRow(row),
      time: row.time_source === 'report' ? row.time : null,
      reporter: row.reporter,
      topic: row.topic,
      url: row.url,
      method: row.method,
      userAgent: row.user_agent,
      referrer: row.referrer,
      username: row.username,
      durationSeconds: row.duration_ms === null ? null : row.duration_ms / 1000,
      totalMilliseconds: row.total_ms,
      statementsCount: row.statements_count,
      mostExpensiveStatement: row.statement,
      traceback: tracebackOf(row.traceback, row.traceback_parts),
      branchNick: row.branch,
      revno: row.revno,
      informational: row.informational === 1,
      hostname: row.hostname,
      lastOops: row.last_oops,
      clockOffset: row.clock_offset,
    },
    time: row.time,
    timeSource: row.time_source,
    arrivedAt: row.arrived_at,
    system: row.system,
    kind: row.kind,
    signature: { type: row.signature_type, value: row.signature_value },
    bug: row.bug,
    class: row.class,
    isBot: row.is_bot === 1,
    isLocalReferrer: row.is_local_referrer === 1,
    content: { size: row.content_size, crc: row.content_crc },
  };
}
