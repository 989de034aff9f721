import { Command } from 'commander';
import { outageFromWindows } from '../../outages/outage.js';
import type { OutageWindow } from '../../outages/window.js';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { annotationOf } from '../../reports/window-annotations.js';
import { describeWindow, type ReportedWindow } from '../../reports/windows.js';
import type { StoredRun } from '../../store/records.js';
import type { Snapshot } from '../../store/snapshot.js';
import { formatInstant } from '../../time/instant.js';
import type { CommandContext } from '../context.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { withSnapshot } from '../session.js';

/** The longest id for which the columns behind it are moved. */
const MOST_PADDED = 60;

const LIST_OUTPUTS = {
  text: printWindows,
  json: printJson,
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
      const print = options.refused ? chooseRunPrinter(options) : chooseWindowPrinter(options);
      context.stdout.write(await withSnapshot(context, self.optsWithGlobals(), ({ data }) => print(data)));
    });
}

/** Reads what is to be listed, and writes it. */
type ListPrinter = (data: Snapshot) => Promise<string>;

function chooseWindowPrinter(options: FormatOptions): ListPrinter {
  const print = chooseOutput(LIST_OUTPUTS, options, 'windows list');
  return async (data) => print(describeWindows(await data.windows()));
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

function printWindows(windows: readonly ReportedWindow[]): string {
  if (windows.length === 0) return 'The window log is empty.\n';
  const width = windows.reduce(
    (widest, { outage }) => Math.max(widest, Math.min(MOST_PADDED, toLine(outage).length)),
    0,
  );
  return windows
    .map(({ outage, phase, systems, start, end, title }) => {
      const times = `${start.slice(0, 19)}Z  ${end === null ? 'open'.padEnd(20) : `${end.slice(0, 19)}Z`}`;
      const text = `${toLine(outage).padEnd(width)}  ${phase.padEnd(8)}  ${times}  ${systems.map(toLine).join(' ')}`;
      return `${title === null ? text : `${text}  ${toLine(title)}`}\n`;
    })
    .join('');
}
