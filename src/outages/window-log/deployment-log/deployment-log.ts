import { LARGEST_BY_MACHINE, type ReadWindows, textOf, type WindowLogFormat } from '../window-log-format.js';
import type { DeploymentRun } from './deployment-run.js';
import { isDeploymentLog, readDeploymentLog } from './read-deployment-log.js';

/** What the deployment tool tells while it works. */
export const DEPLOYMENT_LOG: WindowLogFormat = {
  name: 'a deployment log',
  files: 'deployment logs',
  largest: LARGEST_BY_MACHINE,
  recognises: isDeploymentLog,
  read: (bytes, { file }) => readRuns(textOf(bytes), file),
};

function readRuns(text: string, file: string): ReadWindows {
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
