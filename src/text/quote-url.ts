const utf8 = new TextEncoder();

/**
 * A URL in ASCII, for display: the UTF-8 bytes of every other character percent-quoted. What is quoted already stays
 * as it is.
 *
 * @example
 * quoteUrl('https://launchpad.net/~jos\u00e9'); // 'https://launchpad.net/~jos%C3%A9'
 */
export function quoteUrl(url: string): string {
  return url.replace(/[\u0080-\uffff]+/g, (text) => Array.from(utf8.encode(text), quoteByte).join(''));
}

/**
 * A name as a part of a path. Lone halves of characters, which no address can have, are shown as such; a dot that could be taken for
 * that of a format, or for another folder, is quoted too.
 *
 * @example
 * pathSegment('OOPS-1/a b'); // 'OOPS-1%2Fa%20b'
 * pathSegment('report.json'); // 'report%2Ejson'
 */
export function pathSegment(name: string): string {
  const written = encodeURIComponent(name.toWellFormed());
  return written.replace(/^\.+$/, (dots) => '%2E'.repeat(dots.length)).replace(/\.(?=[a-z]+$)/, '%2E');
}

function quoteByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase()}`;
}
