import { compileTemplate } from '../../reports/layout/templates.js';
import { plural, toLine } from '../../reports/layout/text.js';
import { VERDICT_WORDS } from '../../reports/outage/words.js';
import type { OutageRegister, RegisteredOutage } from '../../reports/register/register.js';
import type { DetectedStorm } from '../../reports/window-check/detected-storm.js';
import { listWords } from '../../text/list-words.js';
import { formatInstant } from '../../time/instant.js';
import { ADDRESSES, inFormat, withQuery } from '../addresses.js';

/** What `templates/pages/feed.atom.hbs` shows: RFC 4287. Each text is one harmless line, not yet escaped. */
interface FeedView {
  readonly title: string;
  /** The path of its page: what names it for ever, wherever the site is served. */
  readonly path: string;
  /** Where its page is, with its host. */
  readonly href: string;
  /** Where the feed is, with its host. */
  readonly self: string;
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
}

interface FeedEntry {
  /** Stays the same for ever, wherever the site is served. */
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly updated: string;
  readonly summary: string;
}

/** How many entries a feed has: readers ask often, and have the others already. */
const ENTRIES = 50;

/**
 * The feed of outages: an entry changes when its verdict does.
 *
 * @param site where people reach the site, such as `https://oops.example.com`
 */
export function renderOutageFeed({ outages }: OutageRegister, site: string): string {
  return renderFeed('Outages', ADDRESSES.outages, outages.slice(0, ENTRIES).map(outageEntry), site);
}

/**
 * The feed of storms that no window covers, the newest first.
 *
 * @param storms by start
 */
export function renderStormFeed(storms: readonly DetectedStorm[], site: string): string {
  const entries = storms.toReversed().slice(0, ENTRIES).map(stormEntry);
  return renderFeed('Storms that nobody wrote down', ADDRESSES.storms, entries, site);
}

function outageEntry({
  outage,
  title,
  start,
  end,
  verdict,
  notAsExpected,
  stormSize,
}: RegisteredOutage): FeedEntry {
  const name = title === null ? outage : `${outage}: ${title}`;
  const blamed = notAsExpected.length === 0 ? '' : `: ${listWords(notAsExpected, 'and')}`;
  return {
    id: `urn:oops-report:outage:${encodeURIComponent(outage.toWellFormed())}`,
    title: toLine(`${name} (${end === null ? 'ongoing' : VERDICT_WORDS[verdict]})`),
    href: ADDRESSES.outage(outage),
    updated: end ?? start,
    summary: toLine(
      `${VERDICT_WORDS[verdict]}${blamed}. ${plural(stormSize, 'OOPS', 'OOPSes')} in its windows.`,
    ),
  };
}

function stormEntry({ start, end, systems, count }: DetectedStorm): FeedEntry {
  return {
    id: `urn:oops-report:storm:${start}`,
    title: toLine(`${plural(count, 'outage failure')} of ${listWords(systems, 'and')}, and no window`),
    href: withQuery(ADDRESSES.storms, { from: start, to: formatInstant(Date.parse(start) + 1) }),
    updated: end,
    summary: toLine(`From ${start} to ${end}. If it was an outage, record its window.`),
  };
}

function renderFeed(title: string, path: string, entries: readonly FeedEntry[], site: string): string {
  return compileTemplate<FeedView>(
    'pages/feed',
    'atom',
  )({
    title,
    path,
    href: `${site}${path}`,
    self: `${site}${inFormat(path, 'atom')}`,
    updated: entries.reduce((last, entry) => (entry.updated > last ? entry.updated : last), EPOCH),
    entries: entries.map((entry) => ({ ...entry, href: `${site}${entry.href}` })),
  });
}

/** When a feed without entries was updated last: RFC 4287 wants a time. */
const EPOCH = '1970-01-01T00:00:00.000Z';
