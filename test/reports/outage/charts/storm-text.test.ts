import { describe, expect, it } from 'vitest';
import { drawStorm } from '../../../../src/reports/outage/charts/storm-text.js';
import { ASCII, BLOCKS } from '../../../../src/reports/outage/charts/text-rows.js';
import type { OutageReport } from '../../../../src/reports/outage/outage-report.js';

const seconds = (counts: Record<number, number>, length = 30) =>
  Array.from({ length }, (_, second) => counts[second] ?? 0);

function stormOf(
  systems: { system: string; expected: number[]; unexpected: number[]; late?: number[] }[],
  end: string | null = '2011-09-08T08:53:25.000Z',
): OutageReport {
  const timeline = {
    start: '2011-09-08T08:53:00.000Z',
    secondsPerCount: 1,
    systems: systems.map((system) => ({ late: [], ...system })),
  };
  return { start: '2011-09-08T08:53:05.000Z', end, timeline } as unknown as OutageReport;
}

describe('drawStorm', () => {
  it('draws one line a system on its own scale, and the outage between its marks', () => {
    const report = stormOf([
      { system: 'web', expected: seconds({ 5: 1, 6: 8, 7: 4 }), unexpected: seconds({}) },
      { system: 'librarian', expected: seconds({ 8: 1 }), unexpected: seconds({}) },
    ]);
    expect(drawStorm(report, 60, BLOCKS)).toEqual([
      `web            ▁█▄${' '.repeat(22)}      8`,
      `librarian         █${' '.repeat(21)}      1`,
      `          ─────├═══════════════════┤────`,
      `               08:53:05            08:53:25`,
    ]);
  });

  it('marks below a system where something unexpected was seen', () => {
    const report = stormOf([{ system: 'web', expected: seconds({ 5: 1 }), unexpected: seconds({ 9: 1 }) }]);
    const [bars, marks] = drawStorm(report, 60, ASCII);
    expect(bars).toBe(`web      @   @${' '.repeat(20)}      1`);
    expect(marks).toBe('             !');
  });

  it('marks a failure that came late, and says what the mark means', () => {
    const report = stormOf([
      { system: 'web', expected: seconds({ 5: 1 }), unexpected: seconds({}), late: seconds({ 28: 1 }) },
    ]);
    const [, marks, , , legend] = drawStorm(report, 60, ASCII);
    expect(marks).toBe(`    ${' '.repeat(28)}>`);
    expect(legend).toBe('    > late: an outage failure after the recovery grace');
  });

  it('folds seconds into columns where the terminal is narrow', () => {
    const expected = seconds({ 0: 1, 1: 2, 599: 3 }, 600);
    const [bars] = drawStorm(stormOf([{ system: 'web', expected, unexpected: seconds({}, 600) }]), 80, ASCII);
    expect(bars).toBe(`web @${' '.repeat(65)}@      3`);
  });

  it('leaves the axis open while the outage lasts', () => {
    const report = stormOf([{ system: 'web', expected: seconds({ 5: 1 }), unexpected: seconds({}) }], null);
    expect(drawStorm(report, 60, ASCII)[1]).toBe('    -----[========================');
  });

  it('draws nothing when nothing was seen', () => {
    expect(drawStorm(stormOf([]), 80, BLOCKS)).toEqual([]);
  });
});
