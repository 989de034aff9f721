import { signatureOf } from '../../../oops/classes/signature.js';
import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import { keyOfName } from '../../../oops/key-of-name.js';
import { hostOf, isRobot } from '../../../oops/request.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import { millisecondsOf } from '../../loading/duration-ms.js';
import type { NewOops } from '../../stored-oops.js';
import { nameRules } from '../signing/signing.js';

/** An OOPS as `event` has it, but for when it was written and whether it was taken back. */
export interface EventRow {
  readonly id_key: string;
  readonly id: string;
  readonly time: number;
  readonly time_source: string;
  readonly arrived_at: number;
  /** Its key: see `keyOfName`. */
  readonly reporter: string;
  readonly type: string | null;
  readonly value: string | null;
  readonly causes: string | null;
  readonly fingerprint: string | null;
  readonly is_event: number;
  readonly signed_by: string;
  readonly signature_type: string;
  readonly signature_value: string;
  readonly topic: string | null;
  readonly url: string | null;
  readonly method: string | null;
  readonly user_agent: string | null;
  readonly is_bot: number;
  readonly referrer: string | null;
  readonly referrer_host: string | null;
  readonly username: string | null;
  readonly duration_ms: number | null;
  readonly total_ms: number | null;
  readonly statements_count: number;
  readonly statement: string | null;
  readonly informational: number;
  readonly branch: string | null;
  readonly revno: string | null;
  readonly hostname: string | null;
  readonly traceback: string | null;
  readonly last_oops: string | null;
  readonly clock_offset_ms: number | null;
  readonly content_size: number;
  readonly content_crc: number;
}

/** The columns of all that. */
export const EVENT_COLUMNS: readonly (keyof EventRow)[] = [
  ...(['id_key', 'id', 'time', 'time_source', 'arrived_at', 'reporter', 'type', 'value', 'causes'] as const),
  ...(['fingerprint', 'is_event', 'signed_by', 'signature_type', 'signature_value', 'topic', 'url'] as const),
  ...(['method', 'user_agent', 'is_bot', 'referrer', 'referrer_host', 'username', 'duration_ms'] as const),
  ...(['total_ms', 'statements_count', 'statement', 'informational', 'branch', 'revno'] as const),
  ...(['hostname', 'traceback', 'last_oops', 'clock_offset_ms', 'content_size', 'content_crc'] as const),
];

/** When a row was written, and until when it says something. */
export interface RowLife {
  /** How often a row of this key was taken back before. */
  readonly generation: number;
  /** The stamp of its writing, and its place in it. */
  readonly stamp: number;
  readonly part: number;
  /** The stamp of the writing that took it back; absent: it is there. */
  readonly gone_stamp?: number;
}

/** Makes the row of an OOPS, whatever file holds it. */
export type MakeEventRow = (oops: Omit<NewOops, 'directory' | 'fileName'>, arrivedAt: number) => EventRow;

/** Makes what makes rows, each signed by the rules of the kind that its reporter has now. */
export function createEventRows({ describeReporter, rules }: DerivationSettings): MakeEventRow {
  const rulesOf = nameRules(rules.signatures);
  return ({ oops, time, timeSource, content }, arrivedAt) => {
    const { kind } = describeReporter(oops.reporter ?? UNKNOWN_REPORTER);
    const signature = signatureOf(oops, kind, rules.signatures);
    return {
      id_key: keyOfName(oops.id),
      id: oops.id.toWellFormed(),
      time,
      time_source: timeSource,
      arrived_at: arrivedAt,
      reporter: keyOfName(oops.reporter ?? UNKNOWN_REPORTER),
      type: wellFormed(oops.type),
      value: wellFormed(oops.value),
      causes: oops.causes.length === 0 ? null : JSON.stringify(oops.causes),
      fingerprint: oops.fingerprint && JSON.stringify(oops.fingerprint),
      is_event: Number(oops.isEvent),
      signed_by: rulesOf(kind),
      signature_type: signature.type.toWellFormed(),
      signature_value: signature.value.toWellFormed(),
      topic: wellFormed(oops.topic),
      url: wellFormed(oops.url),
      method: wellFormed(oops.method),
      user_agent: wellFormed(oops.userAgent),
      is_bot: Number(isRobot(oops.userAgent)),
      referrer: wellFormed(oops.referrer),
      referrer_host: wellFormed(hostOf(oops.referrer ?? '')),
      username: wellFormed(oops.username),
      duration_ms: millisecondsOf(oops.durationSeconds),
      total_ms: oops.totalMilliseconds,
      statements_count: oops.statementsCount,
      statement: wellFormed(oops.mostExpensiveStatement),
      informational: Number(oops.informational),
      branch: wellFormed(oops.branchNick),
      revno: wellFormed(oops.revno),
      hostname: wellFormed(oops.hostname),
      traceback: wellFormed(oops.traceback),
      last_oops: wellFormed(oops.lastOops),
      clock_offset_ms: oops.clockOffset,
      content_size: content.size,
      content_crc: content.crc,
    };
  };
}

function wellFormed(text: string | null): string | null {
  return text === null ? null : text.toWellFormed();
}
