import { isbot } from 'isbot';

/**
 * Whether a user agent names a crawler or another program that no person steers, by the list of the package isbot.
 * No user agent names none. Nothing is remembered: an answer takes a few microseconds, and kept user agents would hold
 * on to the reports they were read from.
 *
 * @example
 * isRobot('Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)'); // true
 */
export function isRobot(userAgent: string | null): boolean {
  return isbot(userAgent);
}
