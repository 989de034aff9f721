import { Command } from 'commander';
import { toLine } from '../reports/layout/text.js';
import type { Reject } from '../store/records.js';
import { placeOf } from '../store/sqlite/tables/rejects.js';
import { toJson } from '../text/printable.js';
import { formatInstant } from '../time/instant.js';
import { UserError } from '../user-error.js';
import type { CommandContext } from './context.js';
import { withSnapshot } from './session.js';

/** `rejects`: what ingest could not read, and why. */
export function rejectsCommand(context: CommandContext): Command {
  return new Command('rejects')
    .summary('list what ingest could not read, and why')
    .description(
      'Lists the files and lines that ingest could not read, each with the reason. One that has changed is tried again.',
    )
    .option('--format <format>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  oops-report rejects --format json')
    .action(async (options: { readonly format: string }, self: Command) => {
      const print = printerOf(options.format);
      const rejects = await withSnapshot(context, self.optsWithGlobals(), ({ data }) => data.rejects());
      context.stdout.write(print(rejects));
    });
}

function printerOf(format: string): (rejects: readonly Reject[]) => string {
  if (format === 'json') return (rejects) => `${toJson(rejects.map(describeReject), 2)}\n`;
  if (format === 'text') return printRejects;
  throw new UserError(`--format ${format} is no format of rejects. Choose text or json.`);
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
