import { Command } from 'commander';
import { describeLong, isLong } from '../../outages/long-window.js';
import { printWindowText } from '../../outages/window-log/text.js';
import { toLine } from '../../text/printable.js';
import { formatInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions } from '../context.js';
import { readTimeOption } from '../options/moment.js';
import { withStore } from '../session.js';
import { addChoiceOptions, chooseWindows, describeWindow, readWindow, type WindowChoice } from './options.js';

/** `windows end ID`: closes what is open of an outage. */
export function windowsEndCommand(context: CommandContext): Command {
  return addChoiceOptions(new Command('end'))
    .description('Closes the windows of an outage that are open. Doing it twice changes nothing.')
    .argument('<outage>', "the outage's id")
    .option('--at <time>', 'when it ended, e.g. 2011-09-08T08:55:17Z, 08:55, -2m', 'now')
    .addHelpText('after', '\nExample:\n  oops-report windows end fdt-2011-09-08 --at 2011-09-08T08:55:17Z')
    .action(async (outage: string, options: WindowChoice & { readonly at: string }, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      await withStore(context, globals, {}, async ({ store, config }) => {
        const isTold = self.getOptionValueSource('at') !== 'default';
        const at = readTimeOption('--at', options.at, { now: context.now() });
        const chosen = await chooseWindows(store, outage, options);
        const open = chosen.filter(({ end }) => end === null);
        const later = open.find(({ start }) => start >= at);
        if (later) {
          throw new UserError(
            `${outage} cannot end at ${formatInstant(at)}: it begins at ${formatInstant(later.start)}. Give a later --at, or take it out with oops-report windows remove ${outage}.`,
          );
        }
        for (const window of open) {
          const text = { ...printWindowText(window), end: formatInstant(at) };
          const ended = { ...readWindow(text, config, context), source: window.source };
          await store.replaceWindow(window, ended, 'ended', { at: context.now(), by: context.user });
          context.stdout.write(`${describeWindow(ended)} is closed.\n`);
          if (!globals.quiet && isLong(ended)) {
            context.stderr.write(`${toLine(`${describeLong(ended, 0)}. ${howToCorrect(outage)}`)}\n`);
          }
        }
        if (open.length === 0) {
          const last = Math.max(...chosen.map(({ end }) => end ?? 0));
          context.stdout.write(`${toLine(outage)} was closed already, at ${formatInstant(last)}.\n`);
          if (isTold && at !== last && !globals.quiet)
            context.stderr.write(`${toLine(howToCorrect(outage))}\n`);
        }
      });
    });
}

function howToCorrect(outage: string): string {
  return `If it ended at another time, say so with oops-report windows edit ${outage} --end TIME.`;
}
