import { suggestNames } from '../text/nearest-names.js';
import { formatInstant } from '../time/instant.js';
import type { Interval } from '../time/interval.js';

/** What the systems of a window do: see docs/concepts.md. The order is that of attribution: the first wins. */
export const PHASES = ['shutdown', 'downtime', 'partial'] as const;
export type Phase = (typeof PHASES)[number];

/** The scope that holds every system. */
export const ALL_SYSTEMS = '*';

/** The source of what is recorded by hand. */
export const BY_HAND = 'command line';

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

/**
 * Where a window, or an outage, ends; while it is open, the cap after its start: nobody has said that it goes on.
 *
 * @example
 * endOrCap({ start: 1000, end: null }, 500); // 1500
 */
export function endOrCap({ start, end }: Pick<OutageWindow, 'start' | 'end'>, openWindowCap: number): number {
  return end ?? start + openWindowCap;
}

/** From where a window, or an outage, begins to where it ends; an open one has no end. */
export function spanOf({ start, end }: Pick<OutageWindow, 'start' | 'end'>): Interval {
  return { start, end: end ?? Number.POSITIVE_INFINITY };
}

/** Where it ends as far as is known: an open one, at the last that was observed or at the cap. */
export function endSoFar(
  window: Pick<OutageWindow, 'start' | 'end'>,
  openWindowCap: number,
  observedUntil: number,
): number {
  return window.end ?? Math.min(observedUntil, endOrCap(window, openWindowCap));
}

/** Whether it has been open for so long that somebody must have forgotten to close it. */
export function isForgotten(
  window: Pick<OutageWindow, 'start' | 'end'>,
  openWindowCap: number,
  observedUntil: number,
): boolean {
  return window.end === null && endOrCap(window, openWindowCap) <= observedUntil;
}

/** The text that names a window among all: outage, phase, systems and start, and whether it is only planned. */
export function windowKey(window: OutageWindow): string {
  const systems = window.systems.map((name) => name.toUpperCase()).sort();
  const key = [window.outage, window.phase, systems, window.start];
  return JSON.stringify(window.isPlanned ? [...key, 'planned'] : key);
}

/** Whether two records of one window say the same of it. Where they were read does not count. */
export function saysTheSame(a: OutageWindow, b: OutageWindow): boolean {
  return a.end === b.end && a.title === b.title && a.budgetSeconds === b.budgetSeconds;
}

/** A window that can be recorded, in its one form, or what is wrong with it and what to do, as one line. */
export type CheckedWindow =
  | { readonly window: OutageWindow; readonly fault?: never }
  | { readonly window?: never; readonly fault: string };

/**
 * Checks a window once, wherever it comes from, so that later code can trust the type, and brings it into its one form:
 * no space around id and title, an empty title is none, systems sorted, each once, and spelled as the config spells
 * them.
 *
 * @param knownSystems the systems of the config; null when it lists none, and any name will do
 * @example
 * checkWindow({ ...window, start: 2000, end: 1000 }, null).fault;
 * // 'end 1970-01-01T00:00:01.000Z is before start 1970-01-01T00:00:02.000Z. Swap them, or leave end empty …'
 */
export function checkWindow(window: OutageWindow, knownSystems: ReadonlySet<string> | null): CheckedWindow {
  const outage = window.outage.trim();
  const title = window.title?.trim() || null;
  if (outage === '') return { fault: 'outage is empty. Give the outage an id, e.g. fdt-2011-09-08.' };
  const fault =
    faultOfCharacters({ outage, title: title ?? '', systems: window.systems.join(' ') }) ??
    faultOfTimes(window) ??
    faultOfBudget(window.budgetSeconds);
  if (fault) return { fault };
  const systems = checkSystems(window.systems, knownSystems);
  return typeof systems === 'string' ? { fault: systems } : { window: { ...window, outage, title, systems } };
}

/** What is wrong with the characters of named texts, or null: each must fit on one line of a report. */
export function faultOfCharacters(texts: Readonly<Record<string, string>>): string | null {
  const found = Object.entries(texts).find(([, text]) => /[\p{Cc}\u2028\u2029]/u.test(text.trim()));
  return found ? `${found[0]} holds a line break or another control character. Remove it.` : null;
}

function faultOfTimes({ start, end }: OutageWindow): string | null {
  if (end === null || end > start) return null;
  return end === start
    ? `end is the same as start, ${formatInstant(start)}. Correct one of them, or leave end empty while the outage is open.`
    : `end ${formatInstant(end)} is before start ${formatInstant(start)}. Swap them, or leave end empty while the outage is open.`;
}

function faultOfBudget(seconds: number | null): string | null {
  return seconds === null || seconds > 0 ? null : 'budget is not above zero. Write it like 10s or 5m.';
}

/**
 * The systems of a window in their one form: sorted, each once, spelled as the config spells them. Returns what is wrong
 * with them, as one line, when they are none.
 */
export function checkSystems(
  given: readonly string[],
  knownSystems: ReadonlySet<string> | null,
): readonly string[] | string {
  const known = knownSystems && new Map([...knownSystems].map((name) => [name.toUpperCase(), name]));
  const systems = new Map<string, string>();
  for (const name of given) {
    const spelling = known && name !== ALL_SYSTEMS ? known.get(name.toUpperCase()) : name;
    if (spelling === undefined) {
      const names = [...(knownSystems ?? [])];
      const near = suggestNames(name, names, '');
      return near === ''
        ? `system ${name} is unknown. Correct the name, or add it to systems in the config, which has: ${names.join(', ')}.`
        : `system ${name} is unknown. ${near} If not, add it to systems in the config.`;
    }
    if (/[\s;,]/.test(name) || name === '') {
      return `system "${name}" is no name: names hold no spaces, semicolons or commas. Separate names by spaces or semicolons.`;
    }
    if (!systems.has(name.toUpperCase())) systems.set(name.toUpperCase(), spelling);
  }
  if (systems.size === 0) return 'systems is empty. Write the names of the systems, or * for all.';
  if (systems.has(ALL_SYSTEMS) && systems.size > 1) {
    return 'systems holds * and names. Write * alone for all systems, or the names alone.';
  }
  return [...systems.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, spelling]) => spelling);
}
