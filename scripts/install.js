// Installs what is missing, so that `npm start` and `npm test` are all that anybody types on a fresh clone: the
// dependencies, when they are not there or older than the lock file, and then a Node, when that of the machine is too old.
// An old Node has to run this file: no `??`, no await outside of a function.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is fetched where there is none that runs the program. */
const FETCHED = 24;

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = `${root}node_modules/.package-lock.json`;
const wanted = `${root}package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.error('Installing the dependencies (once) …');
  // The build that follows an installation is left to a Node that is new enough.
  npm(isNewEnough(process.versions.node) ? 'ci' : 'ci --ignore-scripts');
}

// npm looks for `node` in node_modules/.bin first, and `npm ci` has removed the one that was fetched there before.
const found = nodeOnPath();
if (!isNewEnough(found)) {
  console.error(`Node ${found} is too old: fetching Node ${FETCHED} into node_modules (once) …`);
  // One of which only a part had come is there for npm.
  rmSync(`${root}node_modules/node`, { recursive: true, force: true });
  npm(`install --no-save --ignore-scripts=false node@${FETCHED}`);
  if (!isNewEnough(nodeOnPath())) {
    console.error(`Node ${FETCHED} did not come. Install it from https://nodejs.org.`);
    process.exit(1);
  }
}

function npm(command) {
  // Of what npm warns, such as an old Node, nothing is for the user to put right.
  const { status } = spawnSync(`npm ${command} --no-audit --no-fund --loglevel=error`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status || 1);
}

/** The version of the Node that npm's scripts find, such as 24.21.0. */
function nodeOnPath() {
  return String(spawnSync('node -p process.versions.node', { cwd: root, shell: true }).stdout).trim();
}

/** As in src/check-node.ts. */
function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 14);
}
