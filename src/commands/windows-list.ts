import { Command } from 'commander';
import { outageFromWindows } from '../outages/outage.js';
import { describeWindow, type ReportedWindow } from '../reports/describe-window.js';
import { toLine } from '../reports/text-layout.js';
import type { Db } from '../store/open-database.js';
import { listWindows } from '../store/window-store.js';
import { UserError } from '../user-error.js';
import type { CommandContext } from './context.js';
import { withSession } from './open-session.js';

/** `windows list`: the log as it stands. */
export function windowsListCommand(context: CommandContext): Command {
  return new Command('list')
    .summary('list the outage windows')
    .description('Lists the outage windows by start.')
    .option('--format <format>', 'text or json', 'text')
    .addHelpText('after', '\nExample:\n  oops-report windows list --format json')
    .action(async (options: { readonly format: string }, self: Command) => {
      const print = printerOf(options.format);
      const windows = await withSession(context, self.optsWithGlobals(), { fills: false }, ({ db }) =>
        describeWindows(db),
      );
      context.stdout.write(print(windows));
    });
}

/** The windows in the order of the log, each with its outage's title and budget where it has none of its own. */
export function describeWindows(db: Db): ReportedWindow[] {
  const windows = listWindows(db);
  const outages = new Map(outageFromWindows(windows).map((outage) => [outage.id, outage]));
  return windows.flatMap((window) => {
    const outage = outages.get(window.outage);
    return outage ? [describeWindow(window, outage)] : [];
  });
}

function printerOf(format: string): (windows: readonly ReportedWindow[]) => string {
  if (format === 'json') return (windows) => `${JSON.stringify(windows, null, 2)}\n`;
  if (format === 'text') return printWindows;
  throw new UserError(`--format ${format} is no format of windows list. Choose text or json.`);
}

function printWindows(windows: readonly ReportedWindow[]): string {
  if (windows.length === 0) return 'The window log is empty.\n';
  const width = Math.max(...windows.map(({ outage }) => toLine(outage).length));
  return windows
    .map(({ outage, phase, systems, start, end, title }) => {
      const times = `${start.slice(0, 19)}Z  ${end === null ? 'open'.padEnd(20) : `${end.slice(0, 19)}Z`}`;
      const text = `${toLine(outage).padEnd(width)}  ${phase.padEnd(8)}  ${times}  ${systems.join(' ')}`;
      return `${title === null ? text : `${text}  ${toLine(title)}`}\n`;
    })
    .join('');
}
