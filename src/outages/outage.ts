import { type Interval, lengthOf, totalLength, union } from '../time/interval.js';
import { type OutageWindow, PHASES, type Phase, windowKey } from './window.js';

/** One piece of planned or discovered downtime: the windows that carry its id. */
export interface Outage {
  readonly id: string;
  /** The first title that its windows give. */
  readonly title: string | null;
  /** The first budget that its windows give; null when the schedule is to say. */
  readonly budgetSeconds: number | null;
  /** By start, then shutdown before downtime before partial, then systems. */
  readonly windows: readonly OutageWindow[];
  /** What somebody had planned of it, where what happened is known too: for comparison only. */
  readonly planned: readonly OutageWindow[];
  /** When what the systems depend on went away. Milliseconds since the Unix epoch, UTC. */
  readonly start: number;
  /** Null while it is away. */
  readonly end: number | null;
  /** How long it was away, without the breaks between windows; null while it is. */
  readonly durationSeconds: number | null;
}

/** The phases that say how long an outage lasted: the first of them that it has. */
const DECISIVE_PHASES: readonly Phase[] = ['downtime', 'partial', 'shutdown'];

/**
 * Gathers windows into outages, by start and then by id. An outage lasts as long as its downtime windows together: a
 * system stopped beforehand, or a replica switched afterwards, does not lengthen it. Without a downtime window its
 * partial ones decide, else its shutdown ones.
 *
 * @example
 * // soyuz stopped from 08:43 to 09:00, everything down from 08:53:05 to 08:55:17
 * outageFromWindows(windows)[0]?.durationSeconds; // 132
 */
export function outageFromWindows(windows: readonly OutageWindow[]): Outage[] {
  const groups = new Map<string, OutageWindow[]>();
  for (const window of windows) {
    const group = groups.get(window.outage);
    if (group) group.push(window);
    else groups.set(window.outage, [window]);
  }
  return [...groups]
    .map(([id, group]) => (group.length === 1 ? gatherOne(id, group) : gather(id, group)))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

function gather(id: string, group: readonly OutageWindow[]): Outage {
  const windows = group.toSorted(compareWindows);
  const phase = DECISIVE_PHASES.find((candidate) => windows.some((window) => window.phase === candidate));
  const decisive = windows.filter((window) => window.phase === phase);
  const closed = decisive.filter((window): window is OutageWindow & Interval => window.end !== null);
  const over = closed.length === decisive.length;
  return {
    id,
    title: windows.find((window) => window.title !== null)?.title ?? null,
    budgetSeconds: windows.find((window) => window.budgetSeconds !== null)?.budgetSeconds ?? null,
    windows,
    planned: [],
    start: Math.min(...decisive.map((window) => window.start)),
    end: over ? Math.max(...closed.map((window) => window.end)) : null,
    durationSeconds: over ? totalLength(union(closed)) / 1000 : null,
  };
}

/** The same for a single window, which is what most outages of a long log have: it needs no sorting. */
function gatherOne(id: string, windows: readonly OutageWindow[]): Outage {
  const [{ title, budgetSeconds, start, end }] = windows as [OutageWindow];
  const durationSeconds = end === null ? null : lengthOf({ start, end }) / 1000;
  return { id, title, budgetSeconds, windows, planned: [], start, end, durationSeconds };
}

function compareWindows(a: OutageWindow, b: OutageWindow): number {
  return (
    a.start - b.start ||
    PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
    (windowKey(a) < windowKey(b) ? -1 : 1)
  );
}

/** Whether an outage has begun, and neither its end nor so many milliseconds after it are past. */
export function isInHand({ start, end }: Pick<Outage, 'start' | 'end'>, now: number, after = 0): boolean {
  return start <= now && (end === null || now < end + after);
}
