import { statSync } from 'node:fs';
import { DEFAULT_CONFIG } from '../config/defaults.js';
import { createQueue } from '../queue.js';
import type { StoreAddress } from '../store/address/address.js';
import { settingsOf } from '../store/derivation-settings.js';
import { openStore } from '../store/opening/open-store.js';
import type { OpenedStore } from '../store/opening/opened-store.js';

/** Tells when what is stored has changed. */
export interface WatchedStore {
  /** A text that is another once anything of what is stored has changed, or its file is another. Throws a UserError where it cannot be told. */
  version(): Promise<string>;
  /** The same of the file alone: who has the one from before open has to open it anew. A database on a server stays the same. */
  fileVersion(): string;
  close(): Promise<void>;
}

/**
 * Watches a store by a connection of its own, which only reads.
 *
 * @param address what is open of it
 */
export async function watchStore(address: StoreAddress): Promise<WatchedStore> {
  const inTurn = createQueue();
  let inode = inodeOf(address) ?? 0;
  let opened = await open();

  function open(): Promise<OpenedStore> {
    return openStore(address, {
      ...{ settings: settingsOf(DEFAULT_CONFIG), fills: false, writes: false, isReadOnly: true },
      onCopy: () => {},
    });
  }

  /** Where the file is another, as after it was restored from a copy, that one is watched. */
  async function follow(): Promise<void> {
    const now = inodeOf(address);
    if (now === null || now === inode) return;
    const next = await open();
    await opened.store.close();
    opened = next;
    inode = now;
  }

  return {
    version: () =>
      inTurn(async () => {
        await follow();
        const { store, explain } = opened;
        try {
          return `${inode} ${await store.snapshot((data) => data.version())}`;
        } catch (error) {
          throw explain(error) ?? error;
        }
      }),
    fileVersion: () => String(inode),
    close: () => inTurn(() => opened.store.close()),
  };
}

/** Tells one file from another of the same name; null where there is none, as on a server. */
function inodeOf(address: StoreAddress): number | null {
  if (address.engine !== 'sqlite') return null;
  return statSync(address.file, { throwIfNoEntry: false })?.ino ?? null;
}
