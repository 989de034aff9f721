import { toLine } from './text-layout.js';

/**
 * Any text as a code span, in which nothing is a link, a mention, markup or HTML: its fence is longer than any run of
 * backticks in it. Nothing for an empty text, which Markdown cannot show as code.
 *
 * @example
 * toCode('[x](javascript:y)'); // '`[x](javascript:y)`'
 * toCode('a `b` c');           // '``a `b` c``'
 */
export function toCode(text: string): string {
  const line = toLine(text);
  if (line === '') return '';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Any text as a cell's code span: in a table a bar ends the cell even within code. */
export function toCodeCell(text: string): string {
  return toCode(text).replaceAll('|', '\\|');
}

/** Words of ours that quote others, such as a title: every character that Markdown may act on is escaped. */
export function toWords(text: string): string {
  return toLine(text).replace(/[\\`*_{}[\]<>()#+!|~@&$]/g, '\\$&');
}

/** A link to an address that is safe to link; `text` is plain. */
export function toLink(text: string, href: string | null): string {
  return href === null
    ? toCode(text)
    : `[${toWords(text)}](<${href.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}
