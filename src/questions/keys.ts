import { UserError } from '../user-error.js';
import { type OopsColumn, VIEWS } from './views.js';

const timeKey = (format: string) => `strftime('${format}', time_ms / 1000.0, 'unixepoch')`;

/** What OOPSes can be grouped by beside the columns of the view, UTC. Those of time are in the order of time. */
const TIME_KEYS: Readonly<Record<string, string>> = {
  minute: timeKey('%Y-%m-%d %H:%M'),
  hour: timeKey('%Y-%m-%d %H:00'),
  day: timeKey('%Y-%m-%d'),
  month: timeKey('%Y-%m'),
};

const OTHER_KEYS: Readonly<Record<string, { readonly expression: string; readonly of: KeySource }>> = {
  weekday: { expression: `substr('SunMonTueWedThuFriSat', 1 + 3 * ${timeKey('%w')}, 3)`, of: 'minute' },
  signature: { expression: "signature_type || ': ' || signature_value", of: 'signature_id' },
  user: { expression: 'username', of: 'username' },
  revision: { expression: 'revno', of: 'revno' },
  suppressed: { expression: 'is_suppressed', of: 'is_suppressed' },
};

/** What only a full-text search tells: see find-in-blocks.ts. The snippet of an OOPS is put in for its number. */
const TEXT_KEYS: Readonly<Record<string, string>> = {
  rank: '(SELECT rank FROM temp.found f WHERE f.seq = oops.seq)',
  snippet: 'seq',
};

/** What decides a key: where that is the same, so is the key. The minute is that of `time_ms`. */
export type KeySource = OopsColumn | 'minute';

/** A column of an answer: its name, and the SQL for it over the view `oops`. */
export interface Key {
  readonly name: string;
  readonly expression: string;
  readonly of: KeySource;
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
    if (name === '')
      throw new UserError(`${option} '${text}' lacks a column. Choose from ${KEY_NAMES.join(', ')}.`);
    const key = findKey(name);
    if (!key) throw new UserError(`${option} ${name} is no column. Choose from ${KEY_NAMES.join(', ')}.`);
    return key;
  });
}

function findKey(name: string): Key | undefined {
  const key = (expression: string, of: KeySource): Key => ({
    name,
    expression,
    of,
    isTime: Object.hasOwn(TIME_KEYS, name),
    needsText: Object.hasOwn(TEXT_KEYS, name),
  });
  const other = Object.hasOwn(OTHER_KEYS, name) ? OTHER_KEYS[name] : undefined;
  if (other) return key(other.expression, other.of);
  if (Object.hasOwn(TIME_KEYS, name)) return key(TIME_KEYS[name] ?? '', 'minute');
  if (Object.hasOwn(TEXT_KEYS, name)) return key(TEXT_KEYS[name] ?? '', 'seq');
  return isOopsColumn(name) ? key(name, name) : undefined;
}

function isOopsColumn(name: string): name is OopsColumn {
  return Object.hasOwn(VIEWS.oops.columns, name);
}
