import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FOLDER = new URL('../../../templates/', import.meta.url);

/** Whether a format escapes what a template puts in. */
const ESCAPES = { html: true, atom: true, text: false, markdown: false } as const;
export type TemplateFormat = keyof typeof ESCAPES;

/**
 * How a template is compiled. A name that the view lacks is an error, not an empty place. HTML is escaped here; text and Markdown are
 * to come escaped in the view, for only it knows what stands where.
 */
export function compileOptions(format: TemplateFormat) {
  return { strict: true, noEscape: !ESCAPES[format] };
}

type Handlebars = typeof import('handlebars');

let withPartials: Handlebars | undefined;

/**
 * Compiles `templates/NAME.FORMAT.hbs`. In the program that users run, templates are compiled already: there
 * `scripts/templates.js` puts another module in the place of this one.
 */
export function loadTemplate<View>(name: string, format: TemplateFormat): (view: View) => string {
  return handlebars().compile<View>(readTemplate(`${name}.${format}.hbs`), compileOptions(format));
}

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

/** The text of a file of `templates/`. */
function readTemplate(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}
