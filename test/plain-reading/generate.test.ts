import { expect, it } from 'vitest';
import { scenarioOf } from './generate.js';
import { judgePlainly } from './model.js';

/** Every row of the two tables of checks, by each of its ways. */
const ROWS = [
  'failure not-shut-down: own',
  'failure not-shut-down: another outage',
  'failure failed-unexpectedly: downtime',
  'failure failed-unexpectedly: partial',
  'failure affected: affected',
  'failure did-not-fail: as usual',
  'failure did-not-fail: history',
  'failure no-evidence: downtime',
  'failure no-evidence: not judged',
  'failure no-evidence: discards',
  'failure no-evidence: unaffected, insufficient baseline',
  'failure failed-as-expected: own',
  'failure failed-as-expected: another outage',
  'failure allowed: partial',
  'failure stayed-silent: nothing',
  'failure stayed-silent: cut off',
  'failure unaffected: unaffected',
  'recovery ongoing: open',
  'recovery too-early: too early',
  'recovery no-evidence: next window',
  'recovery no-evidence: insufficient baseline',
  'recovery no-evidence: otherwise',
  'recovery not-recovered: late in A',
  'recovery not-recovered: late in F',
  'recovery recovered-late: life after late in A',
  'recovery recovered-late: life after late in F',
  'recovery recovered-late: quiet after late in A',
  'recovery recovered-late: quiet after late in F',
  'recovery silent: A',
  'recovery silent: F',
  'recovery partly-silent: fewer in A',
  'recovery partly-silent: reporters in A',
  'recovery partly-silent: reporters in F',
  'recovery partly-silent: at once in A',
  'recovery partly-silent: at once in F',
  'recovery elevated: A',
  'recovery recovered: absence',
  'recovery recovered: life in A',
  'recovery recovered: life in F',
  'later rise',
  'doubt late in A',
  'doubt late in F',
  'doubt fewer',
  'doubt at once',
  'doubt rise',
  'worth a look',
  'system as-expected',
  'system not-as-expected',
  'system inconclusive',
  'outage as-expected',
  'outage not-as-expected',
  'outage inconclusive',
];

const SCENARIOS = 321;

it('makes scenarios that come to every row of the tables, by each of its ways', () => {
  const reached = new Set<string>();
  for (let seed = 1; seed <= SCENARIOS; seed += 1) {
    for (const { verdict, systems } of judgePlainly(scenarioOf(seed)).outages) {
      reached.add(`outage ${verdict}`);
      for (const system of systems) {
        const { failure, recovery } = system;
        reached.add(`system ${system.verdict}`);
        reached.add(`failure ${failure.verdict}: ${failure.way}`);
        reached.add(`recovery ${recovery.verdict}: ${recovery.way}`);
        if (recovery.laterRise) reached.add('later rise');
        for (const doubt of recovery.doubts) reached.add(`doubt ${doubt}`);
        if (system.worthALook.length > 0) reached.add('worth a look');
      }
    }
  }
  expect([...reached].sort()).toEqual(ROWS.toSorted());
});
