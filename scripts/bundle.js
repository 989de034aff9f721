// Joins what was compiled into build/ with the packages that it imports: dist/, the program as users run it. A command that
// loads two hundred small files takes twice as long to start as one that loads thirty.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { compiledTemplates } from './templates.js';

/** What is started as a program or a thread, and so stands in dist/ where it stands in src/. */
const STARTED = [
  'oops-report',
  'main',
  'ingest/exports/rows/row-worker',
  'ingest/threads/reader-worker',
  'store/sqlite/sql/sql-process',
  'store/sqlite/sql/parent-watch',
  'web/threads/page-worker',
];

/** What stays outside, because it finds files beside itself: what was compiled for the machine, the program of a thread. */
const LEFT_OUT = ['better-sqlite3', 'piscina'];

/**
 * Writes dist/ from build/. It is CommonJS, which Node loads faster: an ES module that imports one of Node's own loads all
 * that this one has, such as the streams of `node:fs` and all of `node:crypto`.
 *
 * @param root the folder of package.json
 */
export async function bundle(root) {
  const [build, dist] = ['build', 'dist'].map((name) => join(root, name));
  const joined = await rolldown({
    cwd: root,
    input: Object.fromEntries(STARTED.map((name) => [name, join(build, `${name}.js`)])),
    platform: 'node',
    external: LEFT_OUT,
    plugins: [await compiledTemplates(root), foundAsBefore(build), requiredPackages],
  });
  const { output } = await joined.write({
    dir: dist,
    format: 'cjs',
    entryFileNames: '[name].js',
    // Without a checksum, so that what Node keeps of the compiled files does not grow with each version.
    chunkFileNames: 'chunks/[name].js',
  });
  writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(join(dist, 'licences.txt'), licencesOf(output.flatMap(({ moduleIds = [] }) => moduleIds)));
}

/**
 * Has files find what they look for beside themselves, by `import.meta.url`, where it would be if they were not joined with
 * others; and packages that are loaded in the middle of a function, in files that are loaded no earlier.
 */
function foundAsBefore(build) {
  return {
    name: 'found-as-before',
    transform(code, id) {
      if (!id.startsWith(build)) return null;
      const place = toPath(relative(build, id));
      return {
        code: code
          .replaceAll(/createRequire\(import\.meta\.url\)\('(.+?)'\)/g, (_, name) => {
            const fileName = `packages/${name}.js`;
            this.emitFile({ type: 'chunk', id: REQUIRED + name, fileName });
            return `require(inDist("${fileName}")).required`;
          })
          .replaceAll('import.meta.url', `require("node:url").pathToFileURL(inDist("${place}")).href`),
      };
    },
    renderChunk(code, { fileName }) {
      const dist = toPath(relative(dirname(fileName), '.')) || '.';
      return { code: code.replaceAll('inDist(', `require("node:path").join(__dirname, "${dist}", `) };
    },
  };
}

/** What begins the name of a file that is not there, and exports what `require` gives of the package behind that. */
const REQUIRED = '\0required:';

const requiredPackages = {
  name: 'required-packages',
  resolveId: (id) => (id.startsWith(REQUIRED) ? id : null),
  load: (id) =>
    id.startsWith(REQUIRED) ? `export const required = require('${id.slice(REQUIRED.length)}');` : null,
};

const toPath = (path) => path.split(sep).join('/');

/** The licences of the packages that files belong to, which ask to stand beside every copy. */
function licencesOf(files) {
  const packages = new Set(
    files.flatMap((file) => file.match(/^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/) ?? []),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license, author } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      );
      const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      if (!file && !license) throw new Error(`${name} has no licence.`);
      const text = file
        ? readFileSync(join(folder, file), 'utf8').trim()
        : `${license}, as its package.json says. ${author?.name ?? author ?? ''}`.trim();
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
