import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasSystemdNotify, listenAsManager } from '../../support/notify-socket.js';
import { run } from '../../support/run.js';
import { startProgram } from '../../support/start-program.js';
import { addFiles, makeFolder, textReport } from '../../support/temporary-folder.js';

const DATED = { Date: '2011-09-08T08:53:06Z' };

describe('ingest --follow', () => {
  it('loads what is written while it runs, and ends with 0 when it is told to stop', async () => {
    const folder = makeFolder();
    addFiles(folder, { 'r/2011-09-08/OOPS-1A1': textReport('OOPS-1A1', DATED) });
    const program = startProgram(folder, ['ingest', '--follow', 'r', '--settle', '0', '--format', 'json']);
    await program.says('Ready');
    addFiles(folder, { 'r/2011-09-08/OOPS-1A2.tmp': textReport('OOPS-1A2', DATED) });
    const written = join(folder, 'r/2011-09-08/OOPS-1A2');
    renameSync(`${written}.tmp`, written);
    await program.until(['query', '--count'], (answer) => answer.includes('2'));
    const { code, stdout } = await program.stop('SIGTERM');
    expect({ code, ...JSON.parse(stdout).intakes[0] }).toMatchObject({
      code: 0,
      accepted: 2,
      loaded: 2,
      pending: 0,
    });
  });

  it('serves metrics of it, and whether it is well', async () => {
    const folder = makeFolder();
    addFiles(folder, { 'r/2011-09-08/OOPS-1A1': textReport('OOPS-1A1', DATED) });
    const program = startProgram(folder, ['ingest', '--follow', 'r', '--settle', '0', '--metrics', '0']);
    const port = await program.says(/Metrics are at http:\/\/127\.0\.0\.1:(\d+)\/metrics\./);
    await program.says('Ready');
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await ask('/metrics')).toMatch(/^oops_report_loaded_total\{intake=".*\/r"\} 1$/m);
    expect(await ask('/healthz')).toBe('ok\n');
    expect((await program.stop('SIGTERM')).code).toBe(0);
  });

  it.skipIf(!hasSystemdNotify)(
    'tells systemd that it is ready, goes on, reads its config and ends',
    async () => {
      const socket = await listenAsManager();
      const env = { NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '200000' };
      const folder = makeFolder({ 'r/2011-09-08/OOPS-1A1': textReport('OOPS-1A1', DATED) });
      const program = startProgram(folder, ['ingest', '--follow', 'r', '--settle', '0'], env);
      const told = (message: string[]) => message.filter((assignment) => !assignment.startsWith('STATUS='));
      const main = `MAINPID=${program.child.pid}`;
      const ready = await socket.next('READY');
      expect(told(ready)).toEqual([main, 'READY=1']);
      expect(ready.at(-1)).toMatch(/^STATUS=.*: 1 accepted, 1 loaded, \d+ s behind$/);
      expect(told(await socket.next('WATCHDOG'))).toEqual([main, 'WATCHDOG=1']);
      program.child.kill('SIGHUP');
      expect(told(await socket.next('RELOADING'))).toEqual([
        main,
        'RELOADING=1',
        expect.stringMatching(/^MONOTONIC_USEC=\d+$/),
      ]);
      expect(told(await socket.next('READY'))).toEqual([main, 'READY=1']);
      const stopped = program.stop('SIGTERM');
      expect(told(await socket.next('STOPPING'))).toEqual([main, 'STOPPING=1']);
      expect(await stopped).toMatchObject({ code: 0 });
    },
  );

  it('refuses metrics of an ingest that ends by itself', async () => {
    const folder = makeFolder({ r: '' });
    expect(await run(folder, ['ingest', 'r', '--metrics', '9464'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oops-report: --metrics tells of an ingest that runs until it is stopped. Add --follow, --amqp or --listen, or leave it out.\n',
    });
  });
});
