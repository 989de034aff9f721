import type { TouchedCounts } from '../analysis/touched.js';
import { plural } from './layout/text.js';

/**
 * The counts in words.
 *
 * @example
 * touchedWords({ users: 1, urls: 67 }); // '1 user and 67 URLs touched, robots left out'
 */
export function touchedWords({ users, urls }: TouchedCounts): string {
  return `${plural(users, 'user')} and ${plural(urls, 'URL')} touched, robots left out`;
}
