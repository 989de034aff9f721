import { Command } from 'commander';
import { printWindowText } from '../../outages/window-log/text.js';
import type { CommandContext } from '../context.js';
import { withStore } from '../session.js';
import {
  addChoiceOptions,
  addWindowOptions,
  chooseWindow,
  describeWindow,
  pickColumns,
  readWindow,
  type WindowChoice,
  type WindowOptions,
} from './options.js';

/** `windows edit ID`: corrects one window. */
export function windowsEditCommand(context: CommandContext): Command {
  return addChoiceOptions(addWindowOptions(new Command('edit')))
    .summary('correct one window')
    .description(
      'Corrects one window of an outage: gives it another phase, systems, start, end, title or budget.',
    )
    .argument('<outage>', "the outage's id")
    .addHelpText(
      'after',
      '\nExample:\n  oops-report windows edit fdt-2011-09-08 --of-phase downtime --end 2011-09-08T08:55:17Z',
    )
    .action(async (outage: string, options: WindowOptions & WindowChoice, self: Command) => {
      await withStore(context, self.optsWithGlobals(), {}, async ({ store, config }) => {
        const before = await chooseWindow(store, outage, options);
        const text = { ...printWindowText(before), ...pickColumns(options, config), outage };
        const after = { ...readWindow(text, config, context), source: before.source };
        await store.replaceWindow(before, after, 'updated', { at: context.now(), by: context.user });
        context.stdout.write(`${describeWindow(after)} is corrected.\n`);
      });
    });
}
