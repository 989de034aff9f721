import { Command } from 'commander';
import { gatherReportContext } from '../evidence/report-context.js';
import { bugLink } from '../reports/layout/links.js';
import { hangLine, toLine } from '../reports/layout/text.js';
import { UserError } from '../user-error.js';
import type { CommandContext } from './context.js';
import { findNamedOops } from './named-oops.js';
import { withStore } from './session.js';

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
    const before = await store.trackSignature(stored.oops.id, bug);
    const { type, value } = stored.signature;
    const name = toLine(value === '' ? type : `${type}: ${value}`);
    const old = before === null || before === bug ? '' : ` It was tracked by bug ${before}.`;
    const now = bug === null ? 'tracked by no bug' : `tracked by ${bugLink(config, bug)}`;
    context.stdout.write(`${hangLine('', `${name} is ${now}.${old}`)}\n`);
  });
}

function readBug(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UserError(`${text} is no number of a bug. Write it as 844616.`);
}
