import { Command } from 'commander';
import { nameStore } from '../../store/address/address.js';
import { migrateStore } from '../../store/opening/migrate-store.js';
import { toLine } from '../../text/printable.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { chooseStore } from '../options/store-address.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { MIGRATION_OUTPUTS } from './describe-migration.js';

interface MigrateOptions extends FormatOptions, GlobalOptions {
  readonly dryRun?: boolean;
}

/** `db migrate`: makes the tables of the database, or brings them up to date. */
export function dbMigrateCommand(context: CommandContext): Command {
  return new Command('migrate')
    .summary('make the tables, or bring them up to date')
    .description(
      `Makes the tables of the database that --db names, or brings those that are there to this version of the program; what is
stored stays. Run it with each new version before what writes to a database on a server. A file is brought up to date by every
command that opens it.

With several servers in --db the tables are made on each; where it names fewer than its cluster has, by the cluster (ON
CLUSTER), which needs Keeper. --dry-run prints the SQL, and does nothing.`,
    )
    .option('--dry-run', 'print the SQL, and change nothing')
    .addOption(new FormatOption(MIGRATION_OUTPUTS))
    .addHelpText(
      'after',
      `
Examples:
  oops-report --db 'clickhouse://oops@ch1,ch2/oops?cluster=two' db migrate --dry-run
  oops-report --db clickhouse://oops@ch1/oops db migrate`,
    )
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<MigrateOptions>();
      const print = chooseOutput(MIGRATION_OUTPUTS, options, 'db migrate');
      const address = chooseStore(options.db, context);
      const dryRun = options.dryRun ?? false;
      const report = await migrateStore(address, { dryRun });
      context.stdout.write(print({ ...report, database: toLine(nameStore(address)), dryRun }));
    });
}
