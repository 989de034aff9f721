import { expect, it } from 'vitest';
import type { DeploymentRun } from '../../../../src/outages/window-log/deployment-log/deployment-run.js';
import { findRun, keepRuns, listRefusedRuns } from '../../../../src/store/sqlite/tables/deployment-runs.js';
import { AT, databaseOf } from '../../../support/sample-oops.js';

const RUN: DeploymentRun = {
  ...{ startedAt: AT, ending: 'ongoing', outage: 'fdt', windows: [], durationMilliseconds: null, steps: [] },
  ...{ isStartReckoned: false, patches: [], pending: [], kills: [], refusals: [], failures: [] },
  ...{ problemsAfter: [], isAllGood: false, lines: { first: 1, last: 5 } },
};

it('replaces a run by what a longer log tells of it', () => {
  const db = databaseOf([]);
  const longer: DeploymentRun = { ...RUN, ending: 'complete', lines: { first: 1, last: 9 } };
  keepRuns(db, [{ run: RUN, source: 'a.log' }]);
  keepRuns(db, [{ run: longer, source: 'b.log' }]);
  expect(findRun(db, 'fdt')).toEqual(longer);
  expect(db.prepare('SELECT source, ending FROM deployment_run').all()).toEqual([
    { source: 'b.log', ending: 'complete' },
  ]);
});

it('finds the first run of an outage, and none of others', () => {
  const db = databaseOf([]);
  const later = { ...RUN, startedAt: AT + 1 };
  keepRuns(
    db,
    [later, RUN].map((run) => ({ run, source: 'a.log' })),
  );
  expect(findRun(db, 'fdt')?.startedAt).toBe(AT);
  expect(findRun(db, 'other')).toBeUndefined();
});

it('lists the refused ones by time, with their logs', () => {
  const db = databaseOf([]);
  const refused = [5, 3].map(
    (later): DeploymentRun => ({
      ...{ ...RUN, startedAt: AT + later, ending: 'refused', outage: null },
    }),
  );
  keepRuns(
    db,
    [RUN, ...refused].map((run) => ({ run, source: 'a.log' })),
  );
  expect(listRefusedRuns(db)).toEqual(refused.toReversed().map((run) => ({ run, source: 'a.log' })));
});
