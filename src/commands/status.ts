import { Command } from 'commander';
import { buildStatus } from '../reports/status/build-status.js';
import { readMaxLag } from '../reports/status/max-lag.js';
import { STATUS_OUTPUTS } from '../reports/status/outputs.js';
import { chooseOutput, FormatOption, type FormatOptions } from './options/format.js';
import { type CommandContext, EXIT, type ExitCode, type GlobalOptions } from './program/context.js';
import { withExistingSnapshot } from './program/session.js';
import { lookOf } from './terminal/look.js';

interface StatusOptions extends FormatOptions, GlobalOptions {
  readonly maxLag?: string;
}

/** `status`: how fresh the data is, and what somebody may have to look after. */
export function statusCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('status')
    .description(
      `Tells until when all is known that was written, source by source, the furthest behind first; what could not be read; what
clients threw away; which windows are open; and how large the database is. What is known is what reports conclude from:
the earliest of what is known of each source (a repository, and a log that grows, until it was last read; an export that
was not seen to grow, until it was written). With --max-lag it ends with 1 when that is longer ago, or nothing was ever
read. A database that is missing is not made: it ends with 2.`,
    )
    .option('--max-lag <length>', 'end with 1 when what is known is further behind: 90s, 10m, 1h')
    .addOption(new FormatOption(STATUS_OUTPUTS))
    .addHelpText(
      'after',
      `
Examples:
  oops-report status
  oops-report status --max-lag 10m    # for monitoring: the first line is the answer`,
    )
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<StatusOptions>();
      const render = chooseOutput(STATUS_OUTPUTS, options, 'status');
      const maxLag = options.maxLag === undefined ? null : readMaxLag(options.maxLag);
      const status = await withExistingSnapshot(context, options, ({ data, config }) =>
        buildStatus(data, config, { now: context.now(), maxLag }),
      );
      context.stdout.write(render(status, lookOf(context, options)));
      end(status.isLate ? EXIT.finding : EXIT.done);
    });
}
