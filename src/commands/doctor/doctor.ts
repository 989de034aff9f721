import { Command } from 'commander';
import { nameStore } from '../../store/address/address.js';
import { examineStore, repairStore } from '../../store/opening/examine-store.js';
import { toLine } from '../../text/printable.js';
import { UserError } from '../../user-error.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { chooseStore } from '../options/store-address.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from '../program/context.js';
import { HEALTH_OUTPUTS, isDamaged } from './describe-health.js';

interface DoctorOptions extends FormatOptions, GlobalOptions {
  readonly quick?: boolean;
  readonly repair?: boolean;
}

/** `doctor`: whether the database is sound, and agrees with its sources; and makes a damaged one anew. */
export function doctorCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('doctor')
    .description(
      `Looks whether the database is sound: its pages and indexes, its schema, every OOPS and every text by checksums, which find a
single bit that turned, the facts and the text index that reports read, the windows against the log of their changes, and
the files that OOPSes were read from against what is on disk. Of each it says what is wrong, what is lost by it, and what
to do. It changes nothing. Ends with 1 when something is damaged, and with 2 when the database cannot be opened at all.

With --repair a damaged database is made anew of what can be read of it. Nobody else may have it open. First what no source
has is exported to a file beside it: windows, their log, deployment runs, bugs. Then all that is sound is copied to a new
file, a single bit that turned in a text is turned back, windows say what their log says, OOPSes that may be damaged are
taken out where they can be read again, and all that is derived is made anew. In the end the new file takes the place of
the old one, which stays beside it: stopped or killed before that, all is as it was. It says what to give to ingest then.`,
    )
    .option('--quick', 'only what takes no reading of every row: pages, schema, counts, windows')
    .option('--repair', 'make a damaged database anew; one that is sound stays as it is')
    .addOption(new FormatOption(HEALTH_OUTPUTS))
    .addHelpText(
      'after',
      `
Examples:
  oops-report doctor
  oops-report doctor --quick    # before each backup
  oops-report doctor --repair && oops-report ingest /var/log/shop`,
    )
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<DoctorOptions>();
      const print = chooseOutput(HEALTH_OUTPUTS, options, 'doctor');
      const { quick: isQuick = false, repair: repairs = false } = options;
      if (isQuick && repairs) {
        throw new UserError('--quick does not see all that --repair has to know: give one of them.');
      }
      const address = chooseStore(options.db, context);
      const database = toLine(nameStore(address));
      const onCopy = () => {
        if (!options.quiet) context.stderr.write(`${database} cannot be written: asking a copy of it.\n`);
      };
      const health = await examineStore(address, { isQuick, onCopy });
      const repair = repairs && isDamaged(health) ? await repairStore(address, { now: context.now }) : null;
      context.stdout.write(print({ ...health, database, isQuick, repair }));
      if (isDamaged(health) && repair === null) end(EXIT.finding);
    });
}
