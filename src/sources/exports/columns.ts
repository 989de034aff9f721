import { COLUMN_KEYS, columnKeyOf, EXPORT_KEYS, isDerivedKey } from '../../oops/exported-report.js';
import { suggestNames } from '../../text/nearest-names.js';
import { UserError } from '../../user-error.js';

/** For a key of an OOPS, the name of the column that holds it. */
export type ColumnMap = Readonly<Record<string, string>>;

/** The key of each column, null where it is not used; or why the file cannot be read. */
export type CsvHeader =
  | { readonly fault: null; readonly keys: readonly (string | null)[]; readonly unused: readonly string[] }
  | { readonly fault: string };

/**
 * Reads the option that names columns: `time=timestamp,type=exception`. Throws a UserError when it is written in another
 * way or names no key of an OOPS.
 *
 * @example
 * readColumnMap('time=timestamp'); // { time: 'timestamp' }
 */
export function readColumnMap(text: string): ColumnMap {
  const pairs = text.split(',').map((pair): [string, string] => {
    const [, name, column] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (!name || !column)
      throw new UserError(`--columns ${text}: write KEY=COLUMN, such as time=timestamp,type=exception.`);
    const key = columnKeyOf(name);
    if (key === null) {
      const advice = suggestNames(name, COLUMN_KEYS, `Choose one of ${COLUMN_KEYS.join(', ')}.`);
      throw new UserError(`--columns ${text}: ${name} is no key of an OOPS. ${advice}`);
    }
    return [key, column];
  });
  return Object.fromEntries(pairs);
}

/** Finds the key of each column: the one that the map gives it, else the one of its own name, in any case. */
export function readCsvHeader(cells: readonly string[], columns: ColumnMap): CsvHeader {
  const names = cells.map((cell) => cell.trim());
  const mapped = Object.entries(columns);
  for (const [key, column] of mapped) {
    if (names.includes(column)) continue;
    return {
      fault: `has no column ${column} for ${key}: correct --columns; its columns are ${names.join(', ')}`,
    };
  }
  const keys = names.map((name) => {
    const given = mapped.find(([, column]) => column === name)?.[0];
    const own = keyOf(name);
    return given ?? (own !== null && Object.hasOwn(columns, own) ? null : own);
  });
  const twice = keys.find((key, index) => key !== null && keys.indexOf(key) !== index);
  if (twice !== undefined)
    return { fault: `has two columns for ${twice}: name the right one with --columns ${twice}=COLUMN` };
  if (!keys.includes('id'))
    return { fault: 'has no column id: name the one that holds it with --columns id=COLUMN' };
  return {
    fault: null,
    keys,
    unused: names.filter((name, index) => keys[index] === null && name !== '' && !isDerivedKey(name)),
  };
}

function keyOf(name: string): string | null {
  return EXPORT_KEYS.find((key) => key.toLowerCase() === name.toLowerCase()) ?? null;
}
