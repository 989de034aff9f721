import { keptSchema, readSchemaSums } from '../../sums/schema-sums.js';
import type { Check } from '../check.js';

/** Pages, and each index against its table, as SQLite finds them. */
export const FILE: Check = {
  check: 'file',
  isQuick: true,
  since: 1,
  look(db, isQuick) {
    const faults = db.pragma(isQuick ? 'quick_check' : 'integrity_check') as Record<string, string>[];
    const lines = faults.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok');
    return {
      told: isQuick ? 'every page' : 'every page, and every index against its table',
      faults: lines,
      lost: 'An index is made anew, and loses nothing; of a table what cannot be read is lost, and read again from its source.',
    };
  },
};

/** Tables, indexes, views and triggers as the migrations made them. */
export const SCHEMA: Check = {
  check: 'schema',
  isQuick: true,
  since: 16,
  look(db) {
    const kept = keptSchema(db);
    if (!kept) return { told: 'how tables and views are written', faults: ['its checksums are gone'] };
    const now = readSchemaSums(db);
    const changed = Object.keys(kept).filter((name) => now[name] !== kept[name]);
    return {
      told: `how ${Object.keys(kept).length} tables, views, indexes and triggers are written`,
      faults: changed.map((name) =>
        now[name] === undefined ? `${name} is gone` : `${name} is not as it was made`,
      ),
    };
  },
};

/** Rows that speak of others. */
export const REFERENCES: Check = {
  check: 'references',
  isQuick: false,
  since: 1,
  look(db) {
    const found = db.prepare('SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1').raw().all();
    return {
      told: 'every row that speaks of another',
      faults: (found as [string, number][]).map(
        ([table, count]) => `${table}: rows that speak of one that is not there: ${count}`,
      ),
      lost: 'What the missing rows said: a type, a value, a URL.',
    };
  },
};
