import { Command } from 'commander';
import { describeMissingOutage } from '../../outages/missing-outage.js';
import type { OutageWindow } from '../../outages/window.js';
import { printWindowText, WINDOW_COLUMNS } from '../../outages/window-log/text.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import type { WindowChange } from '../../store/records.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { withSnapshot } from '../session.js';

const LOG_OUTPUTS = {
  text: (changes: readonly DescribedChange[]) =>
    changes.map((change) => `${toLine(changeText(change))}\n`).join(''),
  json: printJson,
} as const;

/** `windows log ID`: every change of an outage's windows. */
export function windowsLogCommand(context: CommandContext): Command {
  return new Command('log')
    .description(
      "Shows every change of an outage's windows: what they said before, who changed them and when.",
    )
    .argument('<outage>', "the outage's id")
    .addOption(new FormatOption(LOG_OUTPUTS))
    .addHelpText('after', '\nExample:\n  oops-report windows log fdt-2011-09-08')
    .action(async (outage: string, options: FormatOptions, self: Command) => {
      const print = chooseOutput(LOG_OUTPUTS, options, 'windows log');
      const changes = await withSnapshot(context, self.optsWithGlobals(), ({ data }) =>
        readChanges(data, outage),
      );
      context.stdout.write(print(changes.map(describeChange)));
    });
}

/** The changes of an outage's windows; at least one. Throws a UserError when there never was such an outage. */
async function readChanges(data: Snapshot, outage: string): Promise<readonly WindowChange[]> {
  const changes = await data.windowChanges(outage);
  if (changes.length > 0) return changes;
  const ids = (await data.windows()).map((window) => window.outage);
  throw new UserError(describeMissingOutage(outage, ids, `There never was an outage ${outage}.`));
}

interface DescribedChange {
  readonly action: WindowChange['action'];
  readonly at: string;
  readonly by: string;
  readonly before: Readonly<Record<string, string>> | null;
  readonly after: Readonly<Record<string, string>> | null;
}

function describeChange({ action, at, by, before, after }: WindowChange): DescribedChange {
  const describe = (window: OutageWindow | null) => (window ? { ...printWindowText(window) } : null);
  return { action, at: formatInstant(at), by, before: describe(before), after: describe(after) };
}

/** One line a change: what a window is, and what of it was another. */
function changeText({ action, at, by, before, after }: DescribedChange): string {
  const window = after ?? before;
  if (!window) return `${at}  ${action} by ${by}`;
  const name = `${window.phase} of ${window.systems} from ${window.start} to ${window.end || 'open'}`;
  const changed = WINDOW_COLUMNS.filter((column) => before && after && before[column] !== after[column]);
  const was = changed.map((column) => `${column} was ${before?.[column] || 'empty'}`);
  return `${at}  ${action} by ${by}: ${name}${was.length > 0 ? ` (${was.join(', ')})` : ''}`;
}
