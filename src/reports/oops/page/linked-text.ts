import { webAddress } from '../../layout/links.js';
import { shownLine } from './shown-text.js';

/** A part of a text, and where it leads; null: nowhere. The text is harmless. */
export interface LinkedText {
  readonly text: string;
  readonly href: string | null;
}

/** A fact with its label: `templates/partials/linked-facts.html.hbs`. */
export interface LinkedFact {
  readonly label: string;
  readonly parts: readonly LinkedText[];
}

/** Our own words. */
export function plain(text: string): LinkedText {
  return { text, href: null };
}

/** What strangers wrote, cut where it is very long. */
export function quoted(text: string, href: string | null = null): LinkedText {
  return { text: shownLine(text), href };
}

/** An address that strangers wrote, which leads there only where it is one of the web. */
export function quotedAddress(text: string): LinkedText {
  return quoted(text, webAddress(text));
}

/** A fact, or nothing where it is unknown. */
export function factOf(
  label: string,
  known: string | null,
  parts: (text: string) => readonly LinkedText[] = (text) => [quoted(text)],
): LinkedFact[] {
  return known === null || known === '' ? [] : [{ label, parts: parts(known) }];
}
