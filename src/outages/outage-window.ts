/** What the systems of a window do: see docs/concepts.md. The order is that of attribution: the first wins. */
export const PHASES = ['shutdown', 'downtime', 'partial'] as const;
export type Phase = (typeof PHASES)[number];

/** The scope that holds every system. */
export const ALL_SYSTEMS = '*';

/** One stretch of an outage: a phase, the systems it holds, and [start, end). */
export interface OutageWindow {
  /** The outage it belongs to, e.g. `fdt-2011-09-08`. */
  readonly outage: string;
  readonly phase: Phase;
  /** `['*']`, or names of systems, sorted, compared without regard to case. */
  readonly systems: readonly string[];
  /** Milliseconds since the Unix epoch, UTC. */
  readonly start: number;
  /** Null while the window is open. */
  readonly end: number | null;
  readonly title: string | null;
  readonly budgetSeconds: number | null;
  /** It is what somebody planned, as calendars tell it; absent: it is what happened. */
  readonly isPlanned?: true;
  /** Where it was read: a file name, or `command line`. */
  readonly source: string;
}

/** Whether two records are of the same window: outage, phase, systems and start say so; the rest can be corrected. */
export function isSameWindow(a: OutageWindow, b: OutageWindow): boolean {
  return windowKey(a) === windowKey(b);
}

/** The text that names a window among all: outage, phase, systems and start, and whether it is only planned. */
export function windowKey(window: OutageWindow): string {
  const systems = window.systems.map((name) => name.toUpperCase()).sort();
  const key = [window.outage, window.phase, systems, window.start];
  return JSON.stringify(window.isPlanned ? [...key, 'planned'] : key);
}
