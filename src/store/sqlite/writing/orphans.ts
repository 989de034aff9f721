import type { Db } from '../db.js';

/** Clears away what only removed OOPSes spoke of, so that no view shows it. */
export interface OrphanSweeper {
  /** Takes note of an OOPS that is about to be removed. */
  note(seq: number): void;
  /**
   * Removes the signatures and reporters that no OOPS has any more; a signature that a bug tracks stays. Returns whether
   * anything was removed.
   */
  sweep(): boolean;
}

/** Makes the sweeper; use it inside one transaction after another. */
export function createOrphanSweeper(db: Db): OrphanSweeper {
  const find = db.prepare('SELECT signature_id, reporter_id FROM stored_oops WHERE id = ?').raw();
  const dropSignature = db.prepare(
    `DELETE FROM stored_signature WHERE id = @id AND bug IS NULL
       AND NOT EXISTS (SELECT 1 FROM stored_oops WHERE signature_id = @id)`,
  );
  const dropReporter = db.prepare(
    'DELETE FROM reporter WHERE id = @id AND NOT EXISTS (SELECT 1 FROM stored_oops WHERE reporter_id = @id)',
  );
  const signatures = new Set<number>();
  const reporters = new Set<number>();
  return {
    note(seq) {
      const [signature, reporter] = find.get(seq) as [number, number];
      signatures.add(signature);
      reporters.add(reporter);
    },
    sweep() {
      let removed = 0;
      for (const id of signatures) removed += dropSignature.run({ id }).changes;
      for (const id of reporters) removed += dropReporter.run({ id }).changes;
      signatures.clear();
      reporters.clear();
      return removed > 0;
    },
  };
}
