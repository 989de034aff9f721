import type { Db } from '../../db.js';
import { hashText } from '../../writing/dictionary.js';
import type { Check } from '../check.js';
import { REPAIR } from '../check.js';

/** A text whose hash is that of another. */
export interface DamagedText {
  readonly id: number;
  /** The hash that stands beside it. */
  readonly hash: number;
  /** The bytes of the text. */
  readonly bytes: Buffer;
}

/** The texts that are not what their hashes say. */
export function* findDamagedTexts(db: Db): Generator<DamagedText> {
  const rows = db.prepare('SELECT id, hash, CAST(value AS BLOB) FROM text NOT INDEXED').raw();
  for (const [id, hash, bytes] of rows.iterate() as Iterable<[number, number, Buffer | null]>) {
    const read = bytes ?? Buffer.alloc(0);
    const text = read.toString();
    if (hashText(text) !== hash || !Buffer.from(text).equals(read)) yield { id, hash, bytes: read };
  }
}

/** Each text against the hash by which it is found. */
export const TEXTS: Check = {
  check: 'texts',
  isQuick: false,
  since: 1,
  look(db) {
    const count = db.prepare('SELECT count(*) FROM text').pluck().get();
    const faults = Array.from(findDamagedTexts(db), ({ id }) => `text ${id} is not what its checksum says`);
    return {
      told: `${count} texts, each by its checksum`,
      faults,
      lost: 'Nothing where one bit of it turned: it is turned back. Else the text, until it is read again from its source.',
      advice: REPAIR,
    };
  },
};

/** Texts that no row speaks of. */
export const ORPHANS: Check = {
  check: 'orphan texts',
  isQuick: false,
  since: 14,
  look(db) {
    const orphans = db.prepare(COUNT_ORPHANS).pluck().get() as number;
    return {
      told: `texts that nothing speaks of any more: ${orphans}`,
      isRemark: orphans > 0,
      ...(orphans > 0 && { advice: 'They only take space: the next oops-report prune clears them away.' }),
    };
  },
};

/** The columns of all tables that name texts. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  stored_oops: [
    ...['topic_id', 'url_id', 'method_id', 'user_agent_id', 'referrer_id', 'username_id', 'statement_id'],
    ...['branch_id', 'revno_id', 'hostname_id', 'traceback_id'],
  ],
  exception: ['type_id', 'value_id', 'causes_id', 'fingerprint_id'],
  stored_signature: ['type_id', 'value_id'],
  pruned_signature: ['type_id', 'value_id'],
};

const COUNT_ORPHANS = `SELECT count(*) FROM (SELECT id FROM text EXCEPT ${Object.entries(COLUMNS)
  .flatMap(([table, columns]) => columns.map((column) => `SELECT ${column} FROM ${table}`))
  .join(' EXCEPT ')})`;
