import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { showUnprintable } from '../../text/printable.js';
import { paintHeadings, paletteOf, showBetweenColours } from './colour.js';

const FOLDER = new URL('../../../templates/', import.meta.url);

/** Which formats escape what a template puts in, and what unprintable characters they write themselves. */
const FORMATS = {
  html: { isEscaped: true, writes: '\n' },
  atom: { isEscaped: true, writes: '\n' },
  text: { isEscaped: false, writes: '\n' },
  markdown: { isEscaped: false, writes: '\n\u200b' },
} as const;
type TemplateFormat = keyof typeof FORMATS;

/** Lays out what a template shows; a text may have colours. */
export type Template<View> = (view: View, look?: { readonly colour?: boolean }) => string;

/**
 * Compiles `templates/NAME.FORMAT.hbs`. A name that the view lacks is an error, not an empty place. HTML is escaped
 * here; text and Markdown are to come escaped in the view, for only it knows what stands where. Whatever the view holds,
 * nothing unprintable leaves the template, but for the colours of a text that is to have them, and whose headings get
 * theirs here.
 */
export function compileTemplate<View>(name: string, format: TemplateFormat): Template<View> {
  const source = readTemplate(`${name}.${format}.hbs`);
  const { isEscaped, writes } = FORMATS[format];
  const render = handlebars().compile<View>(source, { strict: true, noEscape: !isEscaped });
  const show = (text: string) => showUnprintable(text, writes);
  return (view, look = {}) =>
    look.colour ? paintHeadings(showBetweenColours(render(view), show), paletteOf(look)) : show(render(view));
}

type Handlebars = typeof import('handlebars');

let withPartials: Handlebars | undefined;

/**
 * Handlebars with the pieces that pages share: `templates/partials/NAME.html.hbs` is `{{> NAME}}`. It is loaded for the first
 * template, because every command that could need one loads this file.
 */
function handlebars(): Handlebars {
  if (withPartials) return withPartials;
  withPartials = (createRequire(import.meta.url)('handlebars') as Handlebars).create();
  for (const file of readdirSync(new URL('partials/', FOLDER))) {
    const [name, isTemplate] = [file.replace('.html.hbs', ''), file.endsWith('.hbs')];
    if (isTemplate) withPartials.registerPartial(name, readTemplate(`partials/${file}`));
  }
  return withPartials;
}

/** The style that every report carries within it: the page and what is written on it, and the pictures. */
export function pageStyle(): string {
  return ['partials/page.css', 'partials/charts.css'].map(readTemplate).join('');
}

/** The same with what stands around it where it is a page of a site. */
export function siteStyle(): string {
  return pageStyle() + readTemplate('partials/site.css');
}

function readTemplate(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
