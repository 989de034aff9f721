import type { EventSettings } from '../../event-format.js';
import { type LogLevel, levelNamed } from '../line/log-level.js';
import type { LoggedException } from './logged-exception.js';

/**
 * Whether a line tells of an error. The levels that the settings name decide alone; without them an error is a line of a level
 * from `error` on, a warning with an exception that has a type, and a line of no known level with any exception.
 *
 * @param findException is asked only where the level leaves it open
 */
export function isErrorLine(
  level: LogLevel | null,
  findException: () => LoggedException | null,
  { errorLevels }: EventSettings,
): boolean {
  if (level === null) return findException() !== null;
  if (errorLevels !== null) {
    return errorLevels.some((name) => levelNamed(name).name === level.name);
  }
  switch (level.gravity) {
    case 'error':
      return true;
    case 'warning':
      return findException()?.type != null;
    case 'unknown':
      return findException() !== null;
    case 'harmless':
      return false;
  }
}
