import { parseDuration } from '../../time/duration.js';
import { formatInstant } from '../../time/instant.js';
import { readWallTime } from '../../time/zone.js';
import {
  type CheckedWindow,
  checkWindow,
  faultOfCharacters,
  type OutageWindow,
  PHASES,
  type Phase,
} from '../window.js';
import { splitSystems } from '../written-systems.js';

/** The columns of a window log, in the order in which it is written. */
export const WINDOW_COLUMNS = [
  'outage',
  'phase',
  'systems',
  'start',
  'end',
  'title',
  'budget',
  'kind',
] as const;
export type WindowColumn = (typeof WINDOW_COLUMNS)[number];

/** A window as people write it, in a row of a log or as the options of a command; empty text is nothing. */
export type WindowText = Readonly<Record<WindowColumn, string>>;

/** What a written window is read against. */
export interface WindowTextOptions {
  /** Where it was read: a file name, or `command line`. */
  readonly source: string;
  /** The systems of the config; null when it lists none, and any name will do. */
  readonly knownSystems: ReadonlySet<string> | null;
  /** The IANA zone of times without an offset; UTC when it is not named. */
  readonly zone?: string;
}

/**
 * Reads a window as people write it. Returns the window, or what is wrong with it and what to do, as one line.
 *
 * @example
 * readWindowText({ outage: 'fdt-1', phase: 'downtime', systems: 'blog; soyuz', start: '2011-09-08T08:53:05Z',
 *   end: '', title: '', budget: '5m' }, { source: 'log.csv', knownSystems: null });
 */
export function readWindowText(text: WindowText, options: WindowTextOptions): CheckedWindow {
  const fault = faultOfCharacters(text);
  if (fault) return { fault };
  const phase = text.phase.trim().toLowerCase();
  if (!isPhase(phase)) {
    return { fault: `phase "${text.phase.trim()}" is unknown. Write downtime, partial or shutdown.` };
  }
  if (text.start.trim() === '')
    return { fault: 'start is empty. Write when the window began: 2011-09-08T08:53:05Z.' };
  const kind = text.kind.trim().toLowerCase();
  if (!['', 'actual', 'planned'].includes(kind)) {
    return {
      fault: `kind "${text.kind.trim()}" is unknown. Write planned, or leave it empty for what happened.`,
    };
  }
  const start = readWallTime(text.start, options.zone);
  if (typeof start === 'string') return { fault: `start ${text.start.trim()} ${start}` };
  const end = text.end.trim() === '' ? null : readWallTime(text.end, options.zone);
  if (typeof end === 'string') return { fault: `end ${text.end.trim()} ${end}` };
  const budget = text.budget.trim() === '' ? null : parseDuration(text.budget.trim());
  if (budget === null && text.budget.trim() !== '') {
    return { fault: `budget "${text.budget.trim()}" is no length of time. Write it like 10s or 5m.` };
  }
  return checkWindow(
    {
      outage: text.outage,
      phase,
      systems: splitSystems(text.systems),
      start,
      end,
      title: text.title,
      budgetSeconds: budget === null ? null : budget / 1000,
      source: options.source,
      ...(kind === 'planned' ? { isPlanned: true } : {}),
    },
    options.knownSystems,
  );
}

/**
 * Writes a window as people write it; reading it again gives the same window.
 *
 * @example
 * printWindowText(window).start; // '2011-09-08T08:53:05Z'
 */
export function printWindowText(window: OutageWindow): WindowText {
  return {
    outage: window.outage,
    phase: window.phase,
    systems: window.systems.join(' '),
    start: printTime(window.start),
    end: window.end === null ? '' : printTime(window.end),
    title: window.title ?? '',
    budget: window.budgetSeconds === null ? '' : printBudget(window.budgetSeconds),
    kind: window.isPlanned ? 'planned' : '',
  };
}

function isPhase(text: string): text is Phase {
  return PHASES.some((phase) => phase === text);
}

function printTime(at: number): string {
  return formatInstant(at).replace('.000Z', 'Z');
}

function printBudget(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
