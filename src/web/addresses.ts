import { createHash } from 'node:crypto';
import type { AskedWords } from '../questions/asked-words.js';
import type { NamedPages } from '../reports/layout/frame.js';
import { pathSegment } from '../text/quote-url.js';

/** The signature of what has no exception type. */
const NO_TYPE = '-';

/**
 * Where every page is: the only place that makes addresses. They are stable, for people keep them in tickets: nothing in them depends
 * on what else the database holds.
 */
export const ADDRESSES = {
  home: '/',
  outages: '/outages',
  windows: '/windows',
  windowCheck: '/windows/check',
  storms: '/storms',
  signatures: '/signatures',
  systems: '/systems',
  query: '/query',
  sql: '/sql',
  status: '/status',
  rejects: '/rejects',
  glossary: '/glossary',
  session: '/session',
  signOut: '/session/end',
  /** The page that signs somebody in, and leads on to another one. */
  signIn: (to: string) => withQuery('/session', { to }),
  /** The form that records a window, with what it is to be filled in with. */
  recordWindow: (filledIn: Readonly<Record<string, string>> = {}) => withQuery('/windows/add', filledIn),
  /** @param date of UTC, or of the config's time zone: `2011-09-08` */
  day: (date: string, group?: string) => `/${date}${group === undefined ? '' : `/${pathSegment(group)}`}`,
  outage: (id: string) => `/outages/${pathSegment(id)}`,
  comparison: (id: string, before: string) => `/outages/${pathSegment(id)}/compare/${pathSegment(before)}`,
  explanation: (id: string, system: string) => `/outages/${pathSegment(id)}/systems/${pathSegment(system)}`,
  /** The form that ends what is open of an outage. */
  endWindows: (id: string) => `/outages/${pathSegment(id)}/end`,
  changes: (id: string) => `/outages/${pathSegment(id)}/log`,
  oops: (id: string) => `/oops/${pathSegment(id)}`,
  why: (id: string) => `/oops/${pathSegment(id)}/why`,
  /** The form that ties the signature of an OOPS to a bug. */
  trackBug: (id: string) => `/oops/${pathSegment(id)}/bug`,
  system: (name: string) => `/systems/${pathSegment(name)}`,
  /** All signatures of an exception type. */
  type: (type: string) => `/signatures/${pathSegment(segmentOfType(type))}`,
  signature: ({ type, value }: { readonly type: string; readonly value: string }) =>
    `/signatures/${pathSegment(segmentOfType(type))}/${signatureDigest(value)}`,
  search: (words: string) => `/search?${new URLSearchParams({ q: words })}`,
  /** How the data stands, and whether it is further behind than so much: `10m`; empty: nobody asks. */
  statusWithin: (maxLag: string) => `/status${queryOf(maxLag === '' ? [] : [['max-lag', maxLag]])}`,
  /** What a word of the reports means. */
  word: (id: string) => `/glossary#${id}`,
  /** What could not be read, all of it or that of a reason, a page of it. */
  rejectsOf: (reason: string | null, number = 1) =>
    `/rejects${queryOf([
      ...(reason === null ? [] : [['reason', reason] as const]),
      ...(number === 1 ? [] : [['page', String(number)] as const]),
    ])}`,
  /** A question with its answer; without words its form. */
  asked: (words: AskedWords) => `/query${queryOf(words)}`,
  /** A question in SQL with its answer: `sql`, `limit`, and `:name` for its parameters. */
  askedInSql: (words: AskedWords) => `/sql${queryOf(words)}`,
} as const satisfies Readonly<Record<string, unknown>> & NamedPages;

/** Where the page of an OOPS is, as reports take it: `{id}` stands for the id. */
export const OOPS_URL = '/oops/{id}';

/**
 * What stands for the value of a signature in an address, where values are too long and too strange to stand themselves.
 *
 * @example
 * signatureDigest('timed out'); // '3dcd80f1b15f'
 */
export function signatureDigest(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 12);
}

/** The type that an address has; empty for what has none. Of one that is too long it only has what `segmentOfType` says. */
export function typeOfSegment(text: string): string {
  if (text === NO_TYPE) return '';
  return isOfDashes(text) ? text.slice(1) : text;
}

/** The longest type that stands in an address itself, in its percent-encoding. */
const LONGEST_TYPE = 1000;

/**
 * What stands for a type in an address: mostly itself. One that is made of nothing but dashes has one more, and one that is too long
 * its digest behind a `~`.
 */
export function segmentOfType(type: string): string {
  if (encodeURIComponent(type.toWellFormed()).length > LONGEST_TYPE) return `~${signatureDigest(type)}`;
  return type === '' || isOfDashes(type) ? `${type}${NO_TYPE}` : type;
}

function isOfDashes(text: string): boolean {
  return /^-+$/.test(text);
}

/** The same page in the format that was asked for: HTML needs no ending. */
export function asAsked(address: string, format: string): string {
  return format === 'html' ? address : inFormat(address, format);
}

/** The same page in another format. What of an address could be taken for a format is written as `%2E`: see `splitFormat`. */
export function inFormat(address: string, format: string): string {
  const [path = '', query] = address.split('?');
  return `${path === '/' ? '/index' : path}.${format}${query === undefined ? '' : `?${query}`}`;
}

/** What stands behind a path, with the question mark; what needs no escape there stands as it is, for people to read. */
function queryOf(words: AskedWords): string {
  if (words.length === 0) return '';
  const query = new URLSearchParams();
  for (const [name, value] of words) query.append(name, value);
  return `?${String(query).replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%2F/g, '/')}`;
}

/** An address with what stands behind its question mark. */
export function withQuery(path: string, fields: Readonly<Record<string, string>>): string {
  const query = String(new URLSearchParams(fields));
  return query === '' ? path : `${path}?${query}`;
}
