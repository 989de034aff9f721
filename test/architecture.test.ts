import { globSync, readFileSync } from 'node:fs';
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
