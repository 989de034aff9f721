import { describeLong, isLong } from '../outages/long-window.js';
import type { OutageWindow } from '../outages/window.js';
import type { ChangeStamp } from '../store/records.js';
import type { Store } from '../store/store.js';
import { toLine } from '../text/printable.js';
import { formatInstant } from '../time/instant.js';
import { UserError } from '../user-error.js';
import { describeWindow } from './written-window.js';

/** When windows of an outage ended. */
export interface WrittenEnd {
  /** In milliseconds since the Unix epoch. */
  readonly at: number;
  /** Somebody said so; false: nobody said anything, and it is now. */
  readonly isTold: boolean;
}

/** What came of ending windows. */
export interface EndedWindows {
  /** What was done, a line each. */
  readonly done: readonly string[];
  /** What should be known of it, a line each. */
  readonly remarks: readonly string[];
}

/**
 * Those of the windows of an outage that are open, as they will be when they are ended. Throws a UserError when one begins later.
 */
export function endOpen(windows: readonly OutageWindow[], at: number): OutageWindow[] {
  const open = windows.filter(({ end }) => end === null);
  const later = open.find(({ start }) => start >= at);
  if (later) {
    const { outage, start } = later;
    throw new UserError(
      `${outage} cannot end at ${formatInstant(at)}: it begins at ${formatInstant(start)}. Give a later time, or take it out with oops-report windows remove ${outage}.`,
    );
  }
  return open.map((window) => ({ ...window, end: at }));
}

/**
 * Ends the open ones of some windows of an outage. Where none is open nothing changes, and it is said when they were closed.
 * Throws a UserError when one begins later.
 *
 * @param windows of one outage; at least one
 */
export async function endWindows(
  store: Store,
  windows: readonly OutageWindow[],
  { at, isTold }: WrittenEnd,
  stamp: ChangeStamp,
): Promise<EndedWindows> {
  const outage = windows[0]?.outage ?? '';
  const ended = endOpen(windows, at);
  for (const window of ended) await store.replaceWindow({ ...window, end: null }, window, 'ended', stamp);
  if (ended.length > 0) {
    return {
      done: ended.map((window) => `${describeWindow(window)} is closed.`),
      remarks: ended
        .filter(isLong)
        .map((window) => `${toLine(describeLong(window, 0))}. ${howToCorrect(outage)}`),
    };
  }
  const last = Math.max(...windows.map(({ end }) => end ?? 0));
  return {
    done: [`${toLine(outage)} was closed already, at ${formatInstant(last)}.`],
    remarks: isTold && at !== last ? [howToCorrect(outage)] : [],
  };
}

function howToCorrect(outage: string): string {
  return toLine(`If it ended at another time, say so with oops-report windows edit ${outage} --end TIME.`);
}
