import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFileWriter, writeFile } from '../../../src/commands/options/write-file.js';
import { UserError } from '../../../src/user-error.js';
import { makeFolder } from '../../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const isWindows = process.platform === 'win32';

/** The permissions of a file, e.g. `'600'`. */
function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe('writeFile', () => {
  it('makes a file, and replaces one', () => {
    const folder = makeFolder();
    const path = join(folder, 'report.html');
    for (const content of ['one', new Uint8Array([50])]) writeFile(path, content);
    expect(readFileSync(path, 'utf8')).toBe('2');
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('writes a file whose name is as long as a name can be', () => {
    const folder = makeFolder();
    const name = 'x'.repeat(255);
    writeFile(join(folder, name), 'one');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it.skipIf(isWindows)('keeps the mode of a file, and gives a new one that of any new file', () => {
    const folder = makeFolder({ 'secret.html': '', 'usual.html': '' });
    const secret = join(folder, 'secret.html');
    chmodSync(secret, 0o600);
    writeFile(secret, 'one');
    expect({ mode: modeOf(secret), content: readFileSync(secret, 'utf8') }).toEqual({
      mode: '600',
      content: 'one',
    });
    writeFile(join(folder, 'new.html'), 'one');
    expect(modeOf(join(folder, 'new.html'))).toBe(modeOf(join(folder, 'usual.html')));
  });

  it.skipIf(process.getuid?.() !== 0)('keeps the owner of a file where it may', () => {
    const path = join(makeFolder({ report: '' }), 'report');
    chownSync(path, 12_345, 54_321);
    chmodSync(path, 0o640);
    writeFile(path, 'one');
    const { uid, gid } = statSync(path);
    expect({ uid, gid, mode: modeOf(path) }).toEqual({ uid: 12_345, gid: 54_321, mode: '640' });
  });

  it.skipIf(isWindows)('writes what a link leads to, there or not, and leaves the link', () => {
    const folder = makeFolder({ 'kept/old': '', 'kept/note': '' });
    for (const name of ['old', 'new']) {
      const link = join(folder, `${name}-link`);
      symlinkSync(join('kept', name), link);
      writeFile(link, name);
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(folder, 'kept', name), 'utf8')).toBe(name);
    }
    expect(readdirSync(join(folder, 'kept'))).toEqual(['new', 'note', 'old']);
  });

  it.skipIf(isWindows)('follows no link that somebody has put in its way', () => {
    const folder = makeFolder({ precious: 'gold' });
    for (const ending of ['.tmp', '~', '.new'])
      symlinkSync(join(folder, 'precious'), join(folder, `report${ending}`));
    writeFile(join(folder, 'report'), 'one');
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('gold');
  });

  it('leaves nothing of what is given up, and the file as it was', () => {
    const folder = makeFolder({ report: 'before' });
    const writer = openFileWriter(join(folder, 'report'));
    writer.write('half of');
    writer.discard();
    expect(readdirSync(folder)).toEqual(['report']);
    expect(readFileSync(join(folder, 'report'), 'utf8')).toBe('before');
  });

  it.each([
    ['no/report', 'ENOENT'],
    ['file/report', 'ENOTDIR'],
    ['folder', 'EISDIR'],
    ['x'.repeat(256), 'ENAMETOOLONG'],
  ])('says in one line that %s cannot be written', (name, code) => {
    const folder = makeFolder({ file: '', 'folder/file': '' });
    const path = join(folder, name);
    expect(() => writeFile(path, 'one')).toThrow(
      new UserError(`${path}: cannot be written (${code}). Name a file in a folder that can be.`),
    );
    expect(readdirSync(folder)).toEqual(['file', 'folder']);
  });

  it.skipIf(isWindows)('writes into a FIFO, which stays one', async () => {
    const path = join(makeFolder(), 'fifo');
    spawnSync('mkfifo', [path]);
    const reader = spawn('cat', [path]);
    writeFile(path, 'one');
    expect(await text(reader.stdout)).toBe('one');
    expect(lstatSync(path).isFIFO()).toBe(true);
  });
});

describe.skipIf(isWindows)('--output of what the shell has opened', () => {
  const args = [PROGRAM, '--quiet', 'windows', 'check', '--format', 'json', '--output'];

  it('prints to stdout, also where that is no file that could be opened again', () => {
    // Node's pipes are sockets.
    const { stdout, stderr } = spawnSync(process.execPath, [...args, '/dev/stdout'], {
      cwd: makeFolder(),
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '[]\n', stderr: '' });
  });

  it.skipIf(process.platform !== 'linux')('adds to a file, and does not replace it', () => {
    const folder = makeFolder({ log: 'before\n' });
    const line = '"$@" /dev/stdout >> log; "$@" /dev/fd/3 3>> log';
    spawnSync('sh', ['-c', line, 'sh', process.execPath, ...args], { cwd: folder });
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('before\n[]\n[]\n');
  });
});
