import { type DeploymentRun, runFromEvents } from './deployment-run.js';
import { type LogEvent, parseLogLine, readLogEvent } from './log-event.js';
import { splitRuns } from './split-runs.js';

/**
 * Reads the runs of a deployment log, one after the other, holding no more than one of them. Lines that the deployment
 * tool did not write are passed over, and so is what it says that no outage depends on.
 *
 * @param lines the log's lines, without their ends
 * @param file the log's name, the source of the windows
 * @example
 * for (const run of readDeploymentLog(text.split('\n'), 'fdt.log')) console.log(run.outage, run.ending);
 */
export function* readDeploymentLog(lines: Iterable<string>, file: string): Generator<DeploymentRun> {
  for (const events of splitRuns(readEvents(lines))) {
    if (events.some((event) => event.kind !== 'error' || event.level === 'CRITICAL')) {
      yield runFromEvents(events, file);
    }
  }
}

/**
 * Whether a text is a deployment log: one of its lines says something that only the deployment tool says.
 *
 * @example
 * isDeploymentLog('2019-04-26 08:00:04,767 INFO    Outage starts.\n'); // true
 */
export function isDeploymentLog(text: string): boolean {
  for (const [line] of text.matchAll(/^.+$/gm)) {
    const logLine = parseLogLine(line);
    const event = logLine && readLogEvent(logLine, 0);
    if (event && event.kind !== 'error') return true;
  }
  return false;
}

function* readEvents(lines: Iterable<string>): Generator<LogEvent> {
  let number = 0;
  for (const line of lines) {
    number += 1;
    const logLine = parseLogLine(line);
    const event = logLine && readLogEvent(logLine, number);
    if (event) yield event;
  }
}
