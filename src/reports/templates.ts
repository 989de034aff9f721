import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const FOLDER = new URL('../../templates/', import.meta.url);

/** How the formats escape what a template puts in. */
const ESCAPED = { html: true, text: false, markdown: false } as const;
type TemplateFormat = keyof typeof ESCAPED;

/**
 * Compiles `templates/NAME.FORMAT.hbs`. A name that the view lacks is an error, not an empty place. HTML is escaped
 * here; text and Markdown are to come escaped in the view, for only it knows what stands where.
 */
export function compileTemplate<View>(name: string, format: TemplateFormat): (view: View) => string {
  const source = readTemplate(`${name}.${format}.hbs`);
  return Handlebars.compile<View>(source, { strict: true, noEscape: !ESCAPED[format] });
}

/** Reads a file of `templates/`: a template, or the style that pages carry within them. */
export function readTemplate(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
