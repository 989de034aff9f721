import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from './workplace.js';

describe('complete-words', () => {
  it.each([
    [['qu'], 'query\n'],
    [['windows', 'en'], 'end\n'],
    [['query', '--sy'], '--system\n'],
    [['query', '--not-ph'], '--not-phase\n'],
    [['query', '--phase', 'd'], 'downtime\n'],
    [['outage', 'fd'], 'fdt-2\nfdt-1\n'],
    [['query', '--not-outage', 'fdt-1'], 'fdt-1\n'],
    [['nothing', 'zzz'], ''],
  ])('completes %j', async (words, stdout) => {
    const { run } = makeWorkplace();
    const rest = ['--phase', 'downtime', '--systems', '*', '--end', '2011-09-08T09:00Z'];
    await run('windows', 'add', '--outage', 'fdt-1', '--start', '2011-09-08T08:00Z', ...rest);
    await run('windows', 'add', '--outage', 'fdt-2', '--start', '2011-09-08T08:30Z', ...rest);
    await run('windows', 'add', '--outage', 'fd$(x)', '--start', '2011-09-08T08:40Z', ...rest);
    expect(await run('complete-words', '--', ...words)).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('makes no database', async () => {
    const { run, folder } = makeWorkplace();
    expect(await run('complete-words', '--', 'outage', '')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])(
    'prints a script that %s can read, where it is installed',
    async (shell) => {
      const { code, stdout } = await makeWorkplace().run('completion', shell);
      expect(code).toBe(0);
      expect(stdout).toContain('oops-report complete-words -- ');
      const { error, status, stderr } = spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' });
      if (!error) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );

  it('completes in bash', async () => {
    const { stdout } = await makeWorkplace().run('completion', 'bash');
    const script = `oops-report() { printf '%s\\n' "$@"; }
${stdout}
COMP_WORDS=(oops-report query --sy); COMP_CWORD=2; _oops_report
printf '<%s>' "\${COMPREPLY[@]}"`;
    const { stdout: printed } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(printed).toBe('<complete-words><--><query><--sy>');
  });
});
