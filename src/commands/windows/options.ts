import type { Command } from 'commander';
import type { Config } from '../../config/config.js';
import { systemNames } from '../../config/system-map.js';
import { describeMissingOutage } from '../../outages/missing-outage.js';
import { BY_HAND, type OutageWindow } from '../../outages/window.js';
import {
  printWindowText,
  readWindowText,
  WINDOW_COLUMNS,
  type WindowText,
} from '../../outages/window-log/text.js';
import { splitTypedSystems } from '../../outages/written-systems.js';
import type { Store } from '../../store/store.js';
import { toLine } from '../../text/printable.js';
import { formatInstant, parseInstant } from '../../time/instant.js';
import type { Reading } from '../../time/moment.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';
import { readTimeOption } from '../options/moment.js';

/** What of a window a user says; the rest is as it was, or nothing. */
export type WindowOptions = { readonly [column in keyof WindowText]?: string };

/** Adds the options that say what a window is. */
export function addWindowOptions(command: Command): Command {
  return command
    .option('--phase <phase>', 'downtime, partial or shutdown')
    .option('--systems <names>', 'all, or names with commas between')
    .option('--start <time>', 'e.g. 2011-09-08T08:53Z, 08:53, tomorrow 9:00, monday 09:00, -2m')
    .option('--end <time>', 'the same; empty: open')
    .option('--title <text>', 'what it was for')
    .option('--budget <length>', 'how long it may take, e.g. 10s or 5m')
    .option('--kind <kind>', 'planned, or actual (default: actual)');
}

/** Adds the options that say which window of an outage is meant. */
export function addChoiceOptions(command: Command): Command {
  return command
    .option('--of-phase <phase>', 'choose the window of this phase')
    .option('--of-systems <names>', 'choose the window of these systems: all, or names')
    .option('--of-start <time>', 'choose the window that begins then');
}

/** Reads what a user wrote as a window. Throws a UserError that says what is wrong and what to do. */
export function readWindow(options: WindowOptions, config: Config, context: CommandContext): OutageWindow {
  const text = Object.fromEntries(
    WINDOW_COLUMNS.map((column) => [column, options[column] ?? '']),
  ) as WindowText;
  const known = systemNames(config);
  // What is planned is to come: its monday is the next one.
  const direction = /^\s*planned\s*$/i.test(text.kind) ? 'next' : 'past';
  const reading = { now: context.now(), direction } as const;
  const moments = {
    start: readEdge('start', text, reading),
    end: readEdge('end', text, reading),
  };
  const { window, fault } = readWindowText({ ...text, ...moments }, { source: BY_HAND, knownSystems: known });
  if (window) return window;
  throw new UserError(`${text.outage || 'The window'}: ${fault}`);
}

/** A time as the reader of windows takes it; empty text as it is. Throws a UserError for what is no time. */
function readEdge(edge: 'start' | 'end', text: WindowText, reading: Reading): string {
  const written = text[edge].trim();
  return written === '' ? '' : formatInstant(readTimeOption(`--${edge}`, written, reading));
}

/** Those of the options that say what a window is, with the systems as a log has them. */
export function pickColumns(options: WindowOptions, config: Config): WindowOptions {
  const given: WindowOptions = Object.fromEntries(
    WINDOW_COLUMNS.flatMap((column) => (options[column] === undefined ? [] : [[column, options[column]]])),
  );
  if (given.systems === undefined) return given;
  return { ...given, systems: splitTypedSystems(given.systems, systemNames(config)).join(' ') };
}

/** A window in a few words, for the answer of a command. */
export function describeWindow(window: OutageWindow): string {
  const { outage, phase, systems, start, end } = printWindowText(window);
  return toLine(`${outage}: ${phase} of ${systems} from ${start} to ${end === '' ? 'open' : end}`);
}

/** The options that say which window of an outage is meant, where it has several. */
export interface WindowChoice {
  readonly ofPhase?: string;
  readonly ofSystems?: string;
  readonly ofStart?: string;
}

/** The windows of an outage that a user means; at least one. Throws a UserError when there is none. */
export async function chooseWindows(
  store: Store,
  outage: string,
  choice: WindowChoice,
): Promise<OutageWindow[]> {
  const windows = await store.snapshot((data) => data.windows());
  const ofOutage = windows.filter((window) => window.outage === outage);
  if (ofOutage.length === 0) {
    throw new UserError(
      describeMissingOutage(
        outage,
        windows.map((window) => window.outage),
      ),
    );
  }
  return narrowWindows(ofOutage, choice);
}

/** Those of some windows that are of the phase and systems that a user means. Throws a UserError when none is. */
export function narrowWindows(
  windows: readonly OutageWindow[],
  { ofPhase, ofSystems, ofStart }: WindowChoice,
): OutageWindow[] {
  const start = ofStart === undefined ? null : parseInstant(ofStart);
  if (start === null && ofStart !== undefined) {
    throw new UserError(
      `--of-start ${ofStart} is no time. Write it as windows list does: 2011-09-08T08:53:05Z.`,
    );
  }
  const chosen = windows.filter(
    (window) =>
      (ofPhase === undefined || window.phase === ofPhase) &&
      (ofSystems === undefined || sameSystems(window.systems, ofSystems)) &&
      (start === null || floorSecond(window.start) === floorSecond(start)),
  );
  if (chosen.length > 0) return chosen;
  const outages = [...new Set(windows.map(({ outage }) => outage))];
  if (outages.length > 1) throw new UserError(`None of the ${windows.length} windows is such a one.`);
  throw new UserError(
    `Outage ${outages.join()} has no such window. It has: ${windows.map(describe).join('; ')}.`,
  );
}

/** The one window that a user means. Throws a UserError when several could be meant. */
export async function chooseWindow(
  store: Store,
  outage: string,
  choice: WindowChoice,
): Promise<OutageWindow> {
  const [window, ...others] = await chooseWindows(store, outage, choice);
  if (window && others.length === 0) return window;
  const all = [window, ...others].flatMap((one) => (one ? [describe(one)] : []));
  throw new UserError(
    `Outage ${outage} has several windows: ${all.join('; ')}. Say which with --of-phase, --of-systems and --of-start.`,
  );
}

function describe(window: OutageWindow): string {
  const { phase, systems, start, end } = printWindowText(window);
  return `${phase} of ${systems} from ${start} to ${end === '' ? 'open' : end}`;
}

/** Lists show whole seconds. */
function floorSecond(at: number): number {
  return Math.floor(at / 1000);
}

function sameSystems(systems: readonly string[], written: string): boolean {
  const normalise = (names: readonly string[]) =>
    names
      .map((name) => name.toUpperCase())
      .sort()
      .join(' ');
  return normalise(systems) === normalise(splitTypedSystems(written, new Set(systems)));
}
