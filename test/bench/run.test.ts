import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oops-report-test-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bench/run.js', ...args], { encoding: 'utf8' });

describe('npm run bench', () => {
  it('keeps what was measured, and says what changed since', () => {
    const [first, second] = [join(folder, 'new', 'first.json'), join(folder, 'second.json')];
    const small = ['again', '--size', '5', '--rounds', '2'];
    expect(run(...small, '--output', first)).toMatchObject({ status: 0, stderr: '' });
    const { machine, benchmarks } = JSON.parse(readFileSync(first, 'utf8'));
    expect(machine).toMatchObject({ cores: expect.any(Number), node: process.versions.node });
    expect(benchmarks).toMatchObject([
      {
        name: 'again',
        size: 5,
        contenders: [{ name: 'plain reading' }, { name: 'first' }, { name: 'again' }],
      },
    ]);
    for (const { rounds } of benchmarks[0].contenders) {
      expect(rounds).toHaveLength(2);
      for (const { seconds, cpuSeconds, peakMb } of rounds)
        expect(Math.min(seconds, cpuSeconds, peakMb)).toBeGreaterThan(0);
    }

    const { stdout } = run(...small, '--output', second, '--compare', first);
    const compared = run('--compare', first, second);
    expect(compared).toMatchObject({ status: 0, stderr: '' });
    expect(compared.stdout).toMatch(/^ {2}(?:same|faster|slower) +again +first /m);
    expect(stdout.endsWith(`Kept in ${second}\n\n${compared.stdout}`)).toBe(true);
  });

  it.each([
    { args: ['nothing'], says: /^there is no benchmark nothing: choose of ingest, / },
    { args: ['toString'], says: /^there is no benchmark toString: / },
    { args: ['again', '--size', 'few'], says: /^--size is a whole number above zero\n$/ },
    { args: ['again', '--rounds', '0'], says: /^--rounds is a whole number above zero\n$/ },
    {
      args: ['--compare', 'package.json', 'x.json'],
      says: /^package.json has no results of npm run bench\n$/,
    },
    { args: ['--compare', '/nowhere.json'], says: /^\/nowhere.json cannot be read: / },
  ])('refuses $args before it measures', ({ args, says }) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toMatch(says);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});
