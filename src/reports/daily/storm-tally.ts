import { isRecorded } from '../../analysis/storms.js';
import { stormsAmong } from '../../evidence/gather-storms.js';
import type { Knowledge } from '../../evidence/knowledge.js';
import type { OopsFact } from '../../store/oops-facts.js';
import { formatInstant } from '../../time/instant.js';
import { recordingLines } from '../window-check/check-storms.js';
import type { UnrecordedStorm } from './daily-report.js';

/** The outage failures of each system, while the OOPSes go by. */
export interface StormTally {
  add(fact: OopsFact, system: string): void;
  /** The storms among them that no window covers, by start. */
  listUnrecorded(): UnrecordedStorm[];
}

/** Opens the lists of outage failures. OOPSes may be added in any order. */
export function createStormTally(knowledge: Knowledge): StormTally {
  const { failures, scopes, config } = knowledge;
  const timesOf = new Map<string, number[]>();
  return {
    add({ inexact, exceptionId, time }, system) {
      if (inexact || !failures.isOutageFailure(system, exceptionId)) return;
      const times = timesOf.get(system);
      if (times) times.push(time);
      else timesOf.set(system, [time]);
    },
    listUnrecorded: () =>
      stormsAmong(
        knowledge,
        Array.from(timesOf, ([system, times]) => ({ system, times })),
      )
        .filter((storm) => !isRecorded(storm, scopes, config.attribution))
        .map((storm) => ({
          start: formatInstant(storm.start),
          end: formatInstant(storm.end),
          systems: storm.systems,
          count: storm.count,
          line: recordingLines(knowledge, [storm]).split('\n')[1]?.trim() ?? '',
        })),
  };
}
