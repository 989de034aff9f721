import { detach } from '../../../text/detach.js';
import type { Db } from '../db.js';
import { BoundedCache } from '../writing/bounded-cache.js';
import type { Dictionary } from '../writing/dictionary.js';
import { splitTraceback } from './template.js';

/** How a traceback is stored. */
export interface StoredTraceback {
  /** The number of its text, or of its template. */
  readonly textId: number;
  /** What of it is not in the template, as JSON; null where it is stored as it is. */
  readonly parts: string | null;
}

/** Finds how tracebacks are stored, whose texts or templates are stored first where they are new. */
export interface TracebackTable {
  storedAs(traceback: string | null): StoredTraceback | null;
  forget(): void;
}

/** What the tracebacks of one half of the cache may take, in characters. */
const CACHE_WEIGHT = 2_000_000;

/** Makes the table. Like the dictionary, it is used inside a write transaction. */
export function createTracebackTable(dictionary: Dictionary): TracebackTable {
  const cache = new BoundedCache<string, StoredTraceback>(CACHE_WEIGHT, ({ length }) => length + 200);
  function store(traceback: string): StoredTraceback {
    const split = splitTraceback(traceback);
    if (!split) return { textId: dictionary.textId(traceback), parts: null };
    return { textId: dictionary.textId(split.template), parts: JSON.stringify(split.parts) };
  }
  return {
    storedAs(traceback) {
      if (traceback === null) return null;
      const known = cache.get(traceback);
      if (known !== undefined) return known;
      const stored = store(traceback);
      cache.add(detach(traceback), stored);
      return stored;
    },
    forget: () => cache.clear(),
  };
}

/** Has what is in no template kept with OOPSes. */
export interface TracebackParts {
  keep(seq: number, parts: string): void;
  drop(seq: number): void;
}

/** Makes the keeping. */
export function createTracebackParts(db: Db): TracebackParts {
  const add = db.prepare('INSERT INTO traceback_parts (oops, parts) VALUES (?, ?)');
  const drop = db.prepare('DELETE FROM traceback_parts WHERE oops = ?');
  return { keep: (seq, parts) => void add.run(seq, parts), drop: (seq) => void drop.run(seq) };
}
