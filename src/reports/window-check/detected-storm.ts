import type { Storm } from '../../analysis/storms.js';
import { formatInstant } from '../../time/instant.js';

/** A storm that no window covers, as `windows detect` shows it. */
export interface DetectedStorm {
  /** The times of the first and the last of its outage failures. */
  readonly start: string;
  readonly end: string;
  readonly systems: readonly string[];
  readonly count: number;
}

/** A storm as data. */
export function describeStorm({ start, end, systems, count }: Storm): DetectedStorm {
  return { start: formatInstant(start), end: formatInstant(end), systems, count };
}
