import { UserError } from '../user-error.js';
import { VIEWS } from './views.js';

const timeKey = (format: string) => `strftime('${format}', time_ms / 1000.0, 'unixepoch')`;

/** What OOPSes can be grouped by beside the columns of the view, UTC. Those of time are in the order of time. */
const TIME_KEYS: Readonly<Record<string, string>> = {
  minute: timeKey('%Y-%m-%d %H:%M'),
  hour: timeKey('%Y-%m-%d %H:00'),
  day: timeKey('%Y-%m-%d'),
  month: timeKey('%Y-%m'),
};

const OTHER_KEYS: Readonly<Record<string, string>> = {
  weekday: `substr('SunMonTueWedThuFriSat', 1 + 3 * ${timeKey('%w')}, 3)`,
  signature: "signature_type || ': ' || signature_value",
  user: 'username',
  revision: 'revno',
  suppressed: 'is_suppressed',
};

/** What only a full-text search tells: see find-by-text.ts. The snippet of an OOPS is put in for its number. */
const TEXT_KEYS: Readonly<Record<string, string>> = {
  rank: '(SELECT rank FROM temp.text_match m WHERE m.seq = oops.seq)',
  snippet: 'seq',
};

/** A column of an answer: its name, and the SQL for it over the view `oops`. */
export interface Key {
  readonly name: string;
  readonly expression: string;
  /** It is a stretch of time. */
  readonly isTime: boolean;
  /** Only a full-text search tells it. */
  readonly needsText: boolean;
}

/** What can be grouped by. Beside them, `readKeys` knows what only a full-text search tells. */
export const KEY_NAMES: readonly string[] = [
  ...new Set([...Object.keys(TIME_KEYS), ...Object.keys(OTHER_KEYS), ...Object.keys(VIEWS.oops.columns)]),
];

/**
 * Reads the names of columns with commas between. Throws a UserError when one is unknown or there twice.
 *
 * @example
 * readKeys('--group-by', 'system,hour').map(({ name }) => name); // ['system', 'hour']
 */
export function readKeys(option: string, text: string): Key[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  return names.map((name, place) => {
    if (names.indexOf(name) !== place) throw new UserError(`${option} names ${name} twice. Name it once.`);
    const isTime = Object.hasOwn(TIME_KEYS, name);
    const keys = [TIME_KEYS, OTHER_KEYS, TEXT_KEYS].find((known) => Object.hasOwn(known, name));
    if (!keys && !KEY_NAMES.includes(name)) {
      throw new UserError(`${option} ${name} is no column. Choose from ${KEY_NAMES.join(', ')}.`);
    }
    return { name, expression: keys?.[name] ?? name, isTime, needsText: keys === TEXT_KEYS };
  });
}
