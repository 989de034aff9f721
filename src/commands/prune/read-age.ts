import { parseDuration } from '../../time/duration.js';
import { formatInstant } from '../../time/instant.js';
import { readTimeOption } from '../../time/named-moment.js';
import { UserError } from '../../user-error.js';

/** How a user names the moment before which OOPSes go. */
export interface AgeOptions {
  readonly olderThan?: string;
  readonly before?: string;
}

/**
 * That moment, in milliseconds since the Unix epoch. Throws a UserError when none is named, or none that is past.
 *
 * @example
 * readAge({ olderThan: '90d' }, Date.UTC(2026, 10, 28)); // 2026-08-30
 */
export function readAge({ olderThan, before }: AgeOptions, now: number): number {
  if (olderThan !== undefined && before !== undefined) {
    throw new UserError('--older-than and --before say the same thing: give one of them.');
  }
  if (olderThan !== undefined) {
    const length = parseDuration(olderThan);
    if (length) return now - length;
    throw new UserError(`--older-than ${olderThan} is no length of time above zero. Write it as 90d or 26w.`);
  }
  if (before === undefined) {
    throw new UserError('Say how old what is deleted must be: --older-than 90d, or --before 2026-08-01.');
  }
  const moment = readTimeOption('--before', before, { now });
  if (moment <= now) return moment;
  throw new UserError(`--before ${before} is not past: now it is ${formatInstant(now)}.`);
}
