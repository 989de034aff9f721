import { type OutageWindow, windowKey } from '../outages/window.js';
import type { Store } from '../store/store.js';
import { type Candidate, type Confirmation, confirmLong, type RefusedCandidate } from './confirm-long.js';
import { Unconfirmed } from './unconfirmed.js';
import { createRemarkOnSystems } from './unknown-systems.js';

/** Which candidates may be recorded, what is refused of them and why, and what should be known of the others. */
export interface Admission<T extends Candidate> {
  readonly admitted: readonly T[];
  readonly refused: readonly RefusedCandidate<T>[];
  readonly remarks: readonly string[];
}

/**
 * Looks at windows before they are recorded, for what is most often a mistake: everything down for longer than is believed
 * unasked, which is refused where nobody confirms it, and systems that nobody has heard of, on which it remarks.
 *
 * @param confirmation null: all are confirmed
 */
export async function admitWindows<T extends Candidate>(
  store: Store,
  candidates: readonly T[],
  confirmation: Confirmation | null,
): Promise<Admission<T>> {
  const { log, remarkOnSystems } = await store.snapshot(async (data) => ({
    log: await data.windows(),
    remarkOnSystems: await createRemarkOnSystems(data),
  }));
  const { confirmed, refused } =
    confirmation === null
      ? { confirmed: candidates, refused: [] }
      : await confirmLong(candidates, log, confirmation);
  const keys = new Set(log.map(windowKey));
  const added = confirmed.filter(({ window }) => !keys.has(windowKey(window)));
  return {
    admitted: confirmed,
    refused,
    remarks: added.flatMap(({ window, place }) => remarkOnSystems(window).map((text) => `${place}: ${text}`)),
  };
}

/** The same for one window that somebody writes down by hand. Returns the remarks, and throws an Unconfirmed when it is refused. */
export async function admitByHand(
  store: Store,
  window: OutageWindow,
  confirmation: Confirmation | null,
): Promise<readonly string[]> {
  const { refused, remarks } = await admitWindows(store, [{ window, place: window.outage }], confirmation);
  const [first] = refused;
  if (first) throw new Unconfirmed(first.reason);
  return remarks;
}
