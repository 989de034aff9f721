import type { Config } from '../config/config.js';
import { expectedFailuresOf } from '../config/system-settings.js';
import { type FailureMode, matchFailureMode } from '../oops/failure-mode.js';
import { findException } from '../store/exception-store.js';
import type { Db } from '../store/open-database.js';

/** Says which failure modes of the config an exception of the store matches. Each question is answered once. */
export interface FailureMatcher {
  /** It matches the expected failures of the system. */
  isOutageFailure(system: string, exceptionId: number): boolean;
  isTolerated(exceptionId: number): boolean;
  isNeverSuppressed(exceptionId: number): boolean;
}

export function createFailureMatcher(db: Db, config: Config): FailureMatcher {
  const bySystem = new Map<string, (exceptionId: number) => boolean>();
  return {
    isOutageFailure(system, exceptionId) {
      let matches = bySystem.get(system);
      if (!matches) {
        matches = createMatcher(db, expectedFailuresOf(config, system));
        bySystem.set(system, matches);
      }
      return matches(exceptionId);
    },
    isTolerated: createMatcher(db, config.toleratedFailures),
    isNeverSuppressed: createMatcher(db, config.neverSuppress),
  };
}

function createMatcher(db: Db, modes: readonly FailureMode[]): (exceptionId: number) => boolean {
  if (modes.length === 0) return () => false;
  const answers = new Map<number, boolean>();
  return (exceptionId) => {
    let answer = answers.get(exceptionId);
    if (answer === undefined) {
      const exception = findException(db, exceptionId);
      answer =
        exception !== undefined && matchFailureMode(modes, exception.type, exception.value) !== undefined;
      answers.set(exceptionId, answer);
    }
    return answer;
  };
}
