import type { Config } from '../config/config.js';
import { expectedFailuresOf } from '../config/system-settings.js';
import { type FailureMode, matchesType, matchFailureMode } from '../oops/failure-mode.js';
import type { Lookups } from '../store/lookups.js';
import { remember } from './remember.js';

/** Says which failure modes of the config an exception of the store matches. Each question is answered once. */
export interface FailureMatcher {
  /** Some expected failure of the system is of this type: a cheap question before the others. */
  mayFail(system: string, type: string | null): boolean;
  /** It matches the expected failures of the system. */
  isOutageFailure(system: string, exceptionId: number): boolean;
  isTolerated(exceptionId: number): boolean;
  isNeverSuppressed(exceptionId: number): boolean;
}

export function createFailureMatcher(lookups: Lookups, config: Config): FailureMatcher {
  const bySystem = new Map<string, (exceptionId: number) => boolean>();
  const matcherOf = remember((modes: readonly FailureMode[]) => createMatcher(lookups, modes));
  const modesOf = remember((system: string) => expectedFailuresOf(config, system));
  return {
    mayFail: (system, type) => matchesType(modesOf(system), type),
    isOutageFailure(system, exceptionId) {
      let matches = bySystem.get(system);
      if (!matches) {
        matches = matcherOf(modesOf(system));
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
