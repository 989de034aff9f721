import { Command } from 'commander';
import { printJson, type TextLook } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { annotationOf } from '../../reports/window-annotations.js';
import { describeRefusedRun, type RefusedRun } from '../../reports/window-log/refused-runs.js';
import { type ListedWindow, listWindows, printWindowList } from '../../reports/window-log/window-list.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { type ReadingSession, withSnapshot } from '../program/session.js';
import { lookOf } from '../terminal/look.js';
import { showInPager } from '../terminal/show-text.js';

/** The log as it is listed, and when. */
interface WindowList {
  readonly windows: readonly ListedWindow[];
  readonly now: number;
  /** Of the terminal; absent: it goes to none. */
  readonly look?: TextLook;
}

const LIST_OUTPUTS = {
  text: ({ windows, now, look }: WindowList) => printWindowList(windows, now, look),
  json: ({ windows }: WindowList) => printJson(windows),
  grafana: ({ windows }: WindowList) => printJson(windows.map(annotationOf)),
} as const;
const REFUSED_OUTPUTS = { text: printRefusedRuns, json: printJson } as const;

/** `windows list`: the log as it stands. */
export function windowsListCommand(context: CommandContext): Command {
  return new Command('list')
    .description(
      `Lists the outage windows, the outage that began last at the end, and how each stands: upcoming, open (nobody has closed
it), ongoing, over; of a plan that something which happened overlaps, "took place". As JSON they are in the order of their
starts; as grafana they are a list of annotations, each as POST /api/annotations takes it.`,
    )
    .option('--refused', 'list the runs of deployment logs that were stopped before any outage')
    .addOption(new FormatOption(LIST_OUTPUTS))
    .addHelpText(
      'after',
      `
Examples:
  oops-report windows list --format json
  oops-report windows list --format grafana | jq -c '.[]'    # one annotation a line, for curl`,
    )
    .action(async (options: FormatOptions & { readonly refused?: boolean }, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      const print = options.refused
        ? chooseRunPrinter(options)
        : chooseWindowPrinter(options, context, globals);
      const text = await withSnapshot(context, globals, print);
      if (!(await showInPager(context, globals, () => [text]))) context.stdout.write(text);
    });
}

/** Reads what is to be listed, and writes it. */
type ListPrinter = (session: ReadingSession) => Promise<string>;

function chooseWindowPrinter(
  options: FormatOptions,
  context: CommandContext,
  globals: GlobalOptions,
): ListPrinter {
  const print = chooseOutput(LIST_OUTPUTS, options, 'windows list');
  const look = context.columns === null ? {} : { look: lookOf(context, globals) };
  return async ({ data, config }) => {
    const windows = listWindows(await data.windows(), config.attribution.openWindowCap);
    return print({ windows, now: context.now(), ...look });
  };
}

function chooseRunPrinter(options: FormatOptions): ListPrinter {
  const print = chooseOutput(REFUSED_OUTPUTS, options, 'windows list --refused');
  return async ({ data }) => print((await data.refusedRuns()).map(describeRefusedRun));
}

function printRefusedRuns(runs: readonly RefusedRun[]): string {
  if (runs.length === 0) return 'No run was refused.\n';
  return runs
    .map(
      ({ startedAt, source, reasons }) =>
        `${startedAt.slice(0, 19)}Z  ${toLine(source)}: ${reasons.map(toLine).join('; ')}\n`,
    )
    .join('');
}
