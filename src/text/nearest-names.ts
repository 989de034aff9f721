/** So many names are near enough to be told. */
const MOST_NAMES = 3;

/**
 * The names that somebody may have meant: those that begin with what was typed or need the fewest letters changed,
 * the nearest first. None where nothing is like it. Upper and lower case are the same.
 *
 * @example
 * nearestNames('appserver', ['blog', 'appservers', 'edge']); // ['appservers']
 */
export function nearestNames(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toUpperCase();
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toUpperCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.min(wanted.length, name.length) / 2))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(({ name }) => name);
}

function distanceOf(typed: string, name: string): number {
  return typed !== '' && name.startsWith(typed) ? 0 : lettersChanged(typed, name);
}

/** How many letters must be put in, left out or replaced to make one text of the other (Levenshtein). */
function lettersChanged(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let place = 1; place <= from.length; place += 1) {
    const next = [place];
    for (let other = 1; other <= to.length; other += 1) {
      const replaced = (row[other - 1] ?? 0) + (from[place - 1] === to[other - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
