import { suggestNames } from '../text/nearest-names.js';
import { UserError } from '../user-error.js';
import { type OopsColumn, VIEWS } from './sql/views.js';

/** What OOPSes can be grouped by beside the columns of the view, UTC. Those of time are in the order of time. */
const TIME_KEYS: readonly string[] = ['minute', 'hour', 'day', 'month'];

/** Other keys beside the columns, and what decides each. */
const OTHER_KEYS: Readonly<Record<string, KeySource>> = {
  weekday: 'minute',
  signature: 'signature_id',
  user: 'username',
  revision: 'revno',
  suppressed: 'is_suppressed',
};

/** What only a full-text search tells. */
const TEXT_KEYS: readonly string[] = ['rank', 'snippet'];

/** What decides a key: where that is the same, so is the key. The minute is that of `time_ms`. */
export type KeySource = OopsColumn | 'minute';

/** A column of an answer. */
export interface Key {
  readonly name: string;
  readonly of: KeySource;
  /** It is a stretch of time. */
  readonly isTime: boolean;
  /** Only a full-text search tells it. */
  readonly needsText: boolean;
}

/** What can be grouped by. Beside them, `readKeys` knows what only a full-text search tells. */
export const KEY_NAMES: readonly string[] = [
  ...new Set([...TIME_KEYS, ...Object.keys(OTHER_KEYS), ...Object.keys(VIEWS.oops.columns)]),
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
    if (key) return key;
    const advice = suggestNames(name, KEY_NAMES, `Choose from ${KEY_NAMES.join(', ')}.`);
    throw new UserError(`${option} ${name} is no column. ${advice}`);
  });
}

function findKey(name: string): Key | undefined {
  const isTime = TIME_KEYS.includes(name);
  const needsText = TEXT_KEYS.includes(name);
  const of = sourceOf(name, isTime, needsText);
  return of && { name, of, isTime, needsText };
}

function sourceOf(name: string, isTime: boolean, needsText: boolean): KeySource | undefined {
  if (Object.hasOwn(OTHER_KEYS, name)) return OTHER_KEYS[name];
  if (isTime) return 'minute';
  if (needsText) return 'seq';
  return isOopsColumn(name) ? name : undefined;
}

function isOopsColumn(name: string): name is OopsColumn {
  return Object.hasOwn(VIEWS.oops.columns, name);
}
