import { parseCalendar } from './calendar/parse-calendar.js';
import { isWindowCsv, parseWindowCsv, type ReadWindows, type WindowCsvOptions } from './csv.js';
import type { DeploymentRun } from './deployment-log/deployment-run.js';
import { isDeploymentLog, readDeploymentLog } from './deployment-log/read-deployment-log.js';
import { parseWindowJson } from './json.js';

/** The forms in which people keep outage windows. */
export const WINDOW_LOG_FORMATS = ['csv', 'deploy-log', 'ics', 'json'] as const;
export type WindowLogFormat = (typeof WINDOW_LOG_FORMATS)[number];

/** What a window log holds, whatever its form. */
export interface WindowLog extends ReadWindows {
  /** The runs of the deployment tool that a deployment log tells of; those that were refused made no window. */
  readonly runs: readonly DeploymentRun[];
}

/** What a window log is read against. */
export interface WindowLogOptions extends WindowCsvOptions {
  /** How far events that repeat are expanded, in milliseconds since the Unix epoch. */
  readonly until: number;
}

/** Reads a window log of a form. */
export function readWindowLog(
  bytes: Uint8Array,
  format: WindowLogFormat,
  options: WindowLogOptions,
): WindowLog {
  switch (format) {
    case 'csv':
      return { ...parseWindowCsv(bytes, options), runs: [] };
    case 'deploy-log':
      return readRuns(decode(bytes), options.file);
    case 'ics':
      return { ...parseCalendar(decode(bytes), options), runs: [] };
    case 'json':
      return { ...parseWindowJson(decode(bytes), options), runs: [] };
    default:
      return format satisfies never;
  }
}

/** Which form of a window log a text has, by its beginning; null when it seems to be none. */
export function recogniseWindowLog(head: Uint8Array): WindowLogFormat | null {
  const text = decode(head);
  if (/^\s*\[/.test(text)) return 'json';
  if (/^\s*BEGIN:VCALENDAR/i.test(text)) return 'ics';
  if (isWindowCsv(head)) return 'csv';
  return isDeploymentLog(text) ? 'deploy-log' : null;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function readRuns(text: string, file: string): WindowLog {
  const runs = [...readDeploymentLog(text.split(/\r?\n/), file)];
  const remarks = runs.flatMap((run) => remarkOn(run, file));
  const windows = runs.flatMap((run) => run.windows.map((window) => ({ window, line: run.lines.first })));
  return { windows, refused: [], remarks, runs };
}

/** What somebody must know of a run that did not simply go well. */
function remarkOn({ ending, outage, lines, problemsAfter }: DeploymentRun, file: string): string[] {
  const where = `${file} line ${lines.first}`;
  switch (ending) {
    case 'refused':
      return [`${where}: the run was refused before any outage: see oops-report windows list --refused.`];
    case 'ongoing':
      return [
        `${where}: outage ${outage} goes on, says the log: its window is open. Close it when it is over.`,
      ];
    case 'broken-off':
      return [
        `${where}: the log ends within outage ${outage}: its window is open. Import the whole log, or close it.`,
      ];
    case 'failed-but-over':
      return [`${where}: outage ${outage} is over, but its work is not done.`];
    case 'unknown':
      return [`${where}: neither the start nor the end of an outage is here, so no window was made.`];
    case 'complete':
      return problemsAfter.length > 0
        ? [`${where}: the check after outage ${outage} failed: ${problemsAfter[0]}`]
        : [];
    default:
      return ending satisfies never;
  }
}
