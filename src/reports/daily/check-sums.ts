import type { DailyReport } from './daily-report.js';

/**
 * Adds up what a report says in several places. Throws an Error that names the sum when two places disagree: a report
 * that leaves things out is trusted only while it accounts for all of them.
 */
export function checkSums(report: DailyReport): void {
  const { total, reported, suppressed, otherNotFound, outages, sections } = report;
  agree('reported + suppressed', reported + suppressed, 'total', total);
  const listed = sum(sections.map(({ count }) => count));
  agree('the sections + otherNotFound', listed + otherNotFound, 'reported', reported);
  agree('suppressed by outage', sum(outages.map((outage) => outage.suppressed)), 'suppressed', suppressed);
  agree('kept by outage', sum(outages.map((outage) => outage.kept)), 'kept', report.kept);
  for (const outage of outages) {
    const { expected, background, unexpected } = outage;
    const where = `of outage ${outage.outage}`;
    agree(
      `expected + background + unexpected ${where}`,
      expected + background + unexpected,
      'suppressed',
      outage.suppressed,
    );
    const grouped = sum(outage.unexpectedGroups.map(({ count }) => count));
    agree(`the unexpected groups ${where}`, grouped, 'unexpected', unexpected);
  }
  for (const { id, count, groupCount, groups } of sections) {
    if (groups.length < groupCount) continue;
    agree(`the groups of section ${id}`, sum(groups.map((group) => group.count)), 'its count', count);
  }
}

function agree(what: string, found: number, whole: string, expected: number): void {
  if (found === expected) return;
  throw new Error(`The daily report does not add up: ${what} is ${found}, but ${whole} is ${expected}.`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
