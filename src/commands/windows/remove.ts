import { Command } from 'commander';
import { describeWindow } from '../../edits/written-window.js';
import { BY_HAND, type OutageWindow } from '../../outages/window.js';
import { plural, toLine } from '../../reports/layout/text.js';
import { listWords } from '../../text/list-words.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { chooseRemoved, type RemovalChoice } from './choose-removed.js';
import { addChoiceOptions } from './options.js';

/** `windows remove ID`: takes windows out of the log. */
export function windowsRemoveCommand(context: CommandContext): Command {
  return addChoiceOptions(new Command('remove'))
    .description(
      `Takes the windows of an outage, or those chosen, out of the log. What they said is kept: see windows log. A file that is
imported again brings its windows back.`,
    )
    .argument('[outage]', "the outage's id")
    .option('--series', 'all plans of an event that repeats: the outage is its id, or one of its times')
    .option('--source <file>', 'what this file has brought')
    .option('--dry-run', 'list what would be removed, and change nothing')
    .addHelpText(
      'after',
      `
Examples:
  oops-report windows remove fdt-2011-09-08 --of-phase partial
  oops-report windows remove standup@example.com --series --dry-run
  oops-report windows remove --source plan.ics`,
    )
    .action(
      async (
        outage: string | undefined,
        options: RemovalChoice & { readonly dryRun?: boolean },
        self: Command,
      ) => {
        const globals = self.optsWithGlobals<GlobalOptions>();
        await withStore(context, globals, {}, async ({ store }) => {
          const windows = await chooseRemoved(store, context.cwd, outage, options);
          for (const window of windows) {
            if (!options.dryRun) {
              await store.replaceWindow(window, null, 'removed', { at: context.now(), by: context.user });
            }
            const done = options.dryRun ? 'would be removed' : 'is removed';
            context.stdout.write(`${describeWindow(window)} ${done}.\n`);
          }
          context.stdout.write(summarise(windows, options));
          if (!globals.quiet && !options.dryRun) context.stderr.write(remarkOnSources(windows));
        });
      },
    );
}

/** How many they were, where that was not said by naming an outage. */
function summarise(
  { length }: readonly OutageWindow[],
  { dryRun, series, source }: RemovalChoice & { readonly dryRun?: boolean },
): string {
  const windows = plural(length, 'window');
  if (dryRun) return `${windows} would be removed; nothing is changed.\n`;
  if (!series && source === undefined) return '';
  return `${windows} ${length === 1 ? 'is' : 'are'} removed.\n`;
}

/** The files that would bring the windows back. */
function remarkOnSources(windows: readonly OutageWindow[]): string {
  const files = [...new Set(windows.map(({ source }) => source))].filter((source) => source !== BY_HAND);
  if (files.length === 0) return '';
  const them = windows.length === 1 ? 'it' : 'them';
  return `${toLine(`Importing ${listWords(files, 'or')} again brings ${them} back, unless it no longer has ${them}.`)}\n`;
}
