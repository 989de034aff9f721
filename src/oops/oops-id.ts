import { millisecondsInDay } from 'date-fns/constants';
import { formatDate, parseInstant } from '../time/instant.js';

/** What an id says about its report. `day` counts from 2006-01-01, which is day 1. */
export type OopsId =
  | { readonly kind: 'dated'; readonly day: number | null; readonly prefix: string; readonly serial: string }
  | { readonly kind: 'hash'; readonly hash: string };

const HASH = /^(?:OOPS-)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** Ubuntu One: day, prefix, Z, and 32 letters or digits in place of the serial. */
const UBUNTU_ONE = /^(?:OOPS-)?(\d{0,6})([a-z][a-z0-9_.-]*)Z([0-9a-z]{32})$/i;
/** Launchpad: the prefix is letters, or letters digits letters. Some ids have no day number: `OOPS-A0001`. */
const OLD = /^(?:OOPS-)?(\d{0,6})([a-z]+(?:\d+[a-z]+)?)(\d+)$/i;

/**
 * Reads an id in any spelling of case, with or without `OOPS-`. A hash is looked for first: in
 * `68383510f5054932567230492013ce90` one could see a day, a prefix and a serial. Returns null for an id of another kind.
 *
 * @example
 * parseOopsId('OOPS-2077A101'); // { kind: 'dated', day: 2077, prefix: 'A', serial: '101' }
 */
export function parseOopsId(id: string): OopsId | null {
  const hash = HASH.exec(id)?.[1];
  if (hash !== undefined) return { kind: 'hash', hash: hash.toLowerCase() };
  const [, day, prefix, serial] = UBUNTU_ONE.exec(id) ?? OLD.exec(id) ?? [];
  if (prefix === undefined || serial === undefined) return null;
  return { kind: 'dated', day: day ? Number(day) : null, prefix: prefix.toUpperCase(), serial };
}

/**
 * Returns the reporter that an id names by its prefix, in upper case, or null when it names none.
 *
 * @example
 * reporterFromId('OOPS-2077a101');                         // 'A'
 * reporterFromId('OOPS-68383510f5054932567230492013ce90'); // null
 */
export function reporterFromId(id: string): string | null {
  const parsed = parseOopsId(id);
  return parsed?.kind === 'dated' ? parsed.prefix : null;
}

const DAY_ZERO = Date.UTC(2005, 11, 31);

/** The day number that ids of an instant's day carry: 2077 for any moment of 2011-09-08. */
export function dayNumber(at: number): number {
  return Math.floor((at - DAY_ZERO) / millisecondsInDay);
}

/**
 * Returns the date that an old id carries, or null when it carries none.
 *
 * @example
 * dateFromOldId('OOPS-2077A101'); // '2011-09-08'
 */
export function dateFromOldId(id: string): string | null {
  const parsed = parseOopsId(id);
  if (parsed?.kind !== 'dated' || !parsed.day) return null;
  return formatDate(DAY_ZERO + parsed.day * millisecondsInDay);
}

/**
 * Returns the ids that somebody can mean by what they typed or pasted, the likeliest first. To be compared without
 * case. `now` says which day an id without a day number belongs to.
 *
 * @example
 * normaliseOopsId('oops-2077A101,', now);      // ['OOPS-2077A101']
 * normaliseOopsId('2011-09-08/A101', now);     // ['OOPS-2077A101']
 * normaliseOopsId('A101', now);                // ['OOPS-2077A101', 'OOPS-A101'] on 2011-09-08
 */
export function normaliseOopsId(typed: string, now: number): string[] {
  const cleaned = typed.trim().replace(/^[\s<([{'"]+|[\s>)\]}'".,;:!?]+$/g, '');
  const [, date, fileName] = /^(\d{4}-\d{2}-\d{2})\/(.+)$/.exec(cleaned) ?? [];
  const name = (fileName ?? cleaned).replace(/^\d{5}\.(?=[a-z])/i, '').replace(/\.(gz|bz2)$/i, '');
  const bare = name.replace(/^OOPS-/i, '');
  if (bare === '') return [];
  const parsed = parseOopsId(bare);
  const candidates = [withPrefix(bare, parsed)];
  const day = dayNumber((date === undefined ? null : parseInstant(date)) ?? now);
  if (parsed?.kind === 'dated' && parsed.day === null)
    candidates.unshift(withPrefix(`${day}${bare}`, parsed));
  if (parsed === null) candidates.unshift(name);
  return [...new Set(candidates)];
}

/** Old ids are written in upper case, hashes in lower case, others as they come. */
function withPrefix(bare: string, parsed: OopsId | null): string {
  if (parsed === null) return `OOPS-${bare}`;
  return parsed.kind === 'hash' ? `OOPS-${bare.toLowerCase()}` : `OOPS-${bare.toUpperCase()}`;
}

/**
 * Returns the moment that an old file name gives, `NNNNN.X…` where NNNNN is the second of its directory's day, or null
 * when the name or the directory gives none. A day has seconds 0 to 86399.
 *
 * @example
 * timeFromFileName('2011-09-08', '45084.S6.gz'); // 2011-09-08T12:31:24Z
 */
export function timeFromFileName(directoryDate: string, fileName: string): number | null {
  const second = /^(\d{5})\.[a-z]/i.exec(fileName)?.[1];
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(directoryDate) ? parseInstant(directoryDate) : null;
  if (second === undefined || midnight === null || Number(second) >= 86_400) return null;
  return midnight + Number(second) * 1000;
}
