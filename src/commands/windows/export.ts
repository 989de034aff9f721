import { Command } from 'commander';
import { WINDOW_LOG_PRINTERS } from '../../outages/window-log/window-log.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';
import { withSnapshot } from '../session.js';

/** `windows export`: the log, ready to be imported again. */
export function windowsExportCommand(context: CommandContext): Command {
  const formats = Object.keys(WINDOW_LOG_PRINTERS).join(', ');
  return new Command('export')
    .summary('write the window log, ready to be imported again')
    .description('Writes the window log so that importing it again gives the same windows.')
    .option('--format <format>', formats, 'csv')
    .addHelpText('after', '\nExample:\n  oops-report windows export --format csv > windows.csv')
    .action(async ({ format }: { readonly format: string }, self: Command) => {
      const print = Object.hasOwn(WINDOW_LOG_PRINTERS, format) ? WINDOW_LOG_PRINTERS[format] : undefined;
      if (!print)
        throw new UserError(`--format ${format} is no format of windows export. Choose one of ${formats}.`);
      const windows = await withSnapshot(context, self.optsWithGlobals(), ({ data }) => data.windows());
      context.stdout.write(print(windows));
    });
}
