import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { makeIncidentFolder } from '../support/site.js';
import { startProgram } from '../support/start-program.js';
import { makeFolder } from '../support/temporary-folder.js';

describe('serve', () => {
  it.each([
    [
      ['--listen', '0.0.0.0:0'],
      /^oops-report: 0\.0\.0\.0:0 can be reached from other machines, .*--allow-network/,
    ],
    [['--host', '0.0.0.0', '--allow-network'], /--allowed-hosts\.\n$/],
    [
      ['--listen', '9000', '--port', '1'],
      /--listen names both address and port: leave out --port and --host/,
    ],
    [['--port', '123456'], /--port 123456 is no place to listen/],
    [
      ['--allowed-hosts', 'https://oops.example.com'],
      /--allowed-hosts https:\/\/oops\.example\.com is no name of a host/,
    ],
    [['--url', 'oops.example.com'], /--url oops\.example\.com is no address of a site/],
    [['--allow-edit'], /^oops-report: --allow-edit needs a token .* OOPS_REPORT_TOKEN or a --token-file/],
    [['--allow-edit', '--token-file', 'missing'], /^oops-report: --token-file missing cannot be read/],
    [['--token-file', 'token'], /^oops-report: --token-file is for --allow-edit/],
    [['--as-of', '03/04/2026'], /^oops-report: --as-of 03\/04\/2026 may be 3 April or 4 March 2026/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr, stdout } = await run(makeFolder(), ['--quiet', 'serve', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('says where it serves, answers, and ends with 0 when it is told to', async () => {
    const program = startProgram(makeIncidentFolder(), ['serve', '--port', '0']);
    const url = await program.prints(
      /Serving oops-report\.db at (http:\/\/127\.0\.0\.1:\d+)\/ until it is stopped\.\n/,
    );
    const page = await fetch(`${url}/outages/fdt-2011-09-08`);
    expect({ status: page.status, type: page.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    });
    expect(await program.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  });

  it('has the log changed by who knows the token, and says what was changed and by whom', async () => {
    const folder = makeIncidentFolder();
    const env = { OOPS_REPORT_TOKEN: 'a-token-of-the-tests' };
    const program = startProgram(folder, ['serve', '--port', '0', '--allow-edit'], env);
    const url = await program.prints(/at (http:\S+)\/ until/);
    const answer = await fetch(`${url}/windows/add`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.OOPS_REPORT_TOKEN}` },
      body: new URLSearchParams({ by: 'cron', outage: 'disk-1', start: '2011-09-09T05:00Z' }),
      redirect: 'manual',
    });
    const line = 'disk-1: downtime of * from 2011-09-09T05:00:00Z to open is recorded.';
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 303, text: `${line}\n` });
    expect((await run(folder, ['windows', 'log', 'disk-1'])).stdout).toContain('added by cron');
    expect(await program.stop('SIGTERM')).toMatchObject({
      code: 0,
      stderr: `oops-report: cron: ${line}\n`,
    });
  });

  it('ends although somebody keeps a connection open and never asks', async () => {
    const program = startProgram(makeIncidentFolder(), ['serve', '--port', '0']);
    const url = new URL(await program.prints(/at (http:\S+) until/));
    const idle = connect(Number(url.port), url.hostname);
    idle.on('error', () => {});
    await new Promise((resolve) => idle.once('connect', resolve));
    expect(await program.stop('SIGINT')).toMatchObject({ code: 0 });
  });

  it('says what is in its way', async () => {
    const folder = makeIncidentFolder();
    const first = startProgram(folder, ['serve', '--port', '0']);
    const { port } = new URL(await first.prints(/at (http:\S+) until/));
    const { code, stderr } = await run(folder, ['serve', '--port', port]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        new RegExp(`^oops-report: 127\\.0\\.0\\.1:${port}: .*another program listens there`),
      ) as string,
    });
  });
});
