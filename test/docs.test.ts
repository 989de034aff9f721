import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROW_FORMATS } from '../src/oops/events/row-formats.js';

it('has in docs/commands.md and the manual page the help of the program, in docs/sql.md the data dictionary, in docs/config.schema.json the schema of the config, and in README.md the reports that it prints', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/docs.js', '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

const cannotSet = spawnSync('groff', ['--version']).error !== undefined;

it.skipIf(cannotSet)('has a manual page that groff sets without a warning, with every command', () => {
  const page = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-P-c', '-P-b', '-P-u', 'man/oops-report.1'], {
    encoding: 'utf8',
  });
  expect({ status: page.status, stderr: page.stderr }).toEqual({ status: 0, stderr: '' });
  const commands = [...readFileSync('docs/commands.md', 'utf8').matchAll(/^## oops-report (.*)$/gm)].map(
    ([, name = '']) => name,
  );
  expect(commands.length).toBeGreaterThan(15);
  expect(commands.filter((name) => !new RegExp(`^ {3}${name}( |$)`, 'm').test(page.stdout))).toEqual(
    commands.filter((name) => name === 'complete-words'),
  );
});

/** The files and folders that a text names in code: with an ending, or a slash at the end; `ical.js` is a package. */
function pathsIn(text: string): string[] {
  const paths = [...text.matchAll(/`([\w./-]+(?:\/|\.(?:ts|js|json|hbs|md)))`/g)].map(
    ([, path = '']) => path,
  );
  return paths.filter((path) => path !== 'ical.js');
}

/** Whether a path is there from the root or from `src/`, or somewhere within the folder that the text is about. */
function isThere(path: string, folder: string | null): boolean {
  if (existsSync(path) || existsSync(`src/${path}`)) return true;
  return folder !== null && globSync(`${folder}**/${path}`).length > 0;
}

it.each([
  'docs/architecture.md',
  'docs/inputs.md',

  ...globSync('docs/decisions/*.md'),
])('names in %s only files and folders that are there, and links to none that is not', (page) => {
  const text = readFileSync(page, 'utf8');
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => join(dirname(page), link));
  const unplaced = pathsIn(text).filter((path) => !isThere(path, path.includes('/') ? null : 'src/'));
  expect(unplaced).toEqual([]);
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

it('names in the map of README.md only files and folders that are there', () => {
  const [, map = ''] = /## The map\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8')) ?? [];
  const rows = map.split('\n').filter((line) => line.startsWith('| `'));
  const missing = rows.flatMap((row) => {
    const [about = '', ...within] = pathsIn(row);
    return [about, ...within].filter((path) => !isThere(path, path === about ? null : about));
  });
  expect(rows.length).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});

it('tells in docs/inputs.md of every format of lines, in the order in which they are asked', () => {
  const [, formats = ''] = /## Formats\n([\s\S]*?)\n## /.exec(readFileSync('docs/inputs.md', 'utf8')) ?? [];
  expect([...formats.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(ROW_FORMATS);
});

it('has in CHANGELOG.md a section of release notes for every version, the newest first', () => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const [, ...sections] = changelog.split(/^## /m);
  const [first, ...released] = sections.map((section) => section.split('\n', 1)[0] ?? '');
  expect(first).toBe('[Unreleased]');
  for (const heading of released) expect(heading).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
  expect(released).toEqual(released.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true })));
  const kinds = [...changelog.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind);
  expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toEqual(
    expect.arrayContaining(kinds),
  );
});
