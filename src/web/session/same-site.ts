import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form was sent from one of our own pages: browsers say where what they send began. What says nothing of it is no form of
 * a page of ours.
 *
 * @param site where people reach us, such as `https://oops.example.com`; null: where it listens
 * @example
 * isFromHere({ 'sec-fetch-site': 'cross-site' }, site);                       // false
 * isFromHere({ origin: 'http://a.example:81', host: 'a.example:81' }, site); // true
 */
export function isFromHere(headers: IncomingHttpHeaders, site: string | null): boolean {
  const began = headers['sec-fetch-site'];
  if (began !== undefined) return began === 'same-origin' || began === 'none';
  const { origin, host } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: ofOrigin } = new URL(origin);
  const asked = `${protocol}//${host ?? ''}`;
  // A proxy may have put a name of its own in the place of the one that was asked for.
  return origin === site || (URL.canParse(asked) && new URL(asked).host === ofOrigin);
}
