import { isIP } from 'node:net';

/** The names that only this machine can be reached by. */
const OF_THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request was meant for us, by its `Host`. A page of another site can have the browser ask us by a name of its own that leads
 * to our address (DNS rebinding): it would read our answers as its own.
 *
 * @param allowed names by which we are reached beside those of this machine, `*.example.com` for all below a domain
 * @example
 * const isOurs = createHostCheck([]);
 * isOurs('127.0.0.1:8700'); // true
 * isOurs('evil.example');   // false
 */
export function createHostCheck(allowed: readonly string[]): (host: string | undefined) => boolean {
  const named = allowed.map((name) => (isIP(name) === 6 ? `[${name}]` : name).toLowerCase());
  const names = new Set([...OF_THIS_MACHINE, ...named]);
  const domains = [...names].flatMap((name) => (name.startsWith('*.') ? [name.slice(1)] : []));
  return (host) => {
    if (host === undefined) return false;
    const name = host.toLowerCase().replace(/:\d+$/, '');
    return names.has(name) || domains.some((domain) => name.endsWith(domain) && name.length > domain.length);
  };
}

/** Whether a text can be a name of `--allowed-hosts`: a host without scheme, port or path. */
export function isHostName(text: string): boolean {
  return (
    isIP(text) !== 0 ||
    /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(text) ||
    /^\[[0-9a-f:]+\]$/i.test(text)
  );
}
