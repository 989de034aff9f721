import { toLine } from './text.js';

/**
 * Makes any text a piece of a Markdown paragraph or table cell that shows as it is written: no link, no markup, no
 * formula, and nobody is notified, for an issue tracker makes a mention of an `@`, and a link of an address, even where
 * they are escaped: a space without width keeps them apart.
 *
 * @example
 * escapeMarkdown('[a](b) | @ann'); // '\\[a\\](b) \\| @\u200bann'
 */
export function escapeMarkdown(text: string): string {
  return toLine(text)
    .replace(/[\\`*_{}[\]<>#|~&$]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/#(?=\d)/g, '#\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/(www)\./gi, '$1\u200b.')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=]/, '\\$&');
}

/**
 * Makes any text a code span, in which Markdown acts on nothing but back quotes: the fence is longer than any run of
 * them. Nothing for an empty text, which Markdown cannot show as code. Not for tables: see `codeCell`.
 *
 * @example
 * codeSpan('a`b'); // '``a`b``'
 */
export function codeSpan(text: string): string {
  const line = toLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + gap + line + gap + fence;
}

/** Any text as a cell's code span: in a table a bar ends the cell even within code. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

/** A block of code, whatever back quotes its lines have. */
export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(2, longestRun(text)) + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** A link to an address that is safe to link, or code where there is none; `text` is plain. */
export function linkMarkdown(text: string, href: string | null): string {
  if (href === null) return codeSpan(text);
  return `[${escapeMarkdown(text)}](<${href.replace(/[<>|\\\s]/g, encodeURIComponent)}>)`;
}

/** The longest run of back quotes in a text. */
function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
}
