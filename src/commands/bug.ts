import { Command } from 'commander';
import { readBug, trackSignature } from '../edits/track-signature.js';
import { gatherReportContext } from '../evidence/report-context.js';
import { hangLine } from '../reports/layout/text.js';
import { findNamedOops } from '../reports/oops/find-oops.js';
import type { CommandContext } from './program/context.js';
import { withStore } from './program/session.js';

/** `bug set OOPS-ID BUG` and `bug unset OOPS-ID`: which bug tracks a signature. */
export function bugCommand(context: CommandContext): Command {
  return new Command('bug')
    .description(
      'Ties the signature of an OOPS, its type and normalised value, to a bug. Every summary then links it.',
    )
    .addCommand(bugSetCommand(context))
    .addCommand(bugUnsetCommand(context));
}

function bugSetCommand(context: CommandContext): Command {
  return new Command('set')
    .summary('tie the signature of an OOPS to a bug')
    .argument('<oops-id>', 'an OOPS of the signature')
    .argument('<bug>', "the bug's number")
    .addHelpText('after', '\nExample:\n  oops-report bug set OOPS-2077A101 844616')
    .action((typed: string, bug: string, _: object, self: Command) =>
      track(context, self, typed, readBug(bug)),
    );
}

function bugUnsetCommand(context: CommandContext): Command {
  return new Command('unset')
    .summary('tie the signature of an OOPS to no bug')
    .argument('<oops-id>', 'an OOPS of the signature')
    .addHelpText('after', '\nExample:\n  oops-report bug unset OOPS-2077A101')
    .action((typed: string, _: object, self: Command) => track(context, self, typed, null));
}

async function track(
  context: CommandContext,
  self: Command,
  typed: string,
  bug: number | null,
): Promise<void> {
  await withStore(context, self.optsWithGlobals(), { fills: false }, async ({ store, config }) => {
    const { stored } = await store.snapshot(async (data) =>
      findNamedOops(await gatherReportContext(data, config, null), typed, context.now()),
    );
    const done = await trackSignature(store, config, stored, bug);
    context.stdout.write(`${hangLine('', done)}\n`);
  });
}
