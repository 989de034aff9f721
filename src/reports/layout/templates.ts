import { readFileSync } from 'node:fs';
import { showUnprintable } from '../../text/printable.js';
import { paintHeadings, paletteOf, showBetweenColours } from './colour.js';
import { loadTemplate, type TemplateFormat } from './template-source.js';

const FOLDER = new URL('../../../templates/', import.meta.url);

/** What unprintable characters the templates of a format write themselves. */
const WRITES: Readonly<Record<TemplateFormat, string>> = {
  html: '\n',
  atom: '\n',
  text: '\n',
  markdown: '\n\u200b',
};

/** Lays out what a template shows; a text may have colours. */
export type Template<View> = (view: View, look?: { readonly colour?: boolean }) => string;

/**
 * Compiles `templates/NAME.FORMAT.hbs`. Whatever the view holds, nothing unprintable leaves the template, but for the colours
 * of a text that is to have them, and whose headings get theirs here.
 */
export function compileTemplate<View>(name: string, format: TemplateFormat): Template<View> {
  const render = loadTemplate<View>(name, format);
  const show = (text: string) => showUnprintable(text, WRITES[format]);
  return (view, look = {}) =>
    look.colour ? paintHeadings(showBetweenColours(render(view), show), paletteOf(look)) : show(render(view));
}

/** The style that every report carries within it: the page and what is written on it, and the pictures. */
export function pageStyle(): string {
  return ['partials/page.css', 'partials/charts.css'].map(readStyle).join('');
}

/** The same with what stands around it where it is a page of a site. */
export function siteStyle(): string {
  return pageStyle() + readStyle('partials/site.css');
}

function readStyle(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
