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

function quoteByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase()}`;
}
