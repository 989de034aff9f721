import type { Config } from '../config/config.js';
import type { Prunable, Pruned, PruneOptions, PruneQuestion } from '../store/questions/pruning.js';
import type { Source } from '../store/records.js';
import type { Store } from '../store/store.js';
import { createFileDeleter, type StayingFile } from './delete-files.js';
import { type PruneRules, planPrune } from './plan-prune.js';

/** What is to be pruned. */
export interface PruneRequest extends Pick<PruneRules, 'now' | 'before' | 'referred'> {
  readonly config: Config;
  /** Whether the files of what is deleted are deleted too. */
  readonly deletesFiles: boolean;
}

/** A prune that was decided on one state of a store. */
export interface PlannedPrune {
  readonly question: PruneQuestion;
  readonly prunable: Prunable;
  /** Where files may be deleted; null: nowhere. */
  readonly sources: readonly Source[] | null;
}

/** What a prune did. */
export interface PruneResult extends Pruned {
  /** Null: files were left alone. */
  readonly files: {
    readonly deleted: number;
    /** How many could not be deleted, and their OOPSes neither. */
    readonly stayed: number;
    /** The first of them. */
    readonly staying: readonly StayingFile[];
  } | null;
}

/** Decides what would be deleted, and counts it. */
export function planFor(store: Store, request: PruneRequest): Promise<PlannedPrune> {
  return store.snapshot(async (data) => {
    const question = planPrune({ ...request, windows: await data.windows() });
    return {
      question,
      prunable: await data.countPrunable(question, request.deletesFiles),
      sources: request.deletesFiles ? await data.sources() : null,
    };
  });
}

/** Does what was decided. */
export async function carryOut(
  store: Store,
  { question, sources }: PlannedPrune,
  options: Pick<PruneOptions, 'signal' | 'onProgress'>,
): Promise<PruneResult> {
  const deleter = sources && createFileDeleter(sources);
  const pruned = await store.prune(question, { ...options, ...(deleter && { release: deleter.release }) });
  if (!deleter) return { ...pruned, files: null };
  const { count, first } = deleter.staying();
  return { ...pruned, files: { deleted: deleter.deleted(), stayed: count, staying: first } };
}
