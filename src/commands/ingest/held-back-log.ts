import type { LiveStore } from '../../receive/live-store.js';
import { heldBackText } from '../../reports/status/words.js';
import type { HeldBackLog } from '../../store/snapshot.js';
import { UserError } from '../../user-error.js';

/** With what the log is looked at. */
export interface HeldBackTools {
  /** What the store says of it now. */
  readonly look: () => Promise<HeldBackLog | null>;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly onRemark: (remark: string) => void;
}

/** From one look to the next, in milliseconds. */
const MINUTE = 60_000;

/**
 * The same store, which looks once a minute, after a loading, whether somebody keeps the log beside the database from being taken into
 * it, and says so once of each set of processes: who loads can do nothing about it, and the disk fills.
 */
export function tellHeldBackLog(store: LiveStore, { look, now, onRemark }: HeldBackTools): LiveStore {
  let lookedAt = now();
  let told = '';

  async function tell(): Promise<void> {
    const heldBack = await look();
    const readers = heldBack?.readers.map(({ pid }) => pid).join() ?? '';
    if (heldBack && readers !== told) onRemark(heldBackText(heldBack));
    told = readers;
  }

  return {
    ...store,
    async load(work) {
      const result = await store.load(work);
      if (now() - lookedAt < MINUTE) return result;
      lookedAt = now();
      await tell().catch((error: unknown) => {
        // What keeps the store from being asked is told by who loads.
        if (!(error instanceof UserError)) throw error;
      });
      return result;
    },
  };
}
