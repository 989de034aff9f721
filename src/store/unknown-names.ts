import type { Filter, FilterName } from '../query/filters.js';
import type { Db } from './open-database.js';
import { listReporters } from './reporter-store.js';
import { listWindows } from './window-store.js';

/** How many of the known names are told. */
const TOLD = 12;

/** The filters whose names are few enough to be known, and what is known. */
const KNOWN: Readonly<Partial<Record<FilterName, (db: Db) => string[]>>> = {
  system: (db) =>
    listReporters(db)
      .map(({ system }) => system)
      .sort(),
  reporter: (db) => listReporters(db).map(({ name }) => name),
  // The latest first.
  outage: (db) => ['any', 'none', ...listWindows(db).map(({ outage }) => outage)].reverse(),
};

/**
 * What the filters name that the database has never heard of, a sentence each: most likely a slip of the pen, which an
 * empty answer would hide.
 */
export function describeUnknownNames(db: Db, filters: readonly Filter[]): string[] {
  return filters.flatMap(({ name, values, negated }) => {
    const names = [...new Set(KNOWN[name]?.(db) ?? [])];
    const known = new Set(names.map((one) => one.toUpperCase()));
    return values
      .filter((value) => KNOWN[name] && !/^$|\*/.test(value) && !known.has(value.toUpperCase()))
      .map((value) => `--${negated ? 'not-' : ''}${name} ${value} is not known here. ${listSome(names)}`);
  });
}

function listSome(names: readonly string[]): string {
  if (names.length === 0) return 'None is.';
  return `Known are ${names.slice(0, TOLD).join(', ')}${names.length > TOLD ? ' and others' : ''}.`;
}
