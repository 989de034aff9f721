import { describe, expect, it } from 'vitest';
import { clockTicks } from '../../../../src/reports/layout/charts/ticks.js';

const spanOf = (from: string, to: string) => ({ start: Date.parse(from), end: Date.parse(to) });
const textsOf = (from: string, to: string, most: number, zone?: string) =>
  clockTicks(spanOf(from, to), most, zone).map(({ text }) => text);

describe('clockTicks', () => {
  it.each([
    ['2026-11-18T08:59:50Z', '2026-11-18T09:00:20Z', 4, ['08:59:50', '09:00:00', '09:00:10', '09:00:20']],
    ['2026-11-18T08:30:00Z', '2026-11-18T09:32:31Z', 5, ['08:30', '08:45', '09:00', '09:15', '09:30']],
    [
      '2026-11-18T08:30:00Z',
      '2026-11-18T15:31:00Z',
      8,
      ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00'],
    ],
    [
      '2026-11-01T00:00:00Z',
      '2026-11-07T00:00:00Z',
      7,
      ['11-01', '11-02', '11-03', '11-04', '11-05', '11-06', '11-07'],
    ],
    ['2026-11-18T08:31:00Z', '2026-11-18T08:32:00Z', 0, []],
  ])('finds round moments from %s to %s, at most %d', (from, to, most, texts) => {
    expect(textsOf(from, to, most)).toEqual(texts);
  });

  it('goes by the clocks of a zone, also where they change', () => {
    const ticks = clockTicks(spanOf('2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'), 5, 'Europe/London');
    expect(ticks.map(({ at, text }) => [new Date(at).toISOString(), text])).toEqual([
      ['2026-10-24T23:00:00.000Z', '00:00'],
      ['2026-10-25T06:00:00.000Z', '06:00'],
      ['2026-10-25T12:00:00.000Z', '12:00'],
      ['2026-10-25T18:00:00.000Z', '18:00'],
      ['2026-10-26T00:00:00.000Z', '00:00'],
    ]);
  });

  it('knows which of them are rounder', () => {
    const ticks = clockTicks(spanOf('2026-11-18T08:45:00Z', '2026-11-18T09:15:00Z'), 3);
    const [quarter, hour] = ticks.map(({ roundness }) => roundness);
    expect(hour).toBeGreaterThan(quarter ?? Number.NaN);
  });
});
