import { ALL_SYSTEMS, PHASES } from '../../window.js';
import { splitSystems } from '../../written-systems.js';
import { ItemFault, timeText, titleOf } from '../json-document/fields.js';
import type { JsonObject } from '../json-document/json-document.js';
import { type NamedSystems, systemsOfNames } from '../json-document/name-systems.js';
import type { WindowColumn, WindowText } from '../text.js';
import type { WindowFileOptions } from '../window-log-format.js';
import type { WindowColumnMap } from './column-map.js';
import { valueAt } from './value-at.js';

/** The words that a map can say in place of a key: then every window has them. */
const WORDS: Readonly<Partial<Record<WindowColumn, readonly string[]>>> = {
  phase: PHASES,
  kind: ['actual', 'planned'],
};

/**
 * A dictionary of a list as a window that people wrote, by a map. Throws an ItemFault for what is no text.
 *
 * @param systems those that `systemsOfRow` found
 */
export function textOfRow(row: JsonObject, map: WindowColumnMap, systems: readonly string[]): WindowText {
  const at = (column: WindowColumn) => {
    const path = map[column];
    if (path === undefined) return undefined;
    return valueAt(row, path) ?? WORDS[column]?.find((word) => word === path);
  };
  const textAt = (column: WindowColumn) => textOf(at(column), column);
  const time = (column: WindowColumn) =>
    typeof at(column) === 'number' ? timeText(at(column)) : textAt(column);
  return {
    outage: textAt('outage'),
    phase: textAt('phase') || 'downtime',
    systems: systems.join(' '),
    start: time('start'),
    end: time('end'),
    title: titleOf(textAt('title')) ?? '',
    budget: typeof at('budget') === 'number' ? `${at('budget')}s` : textAt('budget'),
    kind: textAt('kind'),
  };
}

/**
 * The systems of a row: names in a list were written for people, those in a text as in CSV. Without a key for them it is
 * all; a row that has nothing there has those of the options, or none. Throws an ItemFault where the config knows none.
 */
export function systemsOfRow(
  row: JsonObject,
  { systems: path }: WindowColumnMap,
  options: Pick<WindowFileOptions, 'knownSystems' | 'systems'>,
): NamedSystems {
  if (path === undefined || path === ALL_SYSTEMS) return named(options.systems ?? [ALL_SYSTEMS]);
  const value = valueAt(row, path);
  const names = Array.isArray(value)
    ? value.map((name) => textOf(name, 'systems'))
    : splitSystems(textOf(value, 'systems'));
  const given = names.filter((name) => name.trim() !== '');
  if (given.length === 0) return named(options.systems ?? []);
  if (!Array.isArray(value) || given.every((name) => name === ALL_SYSTEMS)) return named(given);
  return systemsOfNames(given, SYSTEM, options);
}

/** What the elements of a list of systems are called in messages. */
export const SYSTEM = 'system';

function named(systems: readonly string[]): NamedSystems {
  return { systems: [...new Set(systems)], unknown: [] };
}

/** The text of a column; throws an ItemFault for what is none. */
function textOf(value: unknown, column: WindowColumn): string {
  const text = plainText(value);
  if (text !== null) return text;
  throw new ItemFault(`${column} is a list or a dictionary. Name a key within it, such as KEY.name.`);
}

/** A value as text, empty where there is none; null for a list or a dictionary. */
export function plainText(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? null : String(value);
}
