import type { Outage } from '../../outages/outage.js';
import { compareText } from '../../text/compare-text.js';
import type { ReportContext } from '../report-context.js';

/** A reporter whose events came in later, or earlier, than its clock says that they were sent. */
export interface ClockOffset {
  readonly system: string;
  readonly reporter: string;
  /** By how much its clock was behind that of our receiver, the time on the way with it; below zero: ahead of it. */
  readonly medianSeconds: number;
  /** Of how many events. */
  readonly count: number;
}

/** Less than this, in milliseconds, can be the time on the way. */
const LEAST_OFFSET = 1000;

/**
 * The reporters of an outage's systems whose clocks, by when they say that they sent their events, were off by more than
 * windows are given around the outage: by system and reporter. Times are told as they were written.
 */
export async function gatherClockOffsets(
  { data, config, systemOf, observedUntil }: ReportContext,
  outage: Outage,
  systems: readonly { readonly system: string }[],
): Promise<ClockOffset[]> {
  const around = config.verdict.observation;
  const starts = outage.windows.map(({ start }) => start);
  const ends = outage.windows.map(({ end }) => (end === null ? observedUntil : end + around));
  const clocks = await data.clockOffsets({
    start: Math.min(outage.start, ...starts) - around,
    end: Math.min(Math.max(...ends), observedUntil),
  });
  const judged = new Set(systems.map(({ system }) => system));
  const tolerated = Math.max(config.attribution.clockTolerance, LEAST_OFFSET);
  return clocks
    .filter(({ median, reporter }) => Math.abs(median) > tolerated && judged.has(systemOf(reporter)))
    .map(({ reporter, median, count }) => ({
      ...{ system: systemOf(reporter), reporter },
      ...{ medianSeconds: median / 1000, count },
    }))
    .sort((a, b) => compareText(a.system, b.system) || compareText(a.reporter, b.reporter));
}
