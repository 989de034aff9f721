import { Command } from 'commander';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import { createRedactor } from '../oops/secrets/redactor.js';
import { plural } from '../reports/layout/text.js';
import { exportOopses } from '../reports/oops/export-oopses.js';
import type { Interval } from '../time/interval.js';
import { type PeriodOptions, readPeriod } from '../time/named-period.js';
import { chooseOutput, FormatOption, type FormatOptions } from './options/format.js';
import { addPeriodOptions } from './options/period.js';
import { writeStream } from './options/report-output.js';
import type { CommandContext, GlobalOptions } from './program/context.js';
import { withSnapshot } from './program/session.js';

interface ExportOptions extends PeriodOptions, FormatOptions {
  readonly output?: string;
}

const EXPORT_OUTPUTS = { ndjson: exportOopses } as const;

/** `export`: the OOPSes of a period, one a line, to be loaded again here or elsewhere. */
export function exportCommand(context: CommandContext): Command {
  const command = new Command('export').description(
    `Writes every OOPS of a period as NDJSON: one object a line, with the keys of show --format json but for the attribution.
oops-report ingest loads the result into another database with the same content. Request variables and timelines are
read from the original files; of a report that is gone, or was itself a row of an export, it writes what the database
keeps.`,
  );
  return addPeriodOptions(command, 'the last OOPS')
    .addOption(new FormatOption(EXPORT_OUTPUTS))
    .option('--output <file>', 'write to a file, whole or not at all')
    .addHelpText(
      'after',
      '\nExample:\n  oops-report export --from 2011-09-08 --to 2011-09-09 --output day.ndjson',
    )
    .action(async (options: ExportOptions, self: Command) => {
      const print = chooseOutput(EXPORT_OUTPUTS, options, 'export');
      const period = readPeriod(options, context, ALL_TIMES);
      const globals = self.optsWithGlobals<ExportOptions & GlobalOptions>();
      let unread = 0;
      await withSnapshot(context, globals, ({ data, config }) =>
        writeStream(
          context,
          options.output,
          print(
            data,
            period,
            DEFAULT_DECODE_LIMITS.unpackedBytes,
            createRedactor(config.rules.redaction),
            () => unread++,
          ),
        ),
      );
      if (unread > 0 && !globals.quiet) {
        context.stderr.write(
          `${plural(unread, 'OOPS', 'OOPSes')} could not be read again: written without request variables and timeline.\n`,
        );
      }
    });
}

/** No JavaScript date reaches further than this from the epoch. */
const LAST_INSTANT = 8.64e15;

/** A side that is not named is open: a clock that was wrong may have written into the future. */
const ALL_TIMES: Interval = { start: -LAST_INSTANT, end: LAST_INSTANT + 1 };
