import type { Cause, Oops } from '../../../oops/oops.js';
import type { EventRow } from './event-row.js';

/** The columns of an event that say what its OOPS says. */
export type OopsColumns = Omit<
  EventRow,
  | 'id_key'
  | 'arrived_at'
  | 'signed_by'
  | 'signature_type'
  | 'signature_value'
  | 'is_bot'
  | 'referrer_host'
  | 'content_size'
  | 'content_crc'
>;

/** What an event says. */
export function oopsOfEvent(row: OopsColumns, reporter: string): Oops {
  return {
    id: row.id,
    type: row.type,
    value: row.value,
    time: row.time_source === 'report' ? row.time : null,
    reporter,
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
    traceback: row.traceback,
    branchNick: row.branch,
    revno: row.revno,
    informational: row.informational === 1,
    hostname: row.hostname,
    lastOops: row.last_oops,
    causes: row.causes === null ? [] : (JSON.parse(row.causes) as Cause[]),
    fingerprint: row.fingerprint === null ? null : (JSON.parse(row.fingerprint) as string[]),
    isEvent: row.is_event === 1,
    clockOffset: row.clock_offset_ms,
  };
}
