import type { Cause, OopsException } from '../../../oops/oops.js';

/** Selects an exception with its texts; the query goes on with a WHERE. */
export const SELECT_EXCEPTION = `
  SELECT e.id, t.value AS type, v.value, c.value AS causes, f.value AS fingerprint, e.is_event
  FROM exception e
    LEFT JOIN text t ON t.id = e.type_id
    LEFT JOIN text v ON v.id = e.value_id
    LEFT JOIN text c ON c.id = e.causes_id
    LEFT JOIN text f ON f.id = e.fingerprint_id`;

/** An exception as `SELECT_EXCEPTION` gives it. */
export interface ExceptionRow extends ExceptionTexts {
  readonly id: number;
}

/** An exception's columns: lists are JSON. */
export interface ExceptionTexts {
  readonly type: string | null;
  readonly value: string | null;
  readonly causes: string | null;
  readonly fingerprint: string | null;
  readonly is_event: number;
}

/** The exception that a row tells of. */
export function exceptionFromRow(row: ExceptionTexts): OopsException {
  return {
    type: row.type,
    value: row.value,
    causes: row.causes === null ? [] : (JSON.parse(row.causes) as Cause[]),
    fingerprint: row.fingerprint === null ? null : (JSON.parse(row.fingerprint) as string[]),
    isEvent: row.is_event === 1,
  };
}
