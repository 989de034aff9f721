// Installs the dependencies when they are missing or older than the lock file, so that `npm start` and
// `npm test` are all that anybody types on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = `${root}node_modules/.package-lock.json`;
const wanted = `${root}package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.error('Installing the dependencies (once; SQLite is compiled where no ready build can be had) …');
  const { status } = spawnSync('npm ci --no-audit --no-fund', {
    cwd: root,
    shell: true,
    stdio: ['ignore', 2, 2],
  });
  process.exit(status ?? 1);
}
