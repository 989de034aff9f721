import { Command } from 'commander';
import { outageFromWindows } from '../../outages/outage.js';
import type { OutageWindow } from '../../outages/window.js';
import { PLAIN_LOOK, printJson, type TextLook } from '../../reports/layout/outputs.js';
import { proseOf } from '../../reports/layout/prose.js';
import { toLine } from '../../reports/layout/text.js';
import { annotationOf } from '../../reports/window-annotations.js';
import { describeWindow, type ReportedWindow } from '../../reports/windows.js';
import type { StoredRun } from '../../store/records.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatInstant } from '../../time/instant.js';
import type { CommandContext, GlobalOptions } from '../context.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { withSnapshot } from '../session.js';
import { lookOf } from '../terminal/look.js';
import { showInPager } from '../terminal/show-text.js';

/** Columns of phase and times, with the gaps between them and what stands before and behind. */
const TIMES_WIDTH = 2 + 8 + 2 + 20 + 2 + 20 + 2;

/** The longest id for which the columns behind it are moved. */
const MOST_PADDED = 60;

const LIST_OUTPUTS = {
  text: printWindows,
  json: (windows: readonly ReportedWindow[]) => printJson(windows),
  grafana: (windows: readonly ReportedWindow[]) => printJson(windows.map(annotationOf)),
} as const;
const REFUSED_OUTPUTS = { text: printRefusedRuns, json: printJson } as const;

/** `windows list`: the log as it stands. */
export function windowsListCommand(context: CommandContext): Command {
  return new Command('list')
    .summary('list the outage windows')
    .description(
      `Lists the outage windows by start. As grafana they are a list of annotations, each as POST /api/annotations takes it.`,
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
      const globals: GlobalOptions = self.optsWithGlobals();
      const look = context.columns === null ? null : lookOf(context, globals);
      const print = options.refused ? chooseRunPrinter(options) : chooseWindowPrinter(options, look);
      const text = await withSnapshot(context, globals, ({ data }) => print(data));
      if (!(await showInPager(context, globals, () => [text]))) context.stdout.write(text);
    });
}

/** Reads what is to be listed, and writes it. */
type ListPrinter = (data: Snapshot) => Promise<string>;

function chooseWindowPrinter(options: FormatOptions, look: TextLook | null): ListPrinter {
  const print = chooseOutput(LIST_OUTPUTS, options, 'windows list');
  return async (data) => print(describeWindows(await data.windows()), look);
}

function chooseRunPrinter(options: FormatOptions): ListPrinter {
  const print = chooseOutput(REFUSED_OUTPUTS, options, 'windows list --refused');
  return async (data) => print((await data.refusedRuns()).map(describeRefusedRun));
}

/** The windows in the order of the log, each with its outage's title and budget where it has none of its own. */
function describeWindows(windows: readonly OutageWindow[]): ReportedWindow[] {
  const outages = new Map(outageFromWindows(windows).map((outage) => [outage.id, outage]));
  return windows.flatMap((window) => {
    const outage = outages.get(window.outage);
    return outage ? [describeWindow(window, outage)] : [];
  });
}

/** A run that was stopped before any outage, and what stopped it. */
interface RefusedRun {
  readonly startedAt: string;
  readonly source: string;
  readonly reasons: readonly string[];
}

function describeRefusedRun({ run, source }: StoredRun): RefusedRun {
  return {
    startedAt: formatInstant(run.startedAt),
    source,
    reasons: run.refusals.map(({ message }) => message),
  };
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

/**
 * A window a line. On a terminal of which a line would be too long, its systems and title stand below it.
 *
 * @param look of the terminal; null where there is none
 */
function printWindows(windows: readonly ReportedWindow[], look: TextLook | null): string {
  if (windows.length === 0) return 'The window log is empty.\n';
  const { hang, doubt } = proseOf(look ?? PLAIN_LOOK);
  const width = windows.reduce(
    (widest, { outage }) => Math.max(widest, Math.min(MOST_PADDED, toLine(outage).length)),
    0,
  );
  return windows
    .map(({ outage, phase, systems, start, end, title }) => {
      const until = end === null ? doubt('open') + ' '.repeat(16) : `${end.slice(0, 19)}Z`;
      const times = `${toLine(outage).padEnd(width)}  ${phase.padEnd(8)}  ${start.slice(0, 19)}Z  ${until}`;
      const rest = [systems.map(toLine).join(' '), ...(title === null ? [] : [toLine(title)])].join('  ');
      const length = width + TIMES_WIDTH + rest.length;
      const isWhole = look === null || length <= look.width;
      return isWhole ? `${times}  ${rest}\n` : `${times.trimEnd()}\n${hang('    ', rest)}\n`;
    })
    .join('');
}
