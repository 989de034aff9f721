import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './support/temporary-folder.js';

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Runs the program on this Node, which says that it is another. */
function runOn(version: string, program: string) {
  const folder = makeFolder();
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      file(program),
      'bug',
      'set',
      '1',
      '2',
    ],
    { encoding: 'utf8', cwd: folder },
  );
  return { status, stdout, stderr, files: readdirSync(folder) };
}

describe.each(['dist/oops-report.js', 'dist/main.js'])('%s', (program) => {
  it.each(['12.22.12', '20.20.2', '22.13.1', '23.5.0'])(
    'says in one line that it cannot run on Node %s',
    (version) => {
      expect(runOn(version, program)).toEqual({
        status: 2,
        stdout: '',
        stderr: `oops-report: needs Node 22.14, 23.6 or newer, and this is ${version}. Install Node 24 from https://nodejs.org.\n`,
        files: [],
      });
    },
  );

  it.each(['22.14.0', '23.6.0', '24.0.0', '100.0.0'])('runs on Node %s', (version) => {
    expect(runOn(version, program).files).toContain('oops-report.db');
  });
});

it('runs on the Node that package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync(file('package.json'), 'utf8'));
  expect(engines).toEqual({ node: '^22.14.0 || >=23.6.0' });
});
