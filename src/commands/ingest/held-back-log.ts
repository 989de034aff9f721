import { heldBackText } from '../../reports/status/words.js';
import type { HeldBackLog } from '../../store/snapshot.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';

/** What it is looked for with. */
export interface HeldBackTools {
  /** What the store says of it now. */
  readonly look: () => Promise<HeldBackLog | null>;
  /** Aborted when the program is to stop. */
  readonly stop: AbortSignal;
  readonly onRemark: (remark: string) => void;
}

/** From one look to the next, in milliseconds. */
const MINUTE = 60_000;

/**
 * Says once of each set of processes that it keeps the log beside the database from being taken into it, as long as the program
 * runs: who loads can do nothing about it, and the disk fills.
 */
export async function tellHeldBackLog(
  { sleep }: Pick<CommandContext, 'sleep'>,
  { look, stop, onRemark }: HeldBackTools,
): Promise<void> {
  let told = '';
  while (!stop.aborted) {
    await sleep(MINUTE, stop).catch(() => {});
    if (stop.aborted) return;
    try {
      const heldBack = await look();
      const readers = heldBack?.readers.map(({ pid }) => pid).join() ?? '';
      if (heldBack && readers !== told) onRemark(heldBackText(heldBack));
      told = readers;
    } catch (error) {
      // What keeps the store from being asked is told by who loads.
      if (!(error instanceof UserError)) throw error;
    }
  }
}
