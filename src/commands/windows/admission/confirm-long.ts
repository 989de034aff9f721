import { describeLong, isConfirmed, isLong } from '../../../outages/long-window.js';
import type { OutageWindow } from '../../../outages/window.js';
import { toLine } from '../../../text/printable.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import type { CommandContext } from '../../context.js';
import { createAsker } from './ask.js';

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

/**
 * Has somebody confirm the windows in which everything is down for longer than is believed unasked: at a terminal it asks.
 * Where there is none they are refused, for a job must not wait for an answer. What the log has already is confirmed.
 */
export async function confirmLong<T extends Candidate>(
  context: Pick<CommandContext, 'stdin' | 'stderr' | 'canAsk'>,
  candidates: readonly T[],
  log: readonly OutageWindow[],
): Promise<{ confirmed: readonly T[]; refused: RefusedCandidate<T>[] }> {
  const asker = createAsker(context);
  const left = new Set<T>();
  const refused: RefusedCandidate<T>[] = [];
  try {
    for (const group of groupAlike(candidates.filter(({ window }) => isLong(window)))) {
      const [first] = group;
      if (!first || group.every(({ window }) => isConfirmed(window, log))) continue;
      const text = describeLong(first.window, group.length - 1);
      if (context.canAsk && (await asker.ask(toLine(`${first.place}: ${text}. Record it?`)))) continue;
      const reason = `${text}. Confirm it with --yes, or name the systems that it is about.`;
      refused.push({ candidate: first, reason });
      for (const candidate of group) left.add(candidate);
    }
  } finally {
    asker.close();
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
