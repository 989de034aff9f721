import { describe, expect, it } from 'vitest';
import { duringOf, judgedWindows, stoppedDowntimes } from '../../src/analysis/phases.js';
import { END, HOUR, held, MINUTE, SETTINGS, START, windowOf } from '../support/build-evidence.js';

const downtime = windowOf();
const partial = windowOf({ phase: 'partial' });
const shutdownOf = (from: number, to: number | null) =>
  windowOf({ phase: 'shutdown', start: START + from, end: to === null ? null : END + to });

describe('a downtime within a shutdown', () => {
  it.each([
    ['as long as it', 0, 0, true],
    ['around it', -1, 1, true],
    ['that begins a moment later', 1, 0, false],
    ['that ends a moment sooner', 0, -1, false],
    ['that was left open', 0, null, true],
    ['that was left open, and reaches to its end', 10 * MINUTE - 4 * HOUR, null, true],
    ['that was left open too long ago', 10 * MINUTE - 4 * HOUR - 1, null, false],
  ])('%s is not judged, of this outage or another: %#', (_, from, to, isStopped) => {
    const shutdown = shutdownOf(from, to);
    const own = { windows: held(downtime, partial, shutdown), shutdownsElsewhere: [] };
    const other = { windows: held(downtime, partial), shutdownsElsewhere: [shutdown] };
    for (const system of [own, other]) {
      expect(stoppedDowntimes(system, END, SETTINGS.attribution)).toEqual(isStopped ? [downtime] : []);
      expect(judgedWindows(system, ['downtime', 'partial'], END, SETTINGS.attribution)).toEqual(
        isStopped ? [partial] : [downtime, partial],
      );
    }
  });

  it('is one as far as an open one has been read', () => {
    const open = windowOf({ end: null });
    const system = { windows: held(open), shutdownsElsewhere: [shutdownOf(0, 0)] };
    expect(stoppedDowntimes(system, END, SETTINGS.attribution)).toEqual([open]);
    expect(stoppedDowntimes(system, END + 1, SETTINGS.attribution)).toEqual([]);
  });
});

describe('duringOf', () => {
  it('takes each moment once, with the tolerance, as far as has been read', () => {
    const windows = [downtime, windowOf({ start: START + MINUTE, end: END + MINUTE })];
    expect(duringOf(windows, END + HOUR, SETTINGS.attribution)).toEqual([
      { start: START - 1000, end: END + 61_000 },
    ]);
    expect(duringOf(windows, END, SETTINGS.attribution)).toEqual([{ start: START - 1000, end: END }]);
    expect(duringOf(windows, START - 1000, SETTINGS.attribution)).toEqual([]);
  });
});
