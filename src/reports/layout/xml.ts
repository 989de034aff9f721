/** What XML 1.0 cannot hold, not even escaped (section 2.2): most controls, halves of characters, two non-characters. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Makes any text fit for an element or a quoted attribute of XML, SVG and HTML. What XML cannot hold is shown as an
 * escape: a report quotes what strangers wrote.
 *
 * @example
 * escapeXml('<b>&\u0000'); // '&lt;b&gt;&amp;\\x00'
 */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
