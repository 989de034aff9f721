import type { Db } from '../db.js';
import type { Cell } from './salvage-rows.js';

/** The indexes that hold all that their tables do: what of the table cannot be read is read of them. */
export const SECOND_COPIES = {
  stored_window: 'stored_window INDEXED BY check_window',
  window_change: 'window_change INDEXED BY check_window_change',
  deployment_run: 'deployment_run INDEXED BY check_deployment_run',
  reject: 'reject INDEXED BY check_reject',
  source: 'source INDEXED BY check_source',
  export: 'export INDEXED BY check_export',
  file: 'file INDEXED BY file_by_directory',
  exception: 'exception INDEXED BY sqlite_autoindex_exception_1',
  directory: 'directory INDEXED BY sqlite_autoindex_directory_1',
  class: 'class INDEXED BY sqlite_autoindex_class_1',
  stored_signature: `(SELECT id, type_id, value_id FROM stored_signature INDEXED BY sqlite_autoindex_stored_signature_1)
    LEFT JOIN (SELECT id, bug FROM stored_signature INDEXED BY check_signature WHERE bug IS NOT NULL) USING (id)`,
  reporter: `(SELECT id, name FROM reporter INDEXED BY sqlite_autoindex_reporter_1)
    JOIN (SELECT id, system, kind FROM reporter INDEXED BY check_reporter) USING (id)`,
} as const;

/** Whether a table has one. */
export function hasSecond(table: string): table is keyof typeof SECOND_COPIES {
  return Object.hasOwn(SECOND_COPIES, table);
}

/** What the indexes say of a table that hold all that it does: none where there are no such. Throws where they cannot be read. */
export function* readSecond(from: Db, table: string, columns: readonly string[]): Generator<Cell[]> {
  if (!hasSecond(table)) return;
  const rows = from.prepare(`SELECT ${columns.join(', ')} FROM ${SECOND_COPIES[table]}`).raw();
  yield* rows.iterate() as Iterable<Cell[]>;
}
