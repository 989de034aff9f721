import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bench/truth/run.js', ...args], { encoding: 'utf8' });

describe('npm run truth', () => {
  it('has the program judge outages, each row at each of its times', () => {
    const args = ['--seed', 'smoke', '--outages', '3', '--only', 'bug', '--only', 'broken'];
    const { stdout, stderr, status } = run(...args);
    expect(stderr).toBe('');
    expect(stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'seed smoke, 3 outages a line',
      '',
      'ROW | SERVICES | ASKED AFTER | N | GREEN | ALARM | FOUND | AIMS',
      'broken | 1 system, 30 a day | 40 min | 3 | 0 % | - | 100 % | met',
      'broken | 1 system, 30 a day | 3 h | 3 | 0 % | - | 100 % | met',
      'broken | 1 system, 200 a day | 40 min | 3 | 0 % | - | 100 % | met',
      'broken | 1 system, 200 a day | 3 h | 3 | 0 % | - | 100 % | met',
      'broken | 1 system, 500 a day | 40 min | 3 | 0 % | - | 100 % | met',
      'broken | 1 system, 500 a day | 3 h | 3 | 0 % | - | 100 % | met',
      'bug | 1 system, 200 a day | 40 min | 3 | 0 % | - | 100 % | met',
      'bug | 1 system, 1000 a day | 40 min | 3 | 0 % | - | 100 % | met',
      '',
      '0 of 16 aims are missed by more than chance: p times 16 is below 0.05.',
      '',
    ]);
    expect(status).toBe(0);
  });

  it('says what waits for an input that the program has not', () => {
    const { stdout, status } = run('--outages', '1', '--only', 'discarded');
    expect(stdout).toContain('discarded           not run: the program reads no discards yet\n');
    expect(status).toBe(0);
  });

  it.each([
    { args: ['--only', 'nothing'], says: /there is no row nothing: choose of well, seasons, / },
    { args: ['--outages', '0'], says: /--outages is a whole number above zero/ },
  ])('refuses $args', ({ args, says }) => {
    const { stderr, status } = run(...args);
    expect(stderr).toMatch(says);
    expect(status).toBe(1);
  });
});
