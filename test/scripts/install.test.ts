import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { addFiles, makeFolder } from '../support/temporary-folder.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/install.js', import.meta.url));

const FETCH = 'install --no-save --ignore-scripts=false node@24 --no-audit --no-fund --loglevel=error';
const TOO_OLD = 'Node 20.20.2 is too old: fetching Node 24 into node_modules (once) …\n';

/** An npm that notes what it is told, and puts in place what the real one would: dependencies, or a Node. */
const NPM = `#!/bin/sh
echo "$@" >> npm.log
if [ "$1" = ci ]; then
  rm -rf node_modules; mkdir node_modules; echo {} > node_modules/.package-lock.json
elif [ -z "$OFFLINE" ]; then
  mkdir -p node_modules/.bin; cp bin/newer-node node_modules/.bin/node
fi
`;

/** A checkout on a machine whose Node has this version, and what its installation says and does. */
function makeCheckout(version: string) {
  const folder = makeFolder({
    'package.json': '{ "type": "module" }',
    'package-lock.json': '{}',
    'bin/npm': NPM,
    'bin/node': `#!/bin/sh\necho ${version}\n`,
    'bin/newer-node': '#!/bin/sh\necho 24.21.0\n',
  });
  for (const name of ['npm', 'node', 'newer-node']) chmodSync(join(folder, 'bin', name), 0o755);
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(SCRIPT, join(folder, 'scripts/install.js'));
  const install = (env: Record<string, string> = {}) => {
    addFiles(folder, { 'npm.log': '' });
    const PATH = `${folder}/node_modules/.bin:${folder}/bin:${process.env.PATH}`;
    const { status, stderr } = spawnSync(process.execPath, ['scripts/install.js'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH, ...env },
    });
    const told = readFileSync(join(folder, 'npm.log'), 'utf8').split('\n').filter(Boolean);
    return { status, stderr, told };
  };
  return { folder, install };
}

describe.skipIf(process.platform === 'win32')('scripts/install.js', () => {
  it('installs the dependencies once, and no Node where there is a good one', () => {
    const { install } = makeCheckout('22.14.0');
    expect(install()).toEqual({
      status: 0,
      stderr: 'Installing the dependencies (once) …\n',
      told: ['ci --no-audit --no-fund --loglevel=error'],
    });
    expect(install()).toEqual({ status: 0, stderr: '', told: [] });
  });

  it.each(['20.20.2', '22.13.1', '23.5.0', '12.22.12'])('fetches a Node once where that is %s', (version) => {
    const { install } = makeCheckout(version);
    const { status, stderr, told } = install();
    expect(status).toBe(0);
    expect(stderr).toContain(TOO_OLD.replace('20.20.2', version));
    expect(told.slice(1)).toEqual([FETCH]);
    expect(install()).toEqual({ status: 0, stderr: '', told: [] });
  });

  it('fetches it again when the dependencies were installed anew', () => {
    const { folder, install } = makeCheckout('20.20.2');
    install();
    const later = new Date('2100-01-01');
    utimesSync(join(folder, 'package-lock.json'), later, later);
    expect(install().told).toEqual(['ci --no-audit --no-fund --loglevel=error', FETCH]);
  });

  it('has npm fetch all of one of which only a part came', () => {
    const { folder, install } = makeCheckout('20.20.2');
    addFiles(folder, { 'node_modules/.package-lock.json': '{}', 'node_modules/node/package.json': '{}' });
    expect(install()).toEqual({ status: 0, stderr: TOO_OLD, told: [FETCH] });
    expect(existsSync(join(folder, 'node_modules/node'))).toBe(false);
  });

  it('says what to do when none comes', () => {
    const { folder, install } = makeCheckout('20.20.2');
    addFiles(folder, { 'node_modules/.package-lock.json': '{}' });
    expect(install({ OFFLINE: '1' })).toEqual({
      status: 1,
      stderr: `${TOO_OLD}Node 24 did not come. Install it from https://nodejs.org.\n`,
      told: [FETCH],
    });
  });
});
