import type { Command } from 'commander';

/** Adds `--from` and `--to`. `last`: what the period ends with where `--to` is not given. */
export function addPeriodOptions(command: Command, last: 'now' | 'the last OOPS' = 'now'): Command {
  return command
    .option('--from <time>', 'e.g. 2011-09-08T08:53Z, 8 Sep 2011, yesterday, -7d (default: the first OOPS)')
    .option('--to <time>', `the same, e.g. 08:53 or -2h (default: ${last})`);
}
