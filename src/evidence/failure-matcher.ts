import type { Config } from '../config/config.js';
import { expectedFailuresOf } from '../config/system-settings.js';
import { type FailureMode, matchFailureMode } from '../oops/failure-mode.js';
import type { Lookups } from '../store/lookups.js';

/** Says which failure modes of the config an exception of the store matches. Each question is answered once. */
export interface FailureMatcher {
  /** It matches the expected failures of the system. */
  isOutageFailure(system: string, exceptionId: number): boolean;
  isTolerated(exceptionId: number): boolean;
  isNeverSuppressed(exceptionId: number): boolean;
}

export function createFailureMatcher(lookups: Lookups, config: Config): FailureMatcher {
  const bySystem = new Map<string, (exceptionId: number) => boolean>();
  return {
    isOutageFailure(system, exceptionId) {
      let matches = bySystem.get(system);
      if (!matches) {
        matches = createMatcher(lookups, expectedFailuresOf(config, system));
        bySystem.set(system, matches);
      }
      return matches(exceptionId);
    },
    isTolerated: createMatcher(lookups, config.toleratedFailures),
    isNeverSuppressed: createMatcher(lookups, config.neverSuppress),
  };
}

function createMatcher(lookups: Lookups, modes: readonly FailureMode[]): (exceptionId: number) => boolean {
  if (modes.length === 0) return () => false;
  const answers = new Map<number, boolean>();
  return (exceptionId) => {
    let answer = answers.get(exceptionId);
    if (answer === undefined) {
      const { type, value } = lookups.exceptionById(exceptionId);
      answer = matchFailureMode(modes, type, value) !== undefined;
      answers.set(exceptionId, answer);
    }
    return answer;
  };
}
