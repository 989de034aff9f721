import type { Db } from '../../db.js';
import type { Check } from '../check.js';

/** The full-text index against the texts. */
export const TEXT_INDEX: Check = {
  check: 'text index',
  isQuick: false,
  since: 6,
  look(db) {
    const indexed = db.prepare('SELECT count(*) FROM text_index_docsize').pluck().get() as number;
    if (indexed === 0) return { told: 'there is none yet: it is made by the first query --text' };
    try {
      return {
        told: `the words of ${indexed} texts`,
        faults: compareWithFresh(db) ? [] : ['it does not say what the texts say'],
        lost: 'Nothing: the index is made anew of the texts.',
      };
    } finally {
      db.exec(DROP_FRESH);
    }
  },
};

/**
 * Makes the index again, beside the database, and compares word by word. What SQLite offers for that adds up checksums in
 * which some damage cancels out, and keeps others from writing.
 */
function compareWithFresh(db: Db): boolean {
  db.exec(MAKE_FRESH);
  const words = (of: string) => db.prepare(`SELECT term, doc, offset FROM temp.${of}`).raw().iterate();
  if (!isSame(words('stored_words'), words('fresh_words'))) return false;
  const lengths = (of: string) =>
    db.prepare(`SELECT id, hex(sz) FROM ${of}_docsize ORDER BY id`).raw().iterate();
  if (!isSame(lengths('main.text_index'), lengths('temp.fresh_index'))) return false;
  const averages = (of: string) => db.prepare(`SELECT hex(block) FROM ${of}_data WHERE id = 1`).pluck().get();
  return averages('main.text_index') === averages('temp.fresh_index');
}

const MAKE_FRESH = `
  CREATE VIRTUAL TABLE temp.fresh_index USING fts5 (value, content = '');
  INSERT INTO temp.fresh_index (rowid, value)
    SELECT id, value FROM text WHERE id <= (SELECT max(id) FROM text_index_docsize) ORDER BY id;
  CREATE VIRTUAL TABLE temp.stored_words USING fts5vocab (main, text_index, instance);
  CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab (temp, fresh_index, instance)`;

const DROP_FRESH = ['stored_words', 'fresh_words', 'fresh_index']
  .map((name) => `DROP TABLE IF EXISTS temp.${name}`)
  .join(';');

/** Whether two tables have the same rows in the same order. */
function isSame(ours: Iterator<unknown>, theirs: Iterator<unknown>): boolean {
  try {
    for (;;) {
      const [one, other] = [ours.next(), theirs.next()];
      if (one.done || other.done) return one.done === other.done;
      const [row, expected] = [one.value as unknown[], other.value as unknown[]];
      if (row.some((value, place) => value !== expected[place])) return false;
    }
  } finally {
    ours.return?.();
    theirs.return?.();
  }
}
