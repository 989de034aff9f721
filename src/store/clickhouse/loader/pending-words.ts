import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../connecting/connection.js';
import {
  isOneOf,
  type KeyCondition,
  LATEST,
  lastWords,
  type Saying,
  type WordKind,
  type Words,
  wordRows,
} from '../words.js';
import type { Write } from '../writes.js';

/** Words that are to be said with what is written next. */
export interface PendingWords {
  /** Says something of a key, in place of what was to be said of it; null takes back what was said. */
  say<Kind extends WordKind>(kind: Kind, key: string, value: Words[Kind] | null): void;
  /** What is to be said of a key; undefined: nothing. */
  find<Kind extends WordKind>(kind: Kind, key: string): Words[Kind] | null | undefined;
  /**
   * What was said last of some keys, or of all, and what is to be said of any instead, by key; what is taken back is not among it.
   */
  last<Kind extends WordKind>(kind: Kind, condition?: KeyCondition): Promise<Map<string, Words[Kind]>>;
  /** The rows that say them, but for those that were said already. */
  rows(write: Pick<Write, 'stamp'>): Promise<object[]>;
  /** They were said. */
  clear(): void;
  readonly size: number;
}

type Pending = { [Kind in WordKind]?: Map<string, Words[Kind] | null> };

/** None yet. */
export function createPendingWords(connection: Connection): PendingWords {
  let pending: Pending = {};

  function of<Kind extends WordKind>(kind: Kind): Map<string, Words[Kind] | null> {
    const found = pending[kind] as Map<string, Words[Kind] | null> | undefined;
    if (found) return found;
    const made = new Map<string, Words[Kind] | null>();
    pending = { ...pending, [kind]: made };
    return made;
  }

  /** What would change something. */
  async function newsOf<Kind extends WordKind>(kind: Kind): Promise<Saying<Kind>[]> {
    const keys = [...of(kind).keys()];
    const said = await lastWords(connection, kind, { cut: LATEST, ...isOneOf(keys) });
    const last = new Map(said.map(({ key, value }) => [key, value]));
    return Array.from(of(kind), ([key, value]) => ({ key, value })).filter(
      ({ key, value }) => !isDeepStrictEqual(last.get(key) ?? null, value),
    );
  }

  return {
    say: (kind, key, value) => void of(kind).set(key.toWellFormed(), value),
    find: (kind, key) => of(kind).get(key.toWellFormed()),
    async last(kind, condition) {
      const said = await lastWords(connection, kind, { cut: LATEST, ...condition });
      const last = new Map(said.map(({ key, value }) => [key, value]));
      for (const [key, value] of of(kind)) {
        if (value === null) last.delete(key);
        else last.set(key, value);
      }
      return last;
    },
    async rows(write) {
      const kinds = (Object.keys(pending) as WordKind[]).filter((kind) => of(kind).size > 0);
      const rows = await Promise.all(kinds.map(async (kind) => wordRows(write, kind, await newsOf(kind))));
      return rows.flat();
    },
    clear() {
      pending = {};
    },
    get size() {
      return Object.values(pending).reduce((sum, words) => sum + words.size, 0);
    },
  };
}
