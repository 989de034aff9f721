import { describeMissingOutage } from '../../outages/missing-outage.js';
import type { OutageWindow } from '../../outages/window.js';
import { printWindowText, WINDOW_COLUMNS, type WindowText } from '../../outages/window-log/text.js';
import type { WindowChange } from '../../store/records.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';

/** A change of a window as `windows log` shows it. */
export interface DescribedChange {
  readonly action: WindowChange['action'];
  readonly at: string;
  /** Who made it. */
  readonly by: string;
  /** What the window said; null: there was none. */
  readonly before: WindowText | null;
  /** What it says since; null: it was removed. */
  readonly after: WindowText | null;
}

/** The changes of an outage's windows, the first one first; at least one. Throws a UserError when there never was such an outage. */
export async function readChanges(data: Snapshot, outage: string): Promise<readonly DescribedChange[]> {
  const changes = await data.windowChanges(outage);
  if (changes.length > 0) return changes.map(describeChange);
  const ids = (await data.windows()).map((window) => window.outage);
  throw new UserError(describeMissingOutage(outage, ids, `There never was an outage ${outage}.`));
}

function describeChange({ action, at, by, before, after }: WindowChange): DescribedChange {
  const describe = (window: OutageWindow | null) => (window ? { ...printWindowText(window) } : null);
  return { action, at: formatInstant(at), by, before: describe(before), after: describe(after) };
}

/** One line a change: what a window is, and what of it was another. */
export function changeText(change: DescribedChange): string {
  const { action, at, by, before, after } = change;
  const window = after ?? before;
  if (!window) return `${at}  ${action} by ${by}`;
  const was = whatItSaid(change);
  return `${at}  ${action} by ${by}: ${windowText(window)}${was.length > 0 ? ` (${was.join(', ')})` : ''}`;
}

/** `downtime of * from 2011-09-08T08:53:05Z to open` */
export function windowText({ phase, systems, start, end }: WindowText): string {
  return `${phase} of ${systems} from ${start} to ${end || 'open'}`;
}

/** What a change made otherwise: `end was empty`. */
export function whatItSaid({ before, after }: DescribedChange): string[] {
  const changed = WINDOW_COLUMNS.filter((column) => before && after && before[column] !== after[column]);
  return changed.map((column) => `${column} was ${before?.[column] || 'empty'}`);
}
