import { wellFormedText } from '../text/well-formed-text.js';
import { formatDate, parseInstant } from '../time/instant.js';
import { millisecondsInDay } from '../time/lengths.js';

/** What an id says about its report. `day` counts from 2006-01-01, which is day 1. */
export type OopsId =
  | { readonly kind: 'dated'; readonly day: number | null; readonly prefix: string; readonly serial: string }
  | { readonly kind: 'hash'; readonly hash: string };

const HASH = /^(?:OOPS-)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** Ubuntu One: day, prefix, Z, and 32 letters or digits, then often a number, in place of the serial. */
const UBUNTU_ONE = /^(?:OOPS-)?(\d{0,6})([a-z][a-z0-9_.-]*?)Z([0-9a-z]{32}\d*)$/i;
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
 * Returns the ids that somebody can mean by what they typed or pasted, the likeliest first: what they typed as it
 * stands, then without what mail and brackets put around it, then with and without `OOPS-`, which not every writer puts
 * before its ids; last, without the escapes of reports. They are to be compared without regard to case.
 *
 * @param now tells the day of an id that has no day number
 *
 * @example
 * normaliseOopsId('oops-2077A101,', now); // ['oops-2077A101,', 'oops-2077A101', '2077A101']
 * normaliseOopsId('A101', now);           // ['A101', 'OOPS-2077A101', '2077A101', 'OOPS-A101'] on 2011-09-08
 */
export function normaliseOopsId(typed: string, now: number): string[] {
  const literal = wellFormedText(typed).trim();
  const cleaned = literal.replace(/^[\s<([{'"]+|[\s>)\]}'".,;:!?]+$/g, '');
  const [, date, fileName] = /^(\d{4}-\d{2}-\d{2})\/(.+)$/.exec(cleaned) ?? [];
  const name = (fileName ?? cleaned).replace(/^\d{5}\.(?=[a-z])/i, '').replace(/\.(gz|bz2|oops)$/i, '');
  const bare = withoutDashes(name.replace(/^OOPS-/i, ''));
  if (bare === '') return literal === '' ? [] : [literal];
  const parsed = parseOopsId(bare);
  const day = dayNumber((date === undefined ? null : parseInstant(date)) ?? now);
  const lacksDay = parsed?.kind === 'dated' && parsed.day === null;
  const withDay = lacksDay ? [`OOPS-${day}${bare}`, `${day}${bare}`] : [];
  const withoutDay = [fileName ?? name, name, `OOPS-${bare}`, bare];
  return firstOfEachCase([literal, cleaned, ...withDay, ...withoutDay, withoutEscapes(literal)]);
}

/** A hash as Sentry's pages and UUIDs write it, with dashes, is meant without them. */
function withoutDashes(bare: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(bare) ? bare.replaceAll('-', '') : bare;
}

/** Reports show a character that a terminal would act on by its number: `\x1b`, `\u{202e}`. */
function withoutEscapes(shown: string): string {
  return shown.replace(/\\(?:x([0-9a-f]{2})|u\{([0-9a-f]{1,5})\})/gi, (_, byte?: string, code?: string) =>
    wellFormedText(String.fromCodePoint(Number.parseInt(byte ?? code ?? '', 16))),
  );
}

function firstOfEachCase(ids: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const id of ids) if (!first.has(id.toUpperCase())) first.set(id.toUpperCase(), id);
  return [...first.values()];
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
