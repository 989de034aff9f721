import { suggestNames } from '../../../text/nearest-names.js';
import { UserError } from '../../../user-error.js';
import { WINDOW_COLUMNS } from '../text.js';

/** What a map can say: where each column of a window lies, and where the list of windows does. */
export const MAPPED_COLUMNS = [...WINDOW_COLUMNS, 'rows'] as const;
export type MappedColumn = (typeof MAPPED_COLUMNS)[number];

/**
 * For each column of a window, the dotted path of the key that holds it; `rows` is that of the list of windows. `phase`
 * and `kind` can also be a word that they take, such as `planned`, and `systems` can be `*`.
 */
export type WindowColumnMap = Readonly<Partial<Record<MappedColumn, string>>>;

/**
 * Reads the option that names columns. Throws a UserError when it is written in another way or names no column.
 *
 * @example
 * readWindowColumns('outage=id,start=begin.at'); // { outage: 'id', start: 'begin.at' }
 */
export function readWindowColumns(text: string): WindowColumnMap {
  const pairs = text.split(',').map((pair): [MappedColumn, string] => {
    const [, name, path] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (!name || !path) {
      throw new UserError(`--columns ${text}: write COLUMN=KEY, such as outage=id,start=begin.at.`);
    }
    const column = MAPPED_COLUMNS.find((known) => known === name.toLowerCase());
    if (column) return [column, path];
    const advice = suggestNames(name, MAPPED_COLUMNS, `Choose ${MAPPED_COLUMNS.join(', ')}.`);
    throw new UserError(`--columns ${text}: ${name} is no column of a window. ${advice}`);
  });
  return Object.fromEntries(pairs);
}
