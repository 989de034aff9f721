import type { Interval } from '../../../time/interval.js';
import { readPeriod } from '../../../time/named-period.js';
import { withQuery } from '../../addresses.js';
import type { AskedPage } from '../../page.js';

/** A period that an address asks for: `?from=-7d&to=2011-09-08`. */
export interface AskedPeriod {
  readonly interval: Interval;
  /** As it was written; empty: it was not. */
  readonly from: string;
  readonly to: string;
  /** The address of the page with it. */
  readonly address: string;
}

/**
 * Reads the period of an address. Throws a UserError for what is no period.
 *
 * @param otherwise what a side is that is not named; absent: all up to now
 */
export function readAskedPeriod(
  path: string,
  { query, now }: Pick<AskedPage, 'query' | 'now'>,
  otherwise: Interval = { start: 0, end: now },
): AskedPeriod {
  const [from, to] = [query.get('from')?.trim() ?? '', query.get('to')?.trim() ?? ''];
  const interval = readPeriod(
    { from: from || undefined, to: to || undefined },
    { now: () => now },
    otherwise,
  );
  const named = { ...(from !== '' && { from }), ...(to !== '' && { to }) };
  return { interval, from, to, address: withQuery(path, named) };
}
