import { Command } from 'commander';
import type { CommandContext } from '../program/context.js';
import { dbMigrateCommand } from './migrate.js';

/** `db`: the database itself. */
export function dbCommand(context: CommandContext): Command {
  return new Command('db')
    .description('Looks after the database itself, which --db names.')
    .addCommand(dbMigrateCommand(context));
}
