import { parseDuration } from '../../time/duration.js';
import { UserError } from '../../user-error.js';

/**
 * How far behind what is known may be, in milliseconds, as `--max-lag` names it. Throws a UserError when it is no length of time.
 *
 * @example
 * readMaxLag('10m'); // 600000
 */
export function readMaxLag(text: string): number {
  const length = parseDuration(text);
  if (length !== null) return length;
  throw new UserError(`--max-lag ${text} is no length of time. Write it as 90s, 10m or 1h.`);
}
