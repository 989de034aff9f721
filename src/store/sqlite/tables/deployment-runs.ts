import type { DeploymentRun } from '../../../outages/window-log/deployment-log/deployment-run.js';
import type { StoredRun } from '../../records.js';
import { type Db, writeTransaction } from '../db.js';

/** Keeps runs of the deployment tool. One that is there already is replaced by what the longer log tells. */
export function keepRuns(db: Db, runs: readonly StoredRun[]): void {
  writeTransaction(db, () => {
    for (const run of runs) putRun(db, run);
  });
}

/** The same of one, inside a transaction. */
export function putRun(db: Db, { run, source }: StoredRun): void {
  const put = db.prepare(
    `INSERT INTO deployment_run (started_at, outage, ending, source, run)
     VALUES (@startedAt, @outage, @ending, @source, @run)
     ON CONFLICT (started_at) DO UPDATE SET outage = excluded.outage, ending = excluded.ending,
       source = excluded.source, run = excluded.run`,
  );
  put.run({ ...run, source, run: JSON.stringify(run) });
}

/** Returns the run that made an outage, or undefined when no deployment log told of it. */
export function findRun(db: Db, outage: string): DeploymentRun | undefined {
  const run = db
    .prepare('SELECT run FROM deployment_run WHERE outage = @outage ORDER BY started_at LIMIT 1')
    .pluck()
    .get({ outage }) as string | undefined;
  return run === undefined ? undefined : (JSON.parse(run) as DeploymentRun);
}

/** The runs that were stopped before any outage, by time. */
export function listRefusedRuns(db: Db): StoredRun[] {
  return runsWhere(db, "ending = 'refused'");
}

/** All runs, by time. */
export function listRuns(db: Db): StoredRun[] {
  return runsWhere(db, 'true');
}

function runsWhere(db: Db, condition: string): StoredRun[] {
  const rows = db
    .prepare(`SELECT run, source FROM deployment_run WHERE ${condition} ORDER BY started_at`)
    .all() as { run: string; source: string }[];
  return rows.map(({ run, source }) => ({ run: JSON.parse(run) as DeploymentRun, source }));
}
