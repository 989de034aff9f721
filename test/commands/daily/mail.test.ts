import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CERTIFICATE, type MailServer, startMailServer } from '../../support/mail-server.js';
import { run } from '../../support/run.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

const CONFIG = `systems:
  web: { reporters: [A] }
  code: { reporters: [CH] }
  quiet: { reporters: [Q] }
groups:
  web: { systems: [web], recipients: [web@example.com, boss@example.com] }
  code: { systems: [code], summary: codehosting, recipients: [code@example.com] }
  nobody: { systems: [quiet] }
  retired: { systems: [quiet], recipients: [old@example.com], active: false }
  broken: { systems: [quiet], recipients: [gone@example.com], active: false }
oopsUrl: "https://oops.example.com/{id}"
mail: { host: localhost, security: none, from: "OOPS <oops@example.com>" }
`;

const report = (id: string, type: string) =>
  textReport(id, { 'Exception-Type': type, Date: '2011-09-08T08:00:00+00:00' });

/** A folder whose database holds two OOPSes of web and one of code. */
async function makeDay(config = CONFIG): Promise<string> {
  const folder = makeFolder({
    'oops-report.yaml': config,
    'r/2011-09-08/A1': report('OOPS-2077A1', 'KeyError'),
    'r/2011-09-08/A2': report('OOPS-2077A2', 'TimeoutError'),
    'r/2011-09-08/CH1': report('OOPS-2077CH1', 'NotBranchError'),
  });
  await run(folder, ['ingest', 'r']);
  return folder;
}

function mail(folder: string, server: MailServer, args: readonly string[], env = {}) {
  const port = String(server.port);
  return run(folder, ['daily', '--mail', ...args], { env: { OOPS_REPORT_SMTP_PORT: port, ...env } });
}

const headerOf = (text: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(text)?.[1]?.replace(/\r\n\s+/g, ' ');

describe('daily --mail', () => {
  it('sends every active group with recipients its own summary, as text and HTML', async () => {
    const server = await startMailServer();
    const folder = await makeDay();
    expect(await mail(folder, server, [])).toEqual({
      code: 0,
      stdout: 'web: sent to web@example.com, boss@example.com\ncode: sent to code@example.com\n',
      stderr: '',
    });
    expect(server.received.map(({ to }) => to)).toEqual([
      ['web@example.com', 'boss@example.com'],
      ['code@example.com'],
    ]);
    const [web = { text: '' }, code = { text: '' }] = server.received;
    expect(headerOf(web.text, 'Subject')).toBe('OOPS summary of web: 2 reported, Thursday 2011-09-08, UTC');
    expect(headerOf(code.text, 'Subject')).toBe('OOPS summary of code: 1 reported, Thursday 2011-09-08, UTC');
    expect(headerOf(web.text, 'From')).toBe('OOPS <oops@example.com>');
    expect(headerOf(web.text, 'Date')).toBe('Fri, 09 Sep 2011 06:00:00 +0000');
    expect(headerOf(web.text, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(web.text, 'Content-Type')).toMatch(/^multipart\/alternative;/);
    expect(web.text).toMatch(
      /Content-Type: text\/plain; charset=utf-8\r\n[\s\S]*Content-Type: text\/html; charset=utf-8\r\n/,
    );
    expect(web.text.replaceAll('=\r\n', '')).toContain('https://oops.example.com/OOPS-2077A1');
    expect(web.text).not.toContain('NotBranchError');
    expect(code.text).toContain('NotBranchError');
  });

  it('sends the same mail again under the same Message-ID, and another day under another', async () => {
    const server = await startMailServer();
    const folder = await makeDay();
    for (const day of ['2011-09-08', '2011-09-08', '2011-09-07'])
      await mail(folder, server, [day, '--group', 'web']);
    const [first, again, other] = server.received.map(({ text }) => headerOf(text, 'Message-ID'));
    expect(first).toMatch(/^<oops-report\.daily\.[0-9a-f]{24}@example\.com>$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(server.received[1]?.text).toBe(server.received[0]?.text);
  });

  it('writes with --dry-run the mail that it would send', async () => {
    const server = await startMailServer();
    const folder = await makeDay();
    const dry = await mail(folder, server, ['--group', 'code', '--dry-run']);
    expect(dry).toEqual({
      code: 0,
      stdout: 'code: wrote daily-code-2011-09-08.eml, to code@example.com\n',
      stderr: '',
    });
    expect(server.received).toEqual([]);
    await mail(folder, server, ['--group', 'code']);
    expect(server.received[0]?.text).toBe(readFileSync(join(folder, 'daily-code-2011-09-08.eml'), 'utf8'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.eml'))).toEqual([
      'daily-code-2011-09-08.eml',
    ]);
  });

  it('sends to the others when one is refused, and says which was not sent', async () => {
    const server = await startMailServer();
    const folder = await makeDay();
    const { code, stdout, stderr } = await mail(folder, server, ['--group', 'broken', '--group', 'web']);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: 'web: sent to web@example.com, boss@example.com\n',
    });
    expect(stderr).toMatch(
      /^oops-report: the summary of broken was not sent: localhost:\d+: .*No such mailbox.*send again with --group.*\n$/,
    );
  });

  it('logs in under TLS only, and trusts no certificate that nobody vouches for', async () => {
    const server = await startMailServer();
    const folder = await makeDay(CONFIG.replace('security: none', 'user: oops'));
    const { code, stderr } = await mail(folder, server, ['--group', 'web'], {
      OOPS_REPORT_SMTP_PASSWORD: 'secret',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/the summary of web was not sent: localhost:\d+: self-signed certificate/);
    expect(server.received).toEqual([]);
  });

  it.each([
    ['starttls', {}],
    ['tls', { secure: true }],
  ])('sends with security %s to a server that is known', async (security, options) => {
    const server = await startMailServer(options);
    const folder = await makeDay(CONFIG.replace('security: none', `security: ${security}, user: oops`));
    const env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: fileURLToPath(CERTIFICATE),
      OOPS_REPORT_SMTP_PORT: String(server.port),
      OOPS_REPORT_SMTP_PASSWORD: 'secret',
    };
    const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
    const args = [program, 'daily', '2011-09-08', '--mail', '--group', 'code'];
    const printed = await new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: folder, env }, (_error, stdout, stderr) =>
        resolve(stdout + stderr),
      );
    });
    expect(printed).toBe('code: sent to code@example.com\n');
    expect(server.received).toMatchObject([{ secure: true, user: 'oops' }]);
  });

  it('takes TLS that is offered to nobody in particular', async () => {
    const server = await startMailServer();
    const folder = await makeDay(CONFIG.replace('security: none, ', ''));
    expect((await mail(folder, server, ['--group', 'code'])).code).toBe(0);
    expect(server.received).toMatchObject([{ secure: true, user: null }]);
  });

  it('says what a wrong password is', async () => {
    const server = await startMailServer({ allowInsecureAuth: true });
    const folder = await makeDay(CONFIG.replace('security: none', 'security: none, user: oops'));
    const { code, stderr } = await mail(folder, server, ['--group', 'web'], {
      OOPS_REPORT_SMTP_PASSWORD: 'x',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/was not sent: localhost:\d+: Invalid login/);
  });

  it.each<[what: string, config: string, args: string[], env: Record<string, string>, expected: RegExp]>([
    [
      'no server',
      CONFIG.replace('host: localhost, ', ''),
      [],
      {},
      /There is no mail server: name one as mail\.host/,
    ],
    ['no sender', CONFIG.replace(/, from: ".*"/, ''), [], {}, /There is no sender: name one as mail\.from/],
    [
      'no password',
      CONFIG.replace('security: none', 'user: me'),
      [],
      {},
      /me cannot log in without a password: set OOPS_REPORT_SMTP_PASSWORD/,
    ],
    ['a wrong port', CONFIG, [], { OOPS_REPORT_SMTP_PORT: '0' }, /OOPS_REPORT_SMTP_PORT 0 is no port/],
    [
      'a wrong security',
      CONFIG,
      [],
      { OOPS_REPORT_SMTP_SECURITY: 'ssl' },
      /OOPS_REPORT_SMTP_SECURITY ssl is not one of auto, starttls, tls, none/,
    ],
    ['nobody to write to', CONFIG, ['--group', 'nobody'], {}, /The group nobody has no recipients/],
    ['an unknown group', CONFIG, ['--group', 'x'], {}, /There is no group x\. Choose one of web, code/],
    ['no groups', 'mail: { host: localhost, from: a@example.com }', [], {}, /No active group has recipients/],
    ['a system', CONFIG, ['--system', 'web'], {}, /Recipients belong to groups/],
    ['a format', CONFIG, ['--format', 'json'], {}, /Leave out --format and --output/],
  ])('refuses %s in one line', async (_what, config, args, env, expected) => {
    const folder = makeFolder({ 'oops-report.yaml': config });
    await run(folder, ['ingest', '.']);
    const { code, stdout, stderr } = await run(folder, ['daily', '2011-09-08', '--mail', ...args], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(expected);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('says where no server answers', async () => {
    const folder = await makeDay();
    const { code, stderr } = await run(folder, ['daily', '--mail'], { env: { OOPS_REPORT_SMTP_PORT: '1' } });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /the summary of web was not sent: localhost:1: .*ECONNREFUSED.*; the summary of code/,
    );
  });
});
