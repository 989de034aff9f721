/** Whether a name has wildcards: `*` for any characters, `?` for one. */
export function isGlob(name: string): boolean {
  return name.includes('*') || name.includes('?');
}

/**
 * Whether a text matches a name with wildcards, as file names do. However many stars there are, no part of the text is
 * looked at again once a later star has been reached.
 *
 * @example
 * matchesGlob('Unicode*Error', 'UnicodeDecodeError'); // true
 * matchesGlob('lpnet?', 'lpnet12');                   // false
 */
export function matchesGlob(glob: string, text: string): boolean {
  let [place, at] = [0, 0];
  /** The last star seen, and where in the text what follows it is tried. */
  let [star, tried] = [-1, 0];
  while (at < text.length) {
    if (glob[place] === '*') {
      star = place;
      tried = at;
      place += 1;
    } else if (place < glob.length && (glob[place] === '?' || glob[place] === text[at])) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      tried += 1;
      at = tried;
      place = star + 1;
    } else return false;
  }
  while (glob[place] === '*') place += 1;
  return place === glob.length;
}

/**
 * The regular expression that finds what a name with wildcards matches, in the words of RE2.
 *
 * @example
 * globSource('Unicode*Error'); // '(?s)^Unicode.*Error$'
 */
export function globSource(glob: string): string {
  const parts = glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return `(?s)^${parts}$`;
}
