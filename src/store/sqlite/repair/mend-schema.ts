import type { Db } from '../db.js';

/** How an object of the schema is written. */
interface Written {
  readonly type: string;
  readonly name: string;
  readonly tblName: string;
  readonly sql: string;
}

/**
 * Has a damaged database read its tables as a new one writes them, in a transaction that is to be rolled back when all is read:
 * a bit that turned in the name of a column, or in that of a table, would hide all of its rows. Needs a connection that may write
 * the schema.
 */
export function mendSchema(old: Db, fresh: Db): void {
  const tables = fresh
    .prepare(
      `SELECT type, name, tbl_name AS tblName, sql FROM sqlite_schema
       WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'text_index%'`,
    )
    .all() as Written[];
  const isSame = old.prepare(
    `SELECT 1 FROM sqlite_schema WHERE type = @type AND name = @name AND tbl_name = @tblName
       AND replace(sql, '"', '') = replace(@sql, '"', '')`,
  );
  const damaged = tables.filter((table) => isSame.get(table) === undefined);
  old.exec('BEGIN IMMEDIATE');
  if (damaged.length === 0) return;
  const mend = old.prepare(
    `UPDATE sqlite_schema SET type = @type, name = @name, tbl_name = @tblName, sql = @sql
     WHERE name = @name OR sql = @sql`,
  );
  for (const table of damaged) mend.run(table);
  old.pragma('writable_schema = RESET');
}
