import { isbot } from 'isbot';

/**
 * Whether a page was reached from one of our own: the referrer is a web address whose host is one of the hosts given,
 * or below one. Anything else, also a text that is no address, comes from outside.
 *
 * @example
 * isLocalReferrer('https://bugs.launchpad.net/+bugs', ['launchpad.net']);     // true
 * isLocalReferrer('https://evil-launchpad.net/launchpad.net', ['launchpad.net']); // false
 */
export function isLocalReferrer(referrer: string | null, hosts: readonly string[]): boolean {
  const from = referrer === null ? null : hostOf(referrer);
  return (
    from !== null &&
    hosts.some((host) => from === host.toLowerCase() || from.endsWith(`.${host.toLowerCase()}`))
  );
}

/** The host in lower case, or null where the text is no address of the web. */
export function hostOf(address: string): string | null {
  if (!/^\s*https?:/i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/\.$/, '');
}

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

/** Who was logged in. What the report does not say is null. */
export interface Username {
  readonly login: string | null;
  readonly id: string | null;
  readonly displayName: string | null;
  readonly description: string | null;
}

/**
 * Reads a user as reports write one: `login, id, display name, description` in one string. Only the description can
 * hold commas; a report that names no more than a login is legal.
 *
 * @example
 * parseUsername('mark, 42, Mark S, likes space, and ships');
 * // { login: 'mark', id: '42', displayName: 'Mark S', description: 'likes space, and ships' }
 */
export function parseUsername(text: string): Username {
  // The space makes a comma at the end, left where trailing white space was lost, a separator too.
  const [login, id, displayName, ...description] = `${text} `.split(', ').map((part) => part.trim());
  return {
    login: login || null,
    id: id || null,
    displayName: displayName || null,
    description: description.join(', ') || null,
  };
}
