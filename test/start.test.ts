import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Has Node list, when it ends, the files that it has loaded. */
const LISTS_FILES = `data:text/javascript,${encodeURIComponent(`
  import { Module } from 'node:module';
  process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(Module._cache))));
`)}`;

/** What a command line loads: how many files, and of which packages something is in them. */
function loadedBy(args: readonly string[], files: Record<string, string> = {}) {
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', LISTS_FILES, `${ROOT}dist/oops-report.js`, '--quiet', ...args],
    { cwd: makeFolder(files), encoding: 'utf8', env: {} },
  );
  expect({ args, status }).toEqual({ args, status: 0 });
  const loaded = JSON.parse(stderr) as string[];
  const packages = loaded.flatMap((file) =>
    [file, ...(readFileSync(file, 'utf8').match(/^\/\/ node_modules\/.*/gm) ?? [])].map(
      (path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? '',
    ),
  );
  return { count: loaded.length, packages: [...new Set(packages)].filter(Boolean).sort() };
}

/** What every command loads that opens a database in a file. */
const STORE = ['@date-fns/tz', 'better-sqlite3', 'commander', 'isbot'];
/** What those load that only tell what they would do: the engine of a database is loaded when its address is known. */
const NO_ENGINE = ['@date-fns/tz', 'commander'];
/** The same of those that tell of an OOPS. */
const OOPS = [...NO_ENGINE, 'isbot'];

describe('the program as it is installed', () => {
  it.each([
    [['--version'], ['commander']],
    [['--help'], ['commander']],
    [['completion', 'bash'], ['commander']],
    [['windows', 'list'], STORE],
    [['query', '--count'], STORE],
    [['rejects'], STORE],
    [['status', '--help'], NO_ENGINE],
    [['bug', '--help'], NO_ENGINE],
    [['show', '--help'], OOPS],
    [['why', '--help'], OOPS],
    [['config', 'check'], STORE],
    [['republish', '--help'], ['commander']],
    [['complete-words', '--', 'query', '--'], NO_ENGINE],
  ])('loads for %j only what it needs, in few files', (args, packages) => {
    const loaded = loadedBy(args);
    expect(loaded.packages).toEqual(packages);
    expect(loaded.count).toBeLessThan(100);
  });

  it('loads what reads a config where there is one', () => {
    const { packages } = loadedBy(['windows', 'list'], { 'oops-report.yaml': 'settlingTime: 3s\n' });
    expect(packages).toEqual([...STORE, 'yaml', 'zod']);
  });

  it('holds the licence of every package that is joined into it', () => {
    const licences = readFileSync(`${ROOT}dist/licences.txt`, 'utf8');
    for (const name of ['commander', 'zod', 're2js'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
