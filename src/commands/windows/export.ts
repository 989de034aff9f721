import { Command } from 'commander';
import { WINDOW_LOG_PRINTERS } from '../../outages/window-log/window-log.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import type { CommandContext } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

/** `windows export`: the log, ready to be imported again. */
export function windowsExportCommand(context: CommandContext): Command {
  return new Command('export')
    .description('Writes the window log so that importing it again gives the same windows.')
    .addOption(new FormatOption(WINDOW_LOG_PRINTERS))
    .addHelpText('after', '\nExample:\n  oops-report windows export --format csv > windows.csv')
    .action(async (options: FormatOptions, self: Command) => {
      const print = chooseOutput(WINDOW_LOG_PRINTERS, options, 'windows export');
      const windows = await withSnapshot(context, self.optsWithGlobals(), ({ data }) => data.windows());
      context.stdout.write(print(windows));
    });
}
