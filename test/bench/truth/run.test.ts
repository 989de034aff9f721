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

  it('tells the program what was thrown away: of what it did not see it concludes nothing', () => {
    const args = ['--seed', 'smoke', '--outages', '3', '--only', 'discarded', '--verdicts'];
    const { stdout, status } = run(...args);
    const [, busy = ''] = stdout.split('1 system, 2000 a day');
    expect(busy.split('\n')[1]).toBe('    3 unwell: failed-as-expected, no-evidence');
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
