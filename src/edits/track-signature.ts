import type { Config } from '../config/config.js';
import { bugLink } from '../reports/layout/links.js';
import type { Store } from '../store/store.js';
import type { StoredOops } from '../store/stored-oops.js';
import { toLine } from '../text/printable.js';
import { UserError } from '../user-error.js';

/** The number of a bug that somebody wrote. Throws a UserError for what is none. */
export function readBug(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UserError(`${text} is no number of a bug. Write it as 844616.`);
}

/**
 * Ties the signature of an OOPS to a bug, or with null to none. Returns what was done, as a line.
 *
 * @example
 * await trackSignature(store, config, stored, 844616); // 'KeyError is tracked by https://bugs.launchpad.net/bugs/844616.'
 */
export async function trackSignature(
  store: Store,
  config: Config,
  { oops, signature }: Pick<StoredOops, 'oops' | 'signature'>,
  bug: number | null,
): Promise<string> {
  const before = await store.trackSignature(oops.id, bug);
  const { type, value } = signature;
  const name = toLine(value === '' ? type : `${type}: ${value}`);
  const old = before === null || before === bug ? '' : ` It was tracked by bug ${before}.`;
  const now = bug === null ? 'tracked by no bug' : `tracked by ${bugLink(config, bug)}`;
  return `${name} is ${now}.${old}`;
}
