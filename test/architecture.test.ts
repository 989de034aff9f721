import { globSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const dependencies = Object.keys(
  (JSON.parse(read('package.json')) as { dependencies: Record<string, string> }).dependencies,
);

/** The packages that the program imports, loads later or requires. */
const imported = new Set(
  globSync('src/**/*.ts', { cwd: ROOT })
    .flatMap((path) => [
      ...read(path).matchAll(/(?:from |import\(|require\(|\)\()'((?:@[^/']+\/)?[^./'@][^/']*)/g),
    ])
    .map(([, name]) => name)
    .filter((name) => name?.startsWith('node:') === false),
);

describe('the dependencies of package.json', () => {
  it('are those that the program imports, no more and no fewer', () => {
    expect([...imported].sort()).toEqual([...dependencies].sort());
  });

  it('have their line in docs/architecture.md: for what, and instead of what', () => {
    const lines = read('docs/architecture.md').matchAll(/^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$/gm);
    const explained = [...lines].flatMap(([, names = '']) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    expect(explained).toEqual([...dependencies].sort());
  });
});

describe('the packages that a user installs', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: true; integrity?: string; link?: true }>;
  };
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);

  it('are fewer than 120, those of packages among them', () => {
    expect(installed.length).toBeGreaterThan(dependencies.length);
    expect(installed.length).toBeLessThan(120);
  });

  it('have a checksum each', () => {
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });
});

/** The folders of `src/` in the order of the map: data flows down, imports point up. */
const ROOMS = [...read('README.md').matchAll(/^\| `src\/(\w+)\/` \|/gm)].map(([, name = '']) => name);

/** Who speaks SQL outside of the store: the examples in its help. */
const SPEAKING_SQL = ['src/commands/sql.ts'];

/** What a file of `src/` imports of `src/`, types and what it loads later among it. */
function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:\bfrom |\bimport\(|\bimport |new URL\()'(\.[^']+)\.js'/g)].map(
    ([, path = '']) => posix.join(posix.dirname(file), `${path}.ts`),
  );
}

/** The files whose code, comments left out, has what is looked for. */
function sources(glob: string, pattern: RegExp): string[] {
  return globSync(glob, { cwd: ROOT })
    .filter((file) => pattern.test(read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
    .sort();
}

/** The place of a file's folder in the map. What lies in `src/` itself has none. */
function roomOf(file: string): number {
  return ROOMS.indexOf(file.split('/')[1] ?? '');
}

describe('the folders of src/', () => {
  it('are those of the map', () => {
    const folders = readdirSync(new URL('src/', ROOT), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect([...ROOMS].sort()).toEqual(folders.sort());
  });

  it('stand in docs/architecture.md in the same order', () => {
    const picture = read('docs/architecture.md').match(/```\n(text → [\s\S]*?) → main\.ts\n```/)?.[1];
    expect(picture?.split(/\s*→\s*/)).toEqual(ROOMS);
  });

  it('import from those above in the map, never from those below', () => {
    const back = globSync('src/*/**/*.ts', { cwd: ROOT })
      .sort()
      .flatMap((from) => importsOf(from).map((to) => [from, to] as const))
      .filter(([from, to]) => roomOf(to) > roomOf(from));
    expect(back).toEqual([]);
  });

  it('neither read the clock, the arguments nor the environment, and start nothing of src/ itself', () => {
    const impure = sources('src/*/**/*.ts', /Date\.now|new Date\(\)|performance\.now|process\.(env|argv)/);
    const starters = globSync('src/*/**/*.ts', { cwd: ROOT }).filter((file) =>
      importsOf(file).some((to) => /^src\/(main|oops-report|check-node)\.ts$/.test(to)),
    );
    expect([...impure, ...starters]).toEqual([]);
  });

  it('have data in and data out in the pure ones: no files, no processes, no threads', () => {
    const pure = 'src/{text,time,oops,outages,questions,analysis}/**/*.ts';
    expect(sources(pure, /'node:(?!buffer|crypto|module|stream|zlib)/)).toEqual([]);
  });

  it('load the driver of ClickHouse when it is first needed', () => {
    expect(sources('src/**/*.ts', /^import (?!type).*'@clickhouse\/client'/m)).toEqual([]);
  });

  it('have SQL in src/store/ alone, and the driver of each engine in its folder there', () => {
    const outside = 'src/!(store)/**/*.ts';
    expect(sources(outside, /\.prepare\(/)).toEqual([]);
    for (const [engine, driver] of [
      ['sqlite', /'better-sqlite3'/],
      ['clickhouse', /'@clickhouse\/client'/],
    ] as const)
      expect(
        sources('src/**/*.ts', driver).filter((path) => !path.startsWith(`src/store/${engine}/`)),
      ).toEqual([]);
    expect(sources(outside, /\b(SELECT|DELETE) .*\bFROM\b/)).toEqual(SPEAKING_SQL);
  });
});

describe('the store', () => {
  it('is asked through its port: nothing outside it imports an engine', () => {
    const importers = globSync('src/**/*.ts', { cwd: ROOT }).filter(
      (path) => !path.startsWith('src/store/') && /from '[^']*store\/sqlite\//.test(read(path)),
    );
    expect(importers).toEqual([]);
  });
});

describe('what Node runs as it stands', () => {
  it('imports what was built of src/, and not its TypeScript', () => {
    const files = globSync('{bench,faults,fuzz,scripts}/**/*.js', { cwd: ROOT });
    expect(files).toContain('bench/run.js');
    expect(files.filter((path) => /^(import|export) [^;]*'[^']*\/src\//m.test(read(path)))).toEqual([]);
  });
});
