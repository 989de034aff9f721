import { Command } from 'commander';
import { gatherReportContext } from '../evidence/report-context.js';
import { DEFAULT_DECODE_LIMITS } from '../oops/formats/decode-report.js';
import { createRedactor } from '../oops/secrets/redactor.js';
import { attributeOops } from '../reports/oops/attribute-oops.js';
import { findNamedOops } from '../reports/oops/find-oops.js';
import { buildOopsDetail } from '../reports/oops/oops-detail.js';
import { OOPS_OUTPUTS } from '../reports/oops/outputs.js';
import { createRereader } from '../reports/oops/reread-report.js';
import { UserError } from '../user-error.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from './options/report-output.js';
import type { CommandContext } from './program/context.js';
import { withSnapshot } from './program/session.js';

/** `show OOPS-ID`: everything about one report. */
export function showCommand(context: CommandContext): Command {
  const command = new Command('show')
    .description(
      `Shows one OOPS in full, its original file read again: request variables, timeline, statements, traceback. The id is found
as it is written, else in any case, with or without OOPS-, with a date in front (2011-09-08/A101), or without its day for
today. Bytes that are no UTF-8 are shown as %E9 in URLs and as \\xe9 elsewhere, NULs as \\x00.`,
    )
    .argument('<oops-id>', 'the id, as written or as people write it')
    .option(
      '--unredacted',
      'show what its file says as it is, passwords and all; redact.allowUnredacted must say so',
    );
  return addReportOptions(command, OOPS_OUTPUTS)
    .addHelpText('after', '\nExample:\n  oops-report show OOPS-2077A101')
    .action(async (typed: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<ReportOptions & { readonly unredacted?: boolean }>();
      const [detail, links] = await withSnapshot(context, options, async ({ data, config }) => {
        if (options.unredacted && !config.allowsUnredacted) {
          throw new UserError(
            '--unredacted is not allowed here. Set redact.allowUnredacted in the config to true, or read the file itself.',
          );
        }
        const reportContext = await gatherReportContext(data, config, readAsOf(options, context));
        const found = await findNamedOops(reportContext, typed, context.now());
        const rereader = createRereader(
          data,
          DEFAULT_DECODE_LIMITS.unpackedBytes,
          options.unredacted ? null : createRedactor(config.rules.redaction),
        );
        const reread = await rereader.readAnywhere(found);
        const detail = buildOopsDetail(found, reread, await attributeOops(reportContext, found.stored));
        return [detail, { bugUrl: config.bugUrl }] as const;
      });
      await writeReport(context, options, OOPS_OUTPUTS, detail, links);
    });
}
