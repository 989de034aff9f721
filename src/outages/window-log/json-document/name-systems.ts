import { ALL_SYSTEMS } from '../../window.js';
import type { WindowFileOptions } from '../window-log-format.js';
import { ItemFault } from './fields.js';

/** The systems that names written for people mean, and the names that mean none. */
export interface NamedSystems {
  readonly systems: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * Finds the systems of things that were named for people, such as the components of a status page: those of the config that
 * are spelled alike, else the names themselves, blanks as hyphens. Without a name it is every system, or those of the
 * options. Throws an ItemFault when the config knows none of the names, and the options name no systems.
 *
 * @param kind what is named: `component`
 * @example
 * systemsOfNames(['Git Operations'], 'component', { knownSystems: null }).systems; // ['git-operations']
 */
export function systemsOfNames(
  names: readonly string[],
  kind: string,
  { knownSystems, systems }: Pick<WindowFileOptions, 'knownSystems' | 'systems'>,
): NamedSystems {
  if (names.length === 0) return { systems: systems ?? [ALL_SYSTEMS], unknown: [] };
  const known = knownSystems && [...knownSystems];
  const found = names.map((name) => ({ name, system: known ? findKnown(name, known) : spell(name) }));
  const named = found.flatMap(({ system }) => system || []);
  const unknown = found.filter(({ system }) => !system).map(({ name }) => name);
  if (named.length > 0) return { systems: named, unknown };
  if (systems) return { systems, unknown: [] };
  const list = unknown.map((name) => JSON.stringify(name)).join(', ');
  const has = known ? `, which has: ${known.join(', ')}` : '';
  throw new ItemFault(
    `no ${kind} is a system: ${list}. Add one to systems in the config${has}; or say with --systems which are meant.`,
  );
}

/** The remark on names that mean no system, beside others that do; none where all do. */
export function remarkOnUnknown({ unknown }: NamedSystems, kind: string): string[] {
  return unknown.map(
    (name) => `${kind} ${JSON.stringify(name)} is no system of the config and was left out.`,
  );
}

/** The system of the config that is spelled like a name, or else nearly so. */
function findKnown(name: string, known: readonly string[]): string | undefined {
  const exact = known.find((system) => system.toUpperCase() === name.toUpperCase());
  return exact ?? known.find((system) => keyOf(system) !== '' && keyOf(system) === keyOf(name));
}

/** A name as a system can be called: as it is where it can be, else in small letters with hyphens. */
function spell(name: string): string {
  return /^[^\s;,*\p{Cc}]+$/u.test(name) ? name : keyOf(name);
}

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
