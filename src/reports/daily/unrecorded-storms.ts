import type { Knowledge } from '../../evidence/report-context.js';
import { formatInstant } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import { findUnrecordedStorms, recordingLines } from '../window-check/check-storms.js';
import type { UnrecordedStorm } from './daily-report.js';

/** The storms that begin in the period and that no window covers, each with the line that would record it. */
export function listUnrecordedStorms(
  knowledge: Knowledge,
  period: Interval,
  isSelected: (system: string) => boolean,
): UnrecordedStorm[] {
  return findUnrecordedStorms(knowledge, period, isSelected).map((storm) => ({
    start: formatInstant(storm.start),
    end: formatInstant(storm.end),
    systems: storm.systems,
    count: storm.count,
    line: recordingLines(knowledge, [storm]).split('\n')[1]?.trim() ?? '',
  }));
}
