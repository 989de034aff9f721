// Compiles the templates of templates/ for the program that users run: to read and compile the one of a report takes a tenth of
// the time of a small one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import handlebars from 'handlebars';

/** What begins the name of a file that is not there, and exports the templates that are named behind it. */
const COMPILED = '\0templates:';
const PARTIALS = 'partials';

/**
 * The plugin that puts, in the place of the module that compiles templates, one that has them compiled: each template is a file of
 * its own in `dist/templates/`, and those that pages share are one.
 *
 * @param root the folder of package.json
 */
export async function compiledTemplates(root) {
  // There only once src/ is compiled.
  const { compileOptions } = await import('../build/reports/layout/template-source.js');
  const module = join(root, 'build/reports/layout/template-source.js');
  const folder = join(root, 'templates');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.hbs$/, ''))
    .sort();
  const isPartial = (name) => name.startsWith(`${PARTIALS}/`);
  const names = files.filter((name) => !isPartial(name));

  /** `daily.text` is of the format `text`. */
  const compile = (name) =>
    handlebars.precompile(
      readFileSync(join(folder, `${name}.hbs`), 'utf8'),
      compileOptions(name.split('.').at(-1)),
    );

  return {
    name: 'compiled-templates',
    resolveId: (id) => (id.startsWith(COMPILED) ? id : null),
    load(id) {
      if (id.startsWith(COMPILED)) {
        const name = id.slice(COMPILED.length);
        const own = name === PARTIALS ? files.filter(isPartial) : [name];
        const entries = own.map((one) => `${JSON.stringify(shortName(one))}: ${compile(one)}`);
        return `export const compiled = {${entries.join(',\n')}};`;
      }
      if (id !== module) return null;
      for (const name of [...names, PARTIALS])
        this.emitFile({ type: 'chunk', id: COMPILED + name, fileName: `templates/${name}.js` });
      return LOADER;
    },
  };
}

/** `partials/head.html` is `head`, a page its whole name. */
function shortName(name) {
  return name.startsWith(`${PARTIALS}/`) ? name.slice(PARTIALS.length + 1).replace(/\.html$/, '') : name;
}

/** What `template-source.ts` exports, of templates that are compiled. `createRequire` and `inDist` are for the bundle. */
const LOADER = `
let handlebars;
let hasPartials = false;

export function loadTemplate(name, format) {
  const load = (file) => require(inDist('templates/' + file + '.js')).compiled;
  handlebars ??= createRequire(import.meta.url)('handlebars/runtime').create();
  if (format === 'html' && !hasPartials) {
    for (const [partial, compiled] of Object.entries(load('${PARTIALS}')))
      handlebars.registerPartial(partial, handlebars.template(compiled));
    hasPartials = true;
  }
  const file = name + '.' + format;
  return handlebars.template(load(file)[file]);
}
`;
