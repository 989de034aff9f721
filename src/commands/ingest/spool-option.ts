import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../user-error.js';

/** Adds the option that says where what comes by itself is kept: all ways in that need a spool share one. */
export function addSpoolOption(command: Command): Command {
  return command.option(
    '--spool <folder>',
    'where what comes by a queue or over HTTP is kept, in folders of days',
  );
}

/** The absolute path of the spool. Throws a UserError where none is named. */
export function readSpool(spool: string | undefined, cwd: string): string {
  if (spool) return resolve(cwd, spool);
  throw new UserError('--spool is missing. Name a folder where what comes is kept.');
}
