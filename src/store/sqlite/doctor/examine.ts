import type { SqliteAddress } from '../../address/address.js';
import type { ExamineOptions, Health } from '../../opening/health.js';
import type { Db } from '../db.js';
import { copyDatabase, isReadOnly } from '../opening/copy-database.js';
import { describeDatabaseError, openUnchanged } from '../opening/database.js';
import { type Check, runCheck } from './check.js';
import { BLOCKS } from './checks/blocks.js';
import { COUNTS, OOPSES } from './checks/oopses.js';
import { SOURCES } from './checks/sources.js';
import { FILE, REFERENCES, SCHEMA } from './checks/structure.js';
import { TEXT_INDEX } from './checks/text-index.js';
import { ORPHANS, TEXTS } from './checks/texts.js';
import { WINDOWS } from './checks/windows.js';

/** In the order in which one damage explains the next. */
const CHECKS: readonly Check[] = [
  FILE,
  SCHEMA,
  COUNTS,
  OOPSES,
  TEXTS,
  REFERENCES,
  BLOCKS,
  TEXT_INDEX,
  WINDOWS,
  ORPHANS,
  SOURCES,
];

/** Looks whether a database in a file is sound. See `examineStore`. */
export async function examineSqlite(
  { file, path }: SqliteAddress,
  { isQuick, onCopy }: ExamineOptions,
): Promise<Health> {
  const isCopied = isReadOnly(file);
  if (isCopied) onCopy();
  const copy = isCopied ? await copyDatabase(file) : null;
  try {
    const { db, schema } = openUnchanged(copy?.file ?? file);
    try {
      return { schema, checks: lookAt(db, schema, isQuick) };
    } finally {
      db.close();
    }
  } catch (error) {
    throw describeDatabaseError(error, path) ?? error;
  } finally {
    copy?.remove();
  }
}

/** All that a schema can be asked. */
function lookAt(db: Db, schema: number, isQuick: boolean) {
  const asked = CHECKS.filter((check) => schema >= check.since && (check.isQuick || !isQuick));
  return asked.map((check) => runCheck(check, db, isQuick));
}
