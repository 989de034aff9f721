import { readdirSync, readFileSync } from 'node:fs';
import type { DeploymentRun } from '../../../../src/outages/window-log/deployment-log/deployment-run.js';
import { readDeploymentLog } from '../../../../src/outages/window-log/deployment-log/read-deployment-log.js';

const FOLDER = 'test/fixtures/deployment-logs';

/** One log of each way in which a run ends, from four eras of the deployment tool. */
export const SAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.log'))
  .sort()
  .map((name) => ({ name, text: readFileSync(`${FOLDER}/${name}`, 'utf8') }));

export function readLog(text: string): DeploymentRun[] {
  return [...readDeploymentLog(text.split('\n'), 'fdt.log')];
}

/** A run without its place in the file, to compare it with the same run elsewhere. */
export function withoutLines({ lines, ...run }: DeploymentRun): Omit<DeploymentRun, 'lines'> {
  return run;
}
