/** A hash, an id of Ubuntu One, an old id: see parseOopsId. Prefixes are bounded so that no text takes long. */
const OOPS_ID =
  /\bOOPS-(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|\d{0,6}[a-z][a-z0-9_.-]{0,40}?Z[0-9a-z]{32}\d{0,20}|\d{0,6}[a-z]{1,40}(?:\d{1,9}[a-z]{1,40})?\d{1,20})(?![0-9a-z])/gi;
/** `bug 123`, `bugs #123`, `LP: #123`, `LP #123`, and the addresses of a bug in Launchpad. */
const BUG = /(?:\bbugs?[ \t]*#?|\bLP:?[ \t]*#|\/\+bug\/|\bbugs\.launchpad\.net\/bugs\/)[ \t]*(\d{1,8})\b/gi;

/**
 * Returns the OOPS ids that a text names, as they are written, each once, in order of appearance.
 *
 * @example
 * findOopsIds('see OOPS-2077A101, and again oops-2077a101.'); // ['OOPS-2077A101']
 */
export function findOopsIds(text: string): string[] {
  const found = new Map<string, string>();
  for (const [id] of text.matchAll(OOPS_ID)) {
    if (!found.has(id.toUpperCase())) found.set(id.toUpperCase(), id);
  }
  return [...found.values()];
}

/**
 * Returns the numbers of the bugs that a text names, each once, in order of appearance.
 *
 * @example
 * findBugReferences('LP: #403281, bug 5 and https://bugs.launchpad.net/soyuz/+bug/7'); // [403281, 5, 7]
 */
export function findBugReferences(text: string): number[] {
  return [...new Set([...text.matchAll(BUG)].map(([, number]) => Number(number)))];
}
