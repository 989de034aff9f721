import { Command } from 'commander';
import { printJson } from '../reports/layout/outputs.js';
import { toLine } from '../reports/layout/text.js';
import { placeOf, type Reject } from '../store/records.js';
import { formatInstant } from '../time/instant.js';
import type { CommandContext } from './context.js';
import { chooseOutput, FormatOption, type FormatOptions } from './options/format.js';
import { withSnapshot } from './session.js';

const REJECT_OUTPUTS = {
  text: printRejects,
  json: (rejects: readonly Reject[]) => printJson(rejects.map(describeReject)),
} as const;

/** `rejects`: what ingest could not read, and why. */
export function rejectsCommand(context: CommandContext): Command {
  return new Command('rejects')
    .description(
      'Lists the files and lines that ingest could not read, each with the reason. One that has changed is tried again.',
    )
    .addOption(new FormatOption(REJECT_OUTPUTS))
    .addHelpText('after', '\nExample:\n  oops-report rejects --format json')
    .action(async (options: FormatOptions, self: Command) => {
      const print = chooseOutput(REJECT_OUTPUTS, options, 'rejects');
      const rejects = await withSnapshot(context, self.optsWithGlobals(), ({ data }) => data.rejects());
      context.stdout.write(print(rejects));
    });
}

function describeReject(reject: Reject) {
  return { path: placeOf(reject), reason: reject.reason, rejectedAt: formatInstant(reject.rejectedAt) };
}

function printRejects(rejects: readonly Reject[]): string {
  if (rejects.length === 0) return 'Nothing was rejected.\n';
  return rejects
    .map(describeReject)
    .map(({ path, reason, rejectedAt }) => `${rejectedAt}  ${toLine(path)}: ${toLine(reason)}\n`)
    .join('');
}
