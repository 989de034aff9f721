import { expect, it } from 'vitest';
import type { OutageReport, ReportedSystem } from '../../../../src/reports/outage/outage-report.js';
import {
  newGroups,
  sortSystems,
  unexpectedGroups,
} from '../../../../src/reports/outage/reading/worst-first.js';

const system = (name: string, verdict: string, expected = 0, unexpected = 0) =>
  ({ system: name, verdict, failure: { expected, background: 0, unexpected } }) as ReportedSystem;

it('takes the worst verdict first, then what should not have been there, then what weighs most, then names', () => {
  const systems = [
    system('a', 'as-expected', 900),
    system('b', 'inconclusive', 5),
    system('c', 'not-as-expected', 50),
    system('d', 'not-as-expected', 1, 2),
    system('e', 'as-expected', 901),
    system('f', 'inconclusive', 5),
  ];
  expect(sortSystems(systems.toReversed()).map((one) => one.system)).toEqual(['d', 'c', 'b', 'f', 'e', 'a']);
});

it('takes the groups of all systems together, the most frequent first', () => {
  const groups = (...counts: number[]) => counts.map((count) => ({ type: 'E', value: '', count }));
  const report = {
    systems: [
      { system: 'a', unexpected: groups(3, 1), newSignatures: groups(2) },
      { system: 'b', unexpected: groups(2), newSignatures: groups(9) },
    ],
  } as unknown as OutageReport;
  expect(unexpectedGroups(report).map(({ count, system: name }) => [count, name])).toEqual([
    [3, 'a'],
    [2, 'b'],
    [1, 'a'],
  ]);
  expect(newGroups(report).map(({ count, system: name }) => [count, name])).toEqual([
    [9, 'b'],
    [2, 'a'],
  ]);
});
