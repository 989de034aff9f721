import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

describe('complete-words', () => {
  it.each([
    [['qu'], 'query\n'],
    [['windows', 'en'], 'end\n'],
    [['query', '--sy'], '--system\n'],
    [['query', '--not-ph'], '--not-phase\n'],
    [['query', '--phase', 'd'], 'downtime\n'],
    [['outage', 'fd'], 'fdt-2\nfdt-1\n'],
    [['query', '--not-outage', 'fdt-1'], 'fdt-1\n'],
    [['query', '--outage=fdt-1'], '--outage=fdt-1\n'],
    [['query', '--outage', '=', 'fdt-1'], 'fdt-1\n'],
    [['query', '--outage', '='], 'any\nnone\nfdt-2\nfdt-1\n'],
    [['query', '--robots', ''], 'yes\nno\nonly\n'],
    [['query', '--format', 'c'], 'csv\n'],
    [['query', '--group-by', 'system,week'], 'system,weekday\n'],
    [['outage'], 'outage\noutages\n'],
    [['completion', 'z'], 'zsh\n'],
    [['daily', 'last', 'mo'], 'monday\n'],
    [['daily', 'y'], 'yesterday\n'],
    [['daily', '2011'], '2011-09-08\n2011-09-07\n'],
    [['daily', '--from', 'thu'], 'thursday\n'],
    [['daily', '--from=2011-09-07'], '--from=2011-09-07\n'],
    [['daily', '--group', 'w'], 'web\n'],
    [['daily', '--timezone', 'Europe/Lon'], 'Europe/London\n'],
    [['daily', '--format', 'm'], 'markdown\n'],
    [['windows', 'import', '--from', 'c'], 'csv\n'],
    [['windows', 'add', '--systems', 'a'], 'api\nall\n'],
    [['windows', 'add', '--systems', 'api,E'], 'api,EDGE-1\n'],
    [['windows', 'add', '--kind', ''], 'planned\nactual\n'],
    [['windows', 'end', 'fdt-1', '--of-phase', 's'], 'shutdown\n'],
    [['windows', 'end', 'fdt-'], 'fdt-2\nfdt-1\n'],
    [['query', '--type', 'Time'], 'TimeoutError\n'],
    [['query', '--not-type', 'Time'], 'TimeoutError\n'],
    [['query', '--reporter', 'E'], 'EDGE-1\n'],
    [['outage', '--compare', 'p'], 'previous\n'],
    // Files and any text are left to the shell.
    [['--db', ''], ''],
    [['daily', '--output', ''], ''],
    [['windows', 'add', '--title', ''], ''],
    [['nothing', 'zzz'], ''],
  ])('completes %j', async (words, stdout) => {
    const { run, folder } = makeWorkplace();
    writeFileSync(
      join(folder, 'oops-report.yaml'),
      'systems: { api: { reporters: [api] } }\ngroups: { web: { systems: [api] } }\n',
    );
    const oops = {
      id: 'OOPS-1EDGE1',
      reporter: 'EDGE-1',
      type: 'TimeoutError',
      time: '2011-09-07T10:00:00Z',
    };
    writeFileSync(join(folder, 'one.ndjson'), JSON.stringify(oops));
    await run('ingest', 'one.ndjson');
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

  it.each([
    [['--db', 'clickhouse://oops@127.0.0.1:1/oops?cluster=two']],
    // As bash parts it.
    [['--db', 'clickhouse', ':', '//oops', '@', '127.0.0.1', ':', '1/oops?cluster', '=', 'two']],
  ])('asks the database on a server that %j names', async (address) => {
    const { run } = makeWorkplace();
    const { stdout, stderr } = await run('complete-words', '--', ...address, 'outage', '');
    expect(stdout).toBe('');
    expect(stderr).toContain('oops-report: clickhouse://127.0.0.1:1/oops?cluster=two: ');
  });
});

describe('completion', () => {
  const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

  /** What completes a line in a shell that runs the real program, whose database knows the system EDGE-1. */
  async function completeIn(
    shell: string,
    args: readonly string[],
    scriptOf: (completion: string) => string,
  ) {
    const { run, folder } = makeWorkplace();
    writeFileSync(
      join(folder, 'one.ndjson'),
      JSON.stringify({ id: 'OOPS-1EDGE1', reporter: 'EDGE-1', time: 1e9 }),
    );
    expect((await run('ingest', 'one.ndjson')).code).toBe(0);
    writeFileSync(join(folder, 'oops-report'), `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`, {
      mode: 0o755,
    });
    const script = scriptOf((await run('completion', shell)).stdout);
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const { stdout, stderr } = spawnSync(shell, [...args, script], { encoding: 'utf8', cwd: folder, env });
    expect(stderr).toBe('');
    return stdout.trim().split(/\s+/);
  }

  // Where CI runs, every shell has to be there.
  const isMissing = (shell: string) => !process.env.CI && spawnSync(shell, ['--version']).error !== undefined;
  const titleFor = (shell: string) =>
    `completes in ${shell}${isMissing(shell) ? ' (it is not installed)' : ''}`;

  it.skipIf(isMissing('bash'))(titleFor('bash'), async () => {
    const words = await completeIn(
      'bash',
      ['-c'],
      (completion) => `${completion}
COMP_WORDS=(oops-report query --system E); COMP_CWORD=3; _oops_report; echo "\${COMPREPLY[@]}"
COMP_WORDS=(oops-report daily last thu); COMP_CWORD=3; _oops_report; echo "\${COMPREPLY[@]}"
COMP_WORDS=(oops-report windows add --systems api,E); COMP_CWORD=4; _oops_report; echo "\${COMPREPLY[@]}"
COMP_WORDS=(oops-report sq); COMP_CWORD=1; _oops_report; echo "\${COMPREPLY[@]}"
COMP_WORDS=(oops-report query '--text' '$(touch hacked)' --sy); COMP_CWORD=4; _oops_report; echo "\${COMPREPLY[@]}"
complete -p oops-report; ls hacked 2>&1 | grep -c 'No such'`,
    );
    expect(words).toEqual([
      'EDGE-1',
      'thursday',
      'api,EDGE-1',
      'sql',
      '--system',
      ...'complete -o default -F _oops_report oops-report'.split(' '),
      '1',
    ]);
  });

  it.skipIf(isMissing('zsh'))(titleFor('zsh'), async () => {
    const words = await completeIn(
      'zsh',
      ['-f', '-c'],
      (completion) => `
compdef() { print -- compdef $@ }
compadd() { print -l -- \${(P)@[-1]} }
_files() { print files }
${completion}
words=(oops-report query --system E); CURRENT=4; _oops_report
words=(oops-report daily last thu); CURRENT=4; _oops_report
words=(oops-report sq); CURRENT=2; _oops_report
words=(oops-report query --file nothing-like-it); CURRENT=4; _oops_report`,
    );
    expect(words).toEqual(['compdef', '_oops_report', 'oops-report', 'EDGE-1', 'thursday', 'sql', 'files']);
  });

  it.skipIf(isMissing('fish'))(titleFor('fish'), async () => {
    const words = await completeIn(
      'fish',
      ['--no-config', '-c'],
      (completion) => `
${completion}
complete -C 'oops-report query --system E'
complete -C 'oops-report daily last thu'
complete -C 'oops-report sq'`,
    );
    expect(words).toEqual(['EDGE-1', 'thursday', 'sql']);
  });
});
