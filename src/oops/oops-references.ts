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

/** `oops-` and what can stand in an id, bounded, and hashes without it. */
const REFERENCE =
  /oops-\w[\w.-]{0,200}|(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-f])/gi;

/**
 * Returns all that can be an id of an OOPS in a text, wherever it stands: for who must not miss any, and takes more than there is.
 * What a dot, dash or underscore ends may be the end of the id or not: both are given.
 *
 * @example
 * findReferences('https://oops.example.com/oops-2077A101.html'); // ['oops-2077A101', 'oops-2077A101.html']
 */
export function findReferences(text: string): string[] {
  const found = new Set<string>();
  for (const [whole] of text.matchAll(REFERENCE)) {
    found.add(whole);
    for (const { index } of whole.matchAll(/[._-]+/g)) {
      if (index > 'oops'.length) found.add(whole.slice(0, index));
    }
  }
  return [...found].sort();
}
