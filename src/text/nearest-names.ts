import { listWords } from './list-words.js';

/** So many names are near enough to be told. */
const MOST_NAMES = 3;

/** So many letters within a name are a part of it, and no chance. */
const LEAST_PART = 4;

/**
 * The names that somebody may have meant: those that begin with what was typed; else those that hold it; else those that
 * need the fewest letters changed. None where nothing is like it. Upper and lower case are the same.
 *
 * @example
 * nearestNames('appserver', ['blog', 'appservers', 'edge']); // ['appservers']
 */
export function nearestNames(typed: string, names: Iterable<string>): string[] {
  const wanted = typed.toUpperCase();
  const near = [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(wanted, name.toUpperCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.min(wanted.length, name.length) / 2));
  const least = near.reduce((nearest, { distance }) => Math.min(nearest, distance), Number.POSITIVE_INFINITY);
  return near
    .filter(({ distance }) => distance === least)
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : 1))
    .slice(0, MOST_NAMES);
}

/**
 * What to do about a name that is not known: a question for the nearest ones, or what is said where none is near.
 *
 * @example
 * suggestNames('topc', ['topic', 'url'], 'Choose topic or url.'); // 'Did you mean topic?'
 */
export function suggestNames(typed: string, names: Iterable<string>, otherwise: string): string {
  const nearest = nearestNames(typed, names);
  return nearest.length === 0 ? otherwise : `Did you mean ${listWords(nearest, 'or')}?`;
}

function distanceOf(typed: string, name: string): number {
  if (typed !== '' && name.startsWith(typed)) return 0;
  return typed.length >= LEAST_PART && name.includes(typed) ? 0.5 : lettersChanged(typed, name);
}

/** How many letters must be put in, left out, replaced or swapped with the next to make one text of the other. */
function lettersChanged(from: string, to: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let place = 1; place <= from.length; place += 1) {
    const next = [place];
    for (let other = 1; other <= to.length; other += 1) {
      const replaced = (row[other - 1] ?? 0) + (from[place - 1] === to[other - 1] ? 0 : 1);
      const isSwapped = from[place - 1] === to[other - 2] && from[place - 2] === to[other - 1];
      const swapped = isSwapped ? (before[other - 2] ?? replaced) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
