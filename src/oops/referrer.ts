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
function hostOf(address: string): string | null {
  if (!/^\s*https?:/i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/\.$/, '');
}
