import { toLine } from '../text-layout.js';

/**
 * Makes any text a piece of a Markdown paragraph or table cell that shows as it is written: no link, no markup, and
 * nobody is notified, for an issue tracker makes a mention of an `@` even where it is escaped.
 *
 * @example
 * escapeMarkdown('[a](b) | @ann'); // '\\[a\\](b) \\| @\u200bann'
 */
export function escapeMarkdown(text: string): string {
  return toLine(text)
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/\b(https?|ftp):\/\//gi, '$1:\u200b//')
    .replace(/\bwww\./gi, 'www\u200b.')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=]/, '\\$&');
}

/**
 * Makes any text a code span, in which Markdown acts on nothing but back quotes: the fence is longer than any run of
 * them. Not for tables, whose cells end at a `|` even there.
 *
 * @example
 * codeSpan('a`b'); // '``a`b``'
 */
export function codeSpan(text: string): string {
  const line = toLine(text);
  if (line === '') return '';
  const longest = [...line.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + gap + line + gap + fence;
}

/** A block of code, whatever back quotes its lines have. */
export function codeBlock(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
