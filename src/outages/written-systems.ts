import { ALL_SYSTEMS } from './window.js';

/**
 * The names in a list of systems, which spaces, semicolons or commas separate.
 *
 * @example
 * splitSystems('api, web;blog'); // ['api', 'web', 'blog']
 */
export function splitSystems(text: string): string[] {
  return text.split(/[\s;,]+/).filter((name) => name !== '');
}

/**
 * The names in a list of systems that was typed, where `all` is `*` unless a system has that name.
 *
 * @param knownSystems the systems of the config; null when it lists none
 */
export function splitTypedSystems(text: string, knownSystems: ReadonlySet<string> | null): string[] {
  const isName = [...(knownSystems ?? [])].some((name) => isAll(name));
  return splitSystems(text).map((name) => (isAll(name) && !isName ? ALL_SYSTEMS : name));
}

function isAll(name: string): boolean {
  return name.toUpperCase() === 'ALL';
}
