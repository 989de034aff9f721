import type { NamedPages, PageFrame, PageLink } from '../reports/layout/frame.js';
import { type Look, PLAIN_LOOK } from '../reports/layout/outputs.js';
import { toLine } from '../reports/layout/text.js';
import { formatInstant } from '../time/instant.js';
import { ADDRESSES, inFormat, OOPS_URL } from './addresses.js';
import type { PageContext, PageFormat } from './page.js';

/** The places that every page leads to. */
const PLACES = {
  home: ['Home', ADDRESSES.home],
  days: ['Yesterday', '/yesterday'],
  outages: ['Outages', ADDRESSES.outages],
  windows: ['Window log', ADDRESSES.windows],
  signatures: ['Signatures', ADDRESSES.signatures],
  systems: ['Systems', ADDRESSES.systems],
  query: ['Query', ADDRESSES.query],
  status: ['Status', ADDRESSES.status],
  glossary: ['Glossary', ADDRESSES.glossary],
} as const;

export type Place = keyof typeof PLACES;

/** What is particular to a page of what stands around it. */
export interface Surroundings {
  /** Its own address, as it is written; null where it has none. */
  readonly address: string | null;
  /** The place that it is of; null: none. */
  readonly place: Place | null;
  /** The formats that it also has. */
  readonly formats?: readonly Exclude<PageFormat, 'html'>[];
  readonly before?: PageLink | null;
  readonly after?: PageLink | null;
  /** Other pages of the same thing. */
  readonly beside?: readonly PageLink[];
  /** The title of a feed, and the page that it is of. */
  readonly feed?: { readonly title: string; readonly of: string };
}

const FORMAT_NAMES = { json: 'JSON', csv: 'CSV', ndjson: 'NDJSON', atom: 'Atom feed' } as const;

/** How a report looks as a page, and what stands around it. */
export async function frameReport(
  context: PageContext,
  surroundings: Surroundings,
): Promise<Look & { readonly frame: PageFrame; readonly pages: NamedPages; readonly timezone: string }> {
  return {
    ...PLAIN_LOOK,
    bugUrl: context.config.bugUrl,
    oopsUrl: OOPS_URL,
    pages: ADDRESSES,
    timezone: context.config.timezone,
    frame: await framePage(context, surroundings),
  };
}

/** What stands around a page. */
async function framePage(context: PageContext, surroundings: Surroundings): Promise<PageFrame> {
  const { address, place, formats = [], before = null, after = null, beside = [], feed } = surroundings;
  const { site, trouble } = context;
  const { observedUntil } = await context.reportContext();
  const known =
    observedUntil > 0
      ? `read until ${formatInstant(observedUntil).slice(0, 19).replace('T', ' ')} UTC`
      : 'nothing has been read in full yet';
  return {
    places: Object.entries(PLACES).map(([name, [text, href]]) => ({ text, href, isHere: name === place })),
    before,
    after,
    beside: [
      ...beside,
      ...formats.flatMap((format) =>
        address === null ? [] : [{ href: inFormat(address, format), text: FORMAT_NAMES[format] }],
      ),
    ],
    trouble: trouble === null ? null : toLine(trouble),
    feed: feed ? { href: inFormat(feed.of, 'atom'), text: feed.title } : null,
    foot: toLine(`oops-report ${site.version}, ${site.database}, ${known}`),
  };
}
