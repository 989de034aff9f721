import type { UserError } from '../../user-error.js';
import type { StoreAddress } from '../address/address.js';
import type { DerivationSettings } from '../derivation-settings.js';
import type { Store } from '../store.js';

/** An open store, and what is to be said of it. */
export interface OpenedStore {
  readonly store: Store;
  /** It was not there before, or was empty. */
  readonly isNew: boolean;
  /** What was opened, for others to open it too: of a file that is read from a copy, the copy. */
  readonly address: StoreAddress;
  /** What is said of an error of its engine; undefined for any other. */
  readonly explain: (error: unknown) => UserError | undefined;
}

export interface OpenStoreOptions {
  /** What is stored follows from them; what followed from others is made anew. */
  readonly settings: DerivationSettings;
  /** Much is going to be written. */
  readonly fills: boolean;
  /** It is going to be changed: one that cannot be is refused. One that is only read is read from a copy then. */
  readonly writes: boolean;
  /** Nothing that follows from the settings is going to be asked: what is stored is left as it is. */
  readonly ignoresSettings?: boolean;
  /**
   * Nothing can be changed over it: its engine refuses to. What is there must be of this version, and what follows from the settings
   * is left as it is.
   */
  readonly isReadOnly?: boolean;
  /** It has to be there: a missing one is refused, and not made. */
  readonly mustExist?: boolean;
  /**
   * How long it waits for another program that is writing, in milliseconds; nothing else goes on meanwhile. Absent: as long as
   * somebody at a terminal has patience.
   */
  readonly busyTimeout?: number;
  /** Told when a copy is read. */
  readonly onCopy: () => void;
}
