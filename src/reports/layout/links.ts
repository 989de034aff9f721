import { pathSegment } from '../../text/quote-url.js';

/** Where the names in a report lead to; `{id}` stands for the id. */
export interface ReportLinks {
  readonly bugUrl: string;
  /** The page of an OOPS; null when there is none, and ids are plain text. */
  readonly oopsUrl: string | null;
}

/** The page of an OOPS, or null when there is none. */
export function oopsLink({ oopsUrl }: Pick<ReportLinks, 'oopsUrl'>, oopsId: string): string | null {
  return oopsUrl === null ? null : oopsUrl.replaceAll('{id}', pathSegment(oopsId));
}

/** The page of a bug. */
export function bugLink({ bugUrl }: Pick<ReportLinks, 'bugUrl'>, bug: number): string {
  return bugUrl.replaceAll('{id}', String(bug));
}

/**
 * The address that a text may be linked to, or null when it is none of the web: reports quote what strangers wrote, and
 * `javascript:` is an address too.
 */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}

/** A link of the bar that leads to the sections of a page (`templates/partials/nav.html.hbs`). */
export interface SectionLink {
  /** Of the section's heading. */
  readonly id: string;
  readonly title: string;
  /** How many it lists; empty where that says nothing. */
  readonly count: string;
}
