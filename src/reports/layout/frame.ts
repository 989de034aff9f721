/** What stands around a report where it is a page of a site: where one can go from it. A file of a report has no frame. */
export interface PageFrame {
  /** The pages that every page leads to. */
  readonly places: readonly PlaceLink[];
  /** The page before and the one after, where pages have an order; null: there is none. */
  readonly before: PageLink | null;
  readonly after: PageLink | null;
  /** The same in other formats, and other pages of the same thing. */
  readonly beside: readonly PageLink[];
  /** What is wrong with the site itself, such as a config that cannot be read; null: nothing. */
  readonly trouble: string | null;
  /** The feed of the page; null: it has none. */
  readonly feed: PageLink | null;
  /** By what and from what it was made, and until when that is known. */
  readonly foot: string;
}

/** A link to a page. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** A link to one of the places of a site. */
export interface PlaceLink extends PageLink {
  /** The page is one of that place. */
  readonly isHere: boolean;
}

/**
 * The pages that the names in a report lead to. A file of a report has none. Each gives an address, percent-encoded.
 */
export interface NamedPages {
  outage(id: string): string;
  /** What an outage's report says of a system, in full. */
  explanation(outage: string, system: string): string;
  system(name: string): string;
  signature(signature: { readonly type: string; readonly value: string }): string;
}
