import { setImmediate as pause } from 'node:timers/promises';
import { UserError } from '../../user-error.js';
import { KEPT_KINDS, type KeptCounts, type KeptKind } from '../kept.js';
import type { Snapshot } from '../snapshot.js';
import type { Store } from '../store.js';
import { type CopyPlace, FINISHED, kindsFrom, readProgress, writeProgress } from './copy-progress.js';

/** A store that is copied from or to. */
export interface CopyEnd {
  readonly store: Store;
  /** What it is called, for messages. */
  readonly name: string;
}

export interface CopyOptions {
  readonly from: CopyEnd & {
    /** What it is known by when the copy goes on: see `writeStoreAddress`. */
    readonly address: string;
  };
  readonly to: CopyEnd;
  /** Aborted to stop between two parts; what was copied is kept. */
  readonly signal: AbortSignal;
  /** Told how many OOPSes are there, of how many. */
  readonly onProgress: (done: number, all: number) => void;
}

/** What a copy came to. */
export interface CopyResult {
  /** How many OOPSes were copied this time. */
  readonly copied: number;
  /** It went on with what was begun before, or found it finished. */
  readonly isResumed: boolean;
  /** How much there is in the store that was copied from. */
  readonly counts: KeptCounts;
  /** What the copy has more or less of. */
  readonly differences: readonly CountDifference[];
}

/** Something of which a store and its copy have not as much. */
export interface CountDifference {
  readonly what: keyof KeptCounts;
  readonly from: number;
  readonly to: number;
}

/**
 * Copies all that one store keeps to another, from one state of it. What was begun before goes on where it stopped; what is finished
 * is only compared. Throws a UserError where the other store holds anything that is not of this copy.
 */
export function copyStore({ from, to, signal, onProgress }: CopyOptions): Promise<CopyResult> {
  return from.store.snapshot(async (data) => {
    const counts = await data.keptCounts();
    const before = await to.store.snapshot(async (copy) => ({
      progress: await copy.copyProgress(),
      counts: await copy.keptCounts(),
    }));
    const { progress } = before;
    const isResumed = progress !== undefined;
    const place = isResumed
      ? readProgress(progress, { from, to })
      : await begin(to, from.address, before.counts);
    let copied = 0;
    onProgress(before.counts.oopses, counts.oopses);
    for await (const oopses of copyFrom(data, to.store, from.address, place, signal)) {
      copied += oopses;
      onProgress(before.counts.oopses + copied, counts.oopses);
    }
    const differences = compare(counts, await to.store.snapshot((copy) => copy.keptCounts()));
    return { copied, isResumed, counts, differences };
  });
}

/** Begins a copy into a store that must be empty: that it is one is known before anything is in it. */
async function begin(to: CopyEnd, address: string, counts: KeptCounts): Promise<CopyPlace> {
  if (Object.values(counts).some((count) => count > 0)) {
    throw new UserError(
      `${to.name}: holds something already that is no copy of this one. Name a new database to copy to.`,
    );
  }
  const place: CopyPlace = { kind: KEPT_KINDS[0] };
  await to.store.restore(KEPT_KINDS[0], [], writeProgress(address, place));
  return place;
}

/** Copies what is left, kind by kind. Gives after each part how many OOPSes it had. */
async function* copyFrom(
  data: Snapshot,
  to: Store,
  address: string,
  place: CopyPlace,
  signal: AbortSignal,
): AsyncGenerator<number> {
  for (const kind of kindsFrom(place)) {
    yield* copyKind(data, to, address, kind, kind === place.kind ? place.mark : undefined, signal);
  }
  if (place.kind !== FINISHED.kind) {
    await to.restore(KEPT_KINDS[0], [], writeProgress(address, FINISHED));
  }
}

async function* copyKind<Kind extends KeptKind>(
  data: Snapshot,
  to: Store,
  address: string,
  kind: Kind,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<number> {
  for await (const { items, mark } of data.kept(kind, after)) {
    // Signals are heard only when nothing else is at hand, and an engine of this machine never waits.
    await pause();
    signal.throwIfAborted();
    await to.restore(kind, items, writeProgress(address, { kind, mark }));
    if (kind === 'oops') yield items.length;
  }
}

function compare(from: KeptCounts, to: KeptCounts): CountDifference[] {
  return (Object.keys(from) as (keyof KeptCounts)[])
    .map((what) => ({ what, from: from[what], to: to[what] }))
    .filter((count) => count.from !== count.to);
}
