import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { showUnprintable } from '../../text/printable.js';

const FOLDER = new URL('../../../templates/', import.meta.url);

/** Which formats escape what a template puts in, and what unprintable characters they write themselves. */
const FORMATS = {
  html: { isEscaped: true, writes: '\n' },
  text: { isEscaped: false, writes: '\n' },
  markdown: { isEscaped: false, writes: '\n\u200b' },
} as const;
type TemplateFormat = keyof typeof FORMATS;

/**
 * Compiles `templates/NAME.FORMAT.hbs`. A name that the view lacks is an error, not an empty place. HTML is escaped
 * here; text and Markdown are to come escaped in the view, for only it knows what stands where. Whatever the view holds,
 * nothing unprintable leaves the template.
 */
export function compileTemplate<View>(name: string, format: TemplateFormat): (view: View) => string {
  const source = readTemplate(`${name}.${format}.hbs`);
  const { isEscaped, writes } = FORMATS[format];
  const render = Handlebars.compile<View>(source, { strict: true, noEscape: !isEscaped });
  return (view) => showUnprintable(render(view), writes);
}

/** Reads a file of `templates/`: a template, or the style that pages carry within them. */
export function readTemplate(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
