import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { cutLine, plural, toLine } from '../layout/text.js';
import type { AnswerPages } from '../question/answer-table.js';
import { readSearchedWords } from './read-words.js';
import type { FoundSignature, SearchReport } from './search.js';

/** Where a search leads on to. */
export interface SearchPages extends AnswerPages {
  /** All OOPSes that have the words. */
  readonly all: string;
  /** All of their signatures. */
  readonly groups: string;
  /** What may help where nothing was found. */
  readonly advice: readonly PageLink[];
}

/** What `templates/pages/search.html.hbs` shows: texts, each one harmless line. */
interface SearchPage extends PageDress {
  readonly heading: string;
  readonly words: string;
  readonly remark: string | null;
  readonly summary: string;
  readonly all: string;
  readonly groups: string | null;
  readonly signatures: readonly SignatureRow[];
  readonly oopses: readonly OopsRow[];
  readonly named: readonly {
    readonly title: string;
    readonly links: readonly (PageLink & { about: string })[];
  }[];
  readonly advice: readonly PageLink[];
}

interface SignatureRow extends PageLink {
  readonly count: string;
  readonly last: string;
}

interface OopsRow extends PageLink {
  readonly when: string;
  readonly about: string;
  readonly parts: readonly SnippetPart[];
}

/** A stretch of a snippet. */
interface SnippetPart {
  readonly text: string;
  readonly isMatch: boolean;
}

const LONGEST = 300;

let template: ((page: SearchPage) => string) | undefined;

/** Lays out what was found: signatures first, which say what there is, then the OOPSes that match best, then names. */
export function renderSearchHtml(
  report: SearchReport,
  pages: SearchPages,
  look: Pick<Look, 'imprint' | 'frame'>,
): string {
  template ??= compileTemplate<SearchPage>('pages/search', 'html');
  const { words, readLiterally, count, signatures, signatureCount, oopses } = report;
  const named = nameThings(report, pages);
  const found = count > 0 || named.length > 0;
  return template({
    ...dressPage(look),
    heading: words === '' ? 'Search' : `Search: ${short(words)}`,
    words: toLine(words),
    remark:
      words !== '' && readLiterally !== null ? `Looked for as it stands: ${toLine(readLiterally)}` : null,
    summary: summarise(report, found),
    all: pages.all,
    groups: signatureCount > signatures.length ? pages.groups : null,
    signatures: signatures.map((signature) => rowOf(signature, pages)),
    oopses: oopses.map(({ id, time, system, type, snippet }) => ({
      ...{ href: pages.oops(id), text: short(id), when: timeText(time) },
      about: short([type, system].filter(Boolean).join(', ')),
      parts: partsOf(snippet, words),
    })),
    named,
    advice: found ? [] : pages.advice.map(({ href, text }) => ({ href, text: toLine(text) })),
  });
}

function summarise({ words, count, signatureCount }: SearchReport, found: boolean): string {
  if (words === '') {
    return 'An OOPS id in any spelling, an outage, a day or a system leads to its page; other words are looked for in types, values, topics, URLs, users and tracebacks.';
  }
  if (count > 0)
    return `${plural(count, 'OOPS has', 'OOPSes have')} it, of ${plural(signatureCount, 'signature')}.`;
  return found
    ? 'No OOPS has it in its texts.'
    : 'Nothing was found: no OOPS has it in its texts, and nothing is called so.';
}

function rowOf({ type, value, count, lastTime }: FoundSignature, pages: AnswerPages): SignatureRow {
  return {
    href: pages.signature({ type: type ?? '', value }),
    text: short(`${type ?? 'no type'}: ${value}`),
    count: String(count),
    last: lastTime === null ? '' : timeText(lastTime),
  };
}

function nameThings({ named }: SearchReport, pages: AnswerPages): SearchPage['named'] {
  const { outages, systems, types, signatures } = named;
  return [
    {
      title: 'Outages',
      links: outages.map(({ id, title }) => ({
        href: pages.outage(id),
        text: short(id),
        about: short(title ?? ''),
      })),
    },
    {
      title: 'Systems',
      links: systems.map((name) => ({ href: pages.system(name), text: short(name), about: '' })),
    },
    {
      title: 'Exception types',
      links: types.map(({ type, count }) => ({
        ...{ href: pages.type(type), text: short(type) },
        about: plural(count, 'OOPS', 'OOPSes'),
      })),
    },
    {
      title: 'Other signatures',
      links: signatures.map((signature) => {
        const { count, last, ...link } = rowOf(signature, pages);
        return { ...link, about: `${plural(Number(count), 'OOPS', 'OOPSes')}, the last at ${last} UTC` };
      }),
    },
  ].filter(({ links }) => links.length > 0);
}

/**
 * A snippet with what was looked for apart. It stands in brackets; what stands in brackets by itself is no match.
 *
 * @example
 * partsOf('value: [Store] left [sic]', 'store');
 * // [{ text: 'value: ', isMatch: false }, { text: 'Store', isMatch: true }, { text: ' left [sic]', isMatch: false }]
 */
export function partsOf(snippet: string, words: string): SnippetPart[] {
  const wanted = readSearchedWords(words).words.map((word) => word.toLowerCase());
  const parts: SnippetPart[] = [];
  for (const text of cutLine(toLine(snippet), 3 * LONGEST).split(/(\[[^[\]]*\])/)) {
    const inner = text.slice(1, -1).toLowerCase();
    const isMatch = text.startsWith('[') && text.endsWith(']') && wanted.some((word) => inner.includes(word));
    const last = parts.at(-1);
    if (text === '') continue;
    if (!isMatch && last && !last.isMatch) parts.splice(-1, 1, { text: last.text + text, isMatch: false });
    else parts.push({ text: isMatch ? text.slice(1, -1) : text, isMatch });
  }
  return parts;
}

function short(text: string): string {
  return cutLine(toLine(text.slice(0, 4 * LONGEST)), LONGEST);
}

/** `2011-09-08 08:53:05`. */
function timeText(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}
