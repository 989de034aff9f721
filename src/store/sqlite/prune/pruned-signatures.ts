import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';

const OF_SIGNATURE = `
  FROM stored_signature s JOIN pruned_signature p ON p.value_id = s.value_id AND p.type_id = s.type_id
  WHERE s.id = @signatureId`;

/** What is remembered of when signatures were seen whose OOPSes were pruned. */
export interface PrunedSignatures {
  /** When a signature was first seen; null when nothing of it was pruned. */
  firstSeen(signatureId: number): number | null;
  /** When it was seen before a moment: the last time that is remembered. */
  lastSeen(signatureId: number, before: number): number | null;
  /** Whether one of the times that are remembered of some reporters lies in an interval. */
  wasSeen(signatureId: number, reporterIds: readonly number[], interval: Interval): boolean;
}

/** Prepares the questions; undefined where nothing was ever pruned. */
export function preparePrunedSignatures(db: Db): PrunedSignatures | undefined {
  if (db.prepare('SELECT EXISTS (SELECT 1 FROM pruned_signature)').pluck().get() === 0) return undefined;
  const first = db.prepare(`SELECT min(p.first_time) ${OF_SIGNATURE}`).pluck();
  const last = db
    .prepare(
      `SELECT max(iif(p.last_time < @before, p.last_time, p.first_time)) ${OF_SIGNATURE} AND p.first_time < @before`,
    )
    .pluck();
  const seen = db
    .prepare(
      `SELECT EXISTS (SELECT 1 ${OF_SIGNATURE}
         AND p.reporter = (SELECT name FROM reporter WHERE id = @reporterId)
         AND (p.first_time >= @start AND p.first_time < @end OR p.last_time >= @start AND p.last_time < @end))`,
    )
    .pluck();
  return {
    firstSeen: (signatureId) => first.get({ signatureId }) as number | null,
    lastSeen: (signatureId, before) => last.get({ signatureId, before }) as number | null,
    wasSeen: (signatureId, reporterIds, { start, end }) =>
      reporterIds.some((reporterId) => seen.get({ signatureId, reporterId, start, end }) === 1),
  };
}

/** An OOPS that goes, as far as it is remembered by its signature. */
export interface SeenOops {
  readonly signatureId: number;
  readonly reporterId: number;
  readonly time: number;
}

/** Remembers when signatures were seen that go. Inside a transaction, before they are gone. */
export function rememberSignatures(db: Db, oopses: readonly SeenOops[]): void {
  const spans = new Map<string, { signatureId: number; reporterId: number; first: number; last: number }>();
  for (const { signatureId, reporterId, time } of oopses) {
    const key = `${signatureId} ${reporterId}`;
    const known = spans.get(key);
    if (!known) spans.set(key, { signatureId, reporterId, first: time, last: time });
    else {
      known.first = Math.min(known.first, time);
      known.last = Math.max(known.last, time);
    }
  }
  const remember = db.prepare(
    `INSERT INTO pruned_signature (value_id, type_id, reporter, first_time, last_time)
     SELECT s.value_id, s.type_id, r.name, @first, @last FROM stored_signature s, reporter r
     WHERE s.id = @signatureId AND r.id = @reporterId
     ON CONFLICT DO UPDATE SET first_time = min(first_time, excluded.first_time),
       last_time = max(last_time, excluded.last_time)`,
  );
  for (const span of spans.values()) remember.run(span);
}
