// Shows what the program does: loads the sample incident into a new database and prints both of its reports, each
// after the command line that made it. What `npm start` runs; the database stays, so that a reader can go on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INCIDENT = 'data/incident-2011-09-08';
const ENVIRONMENT = { OOPS_REPORT_DB: 'tour.db', OOPS_REPORT_CONFIG: `${INCIDENT}/oops-report.yaml` };

/** The commands, each with the exit code it is to end with. */
const STEPS = [
  { command: ['ingest', `${INCIDENT}/reports`], exitCode: 0 },
  { command: ['windows', 'import', `${INCIDENT}/windows.csv`], exitCode: 0 },
  { command: ['daily', '2011-09-08'], exitCode: 0 },
  // The sample ends at 10:55: what is later was not read, and its silence says nothing.
  { command: ['outage', '2011-09-08', '--as-of', '2011-09-08T10:55Z'], exitCode: 1 },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist/oops-report.js');

if (!isBuilt()) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.js')], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
for (const ending of ['', '-shm', '-wal'])
  rmSync(join(root, ENVIRONMENT.OOPS_REPORT_DB + ending), { force: true });

const settings = Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
console.log(`$ export ${settings.join(' ')}`);
for (const { command, exitCode } of STEPS) {
  console.log(`\n$ npx oops-report ${command.join(' ')}`);
  const { status } = spawnSync(process.execPath, [program, ...command], {
    cwd: root,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== exitCode) {
    console.error(`This ended with exit code ${status} where ${exitCode} was to be.`);
    process.exit(1);
  }
}

console.log(`
The last command ends with exit code 1, because the outage was not as expected (0: as expected, 3: undecided).
The database is ${join(root, ENVIRONMENT.OOPS_REPORT_DB)}. With the first line above in your shell, go on from here:

$ npx oops-report --help`);

/** Whether the program was compiled after the last change of what it is made from. */
function isBuilt() {
  if (!existsSync(program)) return false;
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', name));
  const built = statSync(program).mtimeMs;
  return ['src', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.js', ...sources].every(
    (name) => statSync(join(root, name)).mtimeMs <= built,
  );
}
