import { isDeepStrictEqual } from 'node:util';
import type { DeploymentRun } from '../../../outages/window-log/deployment-log/deployment-run.js';
import type { StoredRun } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import type { Reading } from '../events/reading.js';
import { isOneOf, LATEST, lastWords, sayWords } from '../words.js';
import { write } from '../writes.js';

/** Keeps runs of the deployment tool. One that is there already is replaced by what the longer log tells. */
export async function keepRuns(connection: Connection, runs: readonly StoredRun[]): Promise<void> {
  const said = new Map(runs.map((run) => [String(run.run.startedAt), inOneForm(run)]));
  const known = await lastWords(connection, 'run', { cut: LATEST, ...isOneOf([...said.keys()]) });
  for (const { key, value } of known) if (isDeepStrictEqual(value, said.get(key))) said.delete(key);
  if (said.size === 0) return;
  await write(connection, (writing) =>
    sayWords(
      writing,
      'run',
      Array.from(said, ([key, value]) => ({ key, value })),
    ),
  );
}

/** Returns the run that made an outage, or undefined when no deployment log told of it. */
export async function findRun(
  { connection, cut }: Reading,
  outage: string,
): Promise<DeploymentRun | undefined> {
  const words = await lastWords(connection, 'run', {
    ...{ cut, holds: "JSONExtractString(last_value, 'run', 'outage') = {outage:String}" },
    parameters: { outage },
  });
  return words.map(({ value }) => value.run).sort(compareRuns)[0];
}

/** The runs that were stopped before any outage, by time. */
export async function listRefusedRuns({ connection, cut }: Reading): Promise<StoredRun[]> {
  const holds = "JSONExtractString(last_value, 'run', 'ending') = 'refused'";
  const words = await lastWords(connection, 'run', { cut, holds });
  return words.map(({ value }) => value).sort((a, b) => compareRuns(a.run, b.run));
}

function compareRuns(a: DeploymentRun, b: DeploymentRun): number {
  return a.startedAt - b.startedAt;
}

/** As it comes back. */
function inOneForm(run: StoredRun): StoredRun {
  return JSON.parse(JSON.stringify(run)) as StoredRun;
}
