import type { Command } from 'commander';
import type { Interval } from '../../time/interval.js';
import { parseMoment } from '../../time/moment.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';

/** The options that name a period. */
export interface PeriodOptions {
  readonly from?: string;
  readonly to?: string;
}

/** Adds `--from` and `--to`. */
export function addPeriodOptions(command: Command): Command {
  return command
    .option('--from <time>', 'ISO 8601, yesterday, -7d (default: the first OOPS)')
    .option('--to <time>', 'ISO 8601, yesterday, -2h (default: now)');
}

/** The period that the options name; without them, all up to now. Throws a UserError when one is no time. */
export function readPeriod({ from, to }: PeriodOptions, context: CommandContext): Interval {
  const start = from === undefined ? 0 : readTime('--from', from, context);
  const end = to === undefined ? context.now() : readTime('--to', to, context);
  if (end > start) return { start, end };
  if (to === undefined) throw new UserError(`--from ${from ?? ''} is not before now. Give an earlier time.`);
  throw new UserError(`--to ${to} is not after --from ${from ?? ''}. Swap them.`);
}

function readTime(option: string, text: string, context: CommandContext): number {
  const at = parseMoment(text, context.now());
  if (at !== null) return at;
  throw new UserError(`${option} ${text} is no time. Write it as 2011-09-08T08:00, yesterday or -7d.`);
}
