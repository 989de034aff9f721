/**
 * A copy with characters of its own: a piece of a report would keep the whole report in memory. Halves of surrogate
 * pairs become U+FFFD, for what is stored must be UTF-8.
 */
export function detach(text: string): string {
  return Buffer.from(text).toString();
}
