import { describeLong, isConfirmed, isLong } from '../outages/long-window.js';
import type { OutageWindow } from '../outages/window.js';
import { toLine } from '../text/printable.js';
import { millisecondsInDay } from '../time/lengths.js';

/** A window that is to be recorded, with the place it was read in, for messages: `plan.ics line 4`. */
export interface Candidate {
  readonly window: OutageWindow;
  readonly place: string;
}

/** What may not be recorded; of several alike, the first stands for all. */
export interface RefusedCandidate<T extends Candidate> {
  readonly candidate: T;
  readonly reason: string;
}

/** How what is most often a mistake is confirmed. */
export interface Confirmation {
  /** Asks somebody. Where nobody can be asked the answer is no. */
  readonly ask: (question: string) => Promise<boolean>;
  /** How it can be confirmed, for who was not asked: `Confirm it with --yes`. */
  readonly advice: string;
}

/**
 * Has somebody confirm the windows in which everything is down for longer than is believed unasked. Those that nobody confirms
 * are refused. What the log has already is confirmed.
 */
export async function confirmLong<T extends Candidate>(
  candidates: readonly T[],
  log: readonly OutageWindow[],
  { ask, advice }: Confirmation,
): Promise<{ confirmed: readonly T[]; refused: RefusedCandidate<T>[] }> {
  const left = new Set<T>();
  const refused: RefusedCandidate<T>[] = [];
  for (const group of groupAlike(candidates.filter(({ window }) => isLong(window)))) {
    const [first] = group;
    if (!first || group.every(({ window }) => isConfirmed(window, log))) continue;
    const text = describeLong(first.window, group.length - 1);
    if (await ask(toLine(`${first.place}: ${text}. Record it?`))) continue;
    refused.push({
      candidate: first,
      reason: `${text}. ${advice}, or name the systems that it is about.`,
    });
    for (const candidate of group) left.add(candidate);
  }
  return { confirmed: candidates.filter((candidate) => !left.has(candidate)), refused };
}

/** The times of an event that repeats are asked about together; its whole days have an hour more or less twice a year. */
function groupAlike<T extends Candidate>(candidates: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const candidate of candidates) {
    const { phase, title, start, end, isPlanned } = candidate.window;
    const days = Math.round(((end ?? start) - start) / millisecondsInDay);
    const key = JSON.stringify([candidate.place, phase, title, days, isPlanned]);
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return [...groups.values()];
}
