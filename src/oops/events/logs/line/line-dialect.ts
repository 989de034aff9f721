import type { LineMap } from '../line-map.js';
import type { LevelNumbers } from './log-level.js';

/** How the lines of a writer are to be understood. */
export interface LineDialect {
  readonly map: LineMap;
  /** What its numbers mean for levels. */
  readonly numbers: LevelNumbers;
  /** The level of a line that names none; null where that says nothing. */
  readonly usualLevel: string | null;
}
