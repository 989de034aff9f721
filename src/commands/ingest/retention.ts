import type { Config } from '../../config/config.js';
import { carryOut, planFor } from '../../prune/prune-store.js';
import { readReferences } from '../../prune/read-references.js';
import { isYielding, type LiveSession, type LiveStore } from '../../receive/live-store.js';
import { plural } from '../../reports/layout/text.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../program/context.js';

/** What the retention of the config is kept with. */
export interface RetentionTools {
  readonly store: LiveStore;
  /** What the config says now. */
  readonly config: () => Config;
  /** Aborted when the program is to stop. */
  readonly stop: AbortSignal;
  readonly onRemark: (remark: string) => void;
}

/**
 * Prunes the store now and once a day, by the rules of `prune`, as long as the program runs; nothing where the config has no
 * retention. Who loads goes first. What keeps it from being done, such as a list that cannot be read or a user who may
 * not delete, is a remark, and it is tried again the next day.
 */
export async function keepRetention(
  context: Pick<CommandContext, 'cwd' | 'now' | 'sleep'>,
  tools: RetentionTools,
): Promise<void> {
  const { config, stop, onRemark } = tools;
  while (!stop.aborted && config().retention !== null) {
    try {
      const { deleted, stayed } = await pruneNow(context, tools);
      if (deleted > 0) onRemark(`retention: ${plural(deleted, 'OOPS', 'OOPSes')} deleted.`);
      if (stayed > 0)
        onRemark(`retention: ${plural(stayed, 'report')} could not be deleted: see prune --files.`);
    } catch (error) {
      if (stop.aborted) return;
      if (!(error instanceof UserError)) throw error;
      onRemark(`retention: ${error.message}`);
    }
    await context.sleep(millisecondsInDay, stop).catch(() => {});
  }
}

async function pruneNow(
  { cwd, now: clock }: Pick<CommandContext, 'cwd' | 'now'>,
  { store, config: configNow, stop }: RetentionTools,
): Promise<{ readonly deleted: number; readonly stayed: number }> {
  const config = configNow();
  const now = clock();
  const referred = await readReferences({ files: config.prune.keepReferenced, cwd, now });
  const before = now - (config.retention ?? Number.POSITIVE_INFINITY);
  const request = { config, now, before, referred, deletesFiles: config.prune.files };
  const done = { deleted: 0, stayed: 0 };
  const onProgress = (deleted: number) => {
    done.deleted = deleted;
  };
  for (let sum = 0; ; sum += done.deleted) {
    done.deleted = 0;
    try {
      const result = await store.load(async ({ store, explain }, yielded) => {
        try {
          const plan = await planFor(store, request);
          return await carryOut(store, plan, { signal: AbortSignal.any([stop, yielded]), onProgress });
        } catch (error) {
          // Tried again and again here, it would keep from loading who may.
          return refusalOf(error, explain);
        }
      });
      if (result instanceof UserError) throw result;
      return { deleted: sum + done.deleted, stayed: result.files?.stayed ?? 0 };
    } catch (error) {
      if (!isYielding(error)) throw error;
    }
  }
}

/** What keeps a prune from being done. Throws any other error again. */
function refusalOf(error: unknown, explain: LiveSession['explain']): UserError {
  const told = explain(error) ?? (error instanceof UserError ? error : undefined);
  if (told) return told;
  throw error;
}
