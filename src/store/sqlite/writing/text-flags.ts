import { BoundedCache } from './bounded-cache.js';

/** Whether stored texts are of some kind, such as robots: found out once for each. */
export interface TextFlags {
  /** Of a text and its id in the database; no text has the id null. */
  of(id: number | null, text: string | null): boolean;
  forget(): void;
}

const REMEMBERED = 50_000;

/**
 * Makes the flags of a kind. They are remembered by id and not by text, because a kept piece of a report would keep the
 * whole report in memory.
 */
export function createTextFlags(isOfKind: (text: string | null) => boolean): TextFlags {
  const cache = new BoundedCache<number | null, boolean>(REMEMBERED);
  return {
    of: (id, text) => cache.getOrAdd(id, () => isOfKind(text)),
    forget: () => cache.clear(),
  };
}
