import type { Discard, Reject, Source } from '../../../src/store/records.js';
import type { Snapshot } from '../../../src/store/snapshot.js';
import type { Store } from '../../../src/store/store.js';
import type { NewOops } from '../../../src/store/stored-oops.js';

/** What a store is to hold. */
export interface StoreContent {
  readonly oopses?: readonly NewOops[];
  readonly sources?: readonly Source[];
  readonly rejects?: readonly Reject[];
  /** What was thrown away, by who said so. */
  readonly discards?: Readonly<Record<string, readonly Discard[]>>;
  /** Exports by their paths, with the columns that have other names than their keys. */
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A store that holds something, every reporter in it a system of its own, of the kind webapp. */
export interface FilledStore {
  readonly store: Store;
  /** Loads more, as another process does, whatever the store is doing. */
  readonly load: (more: StoreContent) => Promise<void>;
}

/** How an engine is filled: the way in is its own. */
export type OpenFilledStore = (content: StoreContent) => Promise<FilledStore>;

/** Asks one state of a store that holds these OOPSes, and closes it. */
export async function askOf<T>(
  open: OpenFilledStore,
  oopses: readonly NewOops[],
  ask: (data: Snapshot) => Promise<T>,
): Promise<T> {
  const { store } = await open({ oopses });
  try {
    return await store.snapshot(ask);
  } finally {
    await store.close();
  }
}
