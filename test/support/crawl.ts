import type { Answered, ServedSite } from './site.js';

/** A page that a crawl has seen. */
export interface CrawledPage extends Answered {
  readonly address: string;
}

/** How many addresses of one kind are followed: those of single OOPSes are thousands. */
const OF_ONE_KIND = 12;

/**
 * Follows every link within a site from some addresses on, of each kind of address the first few. Of each page that is answered with
 * HTML the links are followed, redirects are too.
 */
export async function crawl(site: ServedSite, from: readonly string[]): Promise<CrawledPage[]> {
  const pages: CrawledPage[] = [];
  const seen = new Set(from);
  const kinds = new Map<string, number>();
  const waiting = [...from];
  const follow = (address: string) => {
    const path = address.replace(/#.*$/, '');
    if (path === '' || seen.has(path)) return;
    seen.add(path);
    const kind = kindOf(path);
    const count = kinds.get(kind) ?? 0;
    kinds.set(kind, count + 1);
    if (count < OF_ONE_KIND) waiting.push(path);
  };
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const answered = await site.ask(address);
    pages.push({ address, ...answered });
    if (answered.headers.location !== undefined) follow(answered.headers.location);
    if (answered.headers['content-type']?.startsWith('text/html')) linksOf(answered.body).forEach(follow);
  }
  return pages;
}

/** The links of a page that stay on the site, as they are asked for. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/\shref="([^"]*)"/g)]
    .map(([, href = '']) => readEntities(href))
    .filter((href) => href.startsWith('/') || href.startsWith('?'));
}

/** A text that stands in HTML as what it stands for. */
export function readEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The same for addresses that lead to pages of the same kind: what is named in them is left out. */
function kindOf(path: string): string {
  const [, first = '', ...rest] = path.replace(/\?.*$/, '').split('/');
  const format = /\.[a-z]+$/.exec(path.replace(/\?.*$/, ''))?.[0] ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}/.test(first);
  return `${isDay ? 'day' : first} ${rest.length} ${format} ${path.includes('?') ? 'asked' : ''}`;
}

/** Of pages of one kind the first that is one to look at. */
export function firstOfEachKind(pages: readonly CrawledPage[]): string[] {
  const first = new Map<string, string>();
  for (const { address, headers } of pages) {
    if (!headers['content-type']?.startsWith('text/html')) continue;
    if (!first.has(kindOf(address))) first.set(kindOf(address), address);
  }
  return [...first.values()];
}
