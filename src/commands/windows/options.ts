import type { Command } from 'commander';
import type { WindowReading } from '../../edits/written-window.js';
import type { CommandContext } from '../program/context.js';

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

/** How the options that say what a window is are read. */
export function readingOf({ now }: Pick<CommandContext, 'now'>): WindowReading {
  return { now: now(), nameOf: (edge) => `--${edge}` };
}
