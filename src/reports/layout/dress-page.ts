import type { PageFrame } from './frame.js';
import { imprintText } from './imprint.js';
import type { Look } from './outputs.js';
import { pageStyle, siteStyle } from './templates.js';

/** What every page of HTML wears: see `templates/partials/head.html.hbs` and `foot.html.hbs`. */
export interface PageDress {
  /** Markup. */
  readonly style: string;
  readonly imprint: string;
  /** Null where it is a file. */
  readonly frame: PageFrame | null;
}

/** Dresses a page: as a file, or as a page of a site where it has a frame. */
export function dressPage({ imprint, frame }: Pick<Look, 'imprint' | 'frame'>): PageDress {
  return { style: frame ? siteStyle() : pageStyle(), imprint: imprintText(imprint), frame: frame ?? null };
}
