// Shows what the program does: loads each sample into a new database and prints its reports, each after the command line
// that made it. What `npm start` runs; the databases stay, so that a reader can go on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AS_OF, describeWayOn, REVIEW, SUMMARY } from './tour/way-on.js';

const SHOP = 'data/incident-2026-11-18';
const LAUNCHPAD = 'data/incident-2011-09-08';

/**
 * The samples, each with its database, its config, and the commands with the exit code that they are to end with. A sample
 * ends at some time of its last day: what is later was not read, and its silence says nothing, so reports are made as of then.
 */
const STOPS = [
  {
    about: 'A shop of today moves its database: JSON logs, Sentry events, OpenTelemetry.',
    environment: { OOPS_REPORT_DB: 'tour.db', OOPS_REPORT_CONFIG: `${SHOP}/oops-report.yaml` },
    steps: [
      { command: ['ingest', `${SHOP}/logs`], exitCode: 0 },
      { command: ['windows', 'import', `${SHOP}/maintenances.json`], exitCode: 0 },
      { command: ['outage', 'latest', '--as-of', AS_OF], exitCode: 1 },
      { command: ['outage', 'latest', '--as-of', AS_OF, '--output', REVIEW], exitCode: 1 },
      { command: ['daily', '2026-11-18', '--as-of', AS_OF, '--output', SUMMARY], exitCode: 0 },
    ],
  },
  {
    about: 'The first fast downtime of Launchpad, in 2011: OOPS reports in folders of days.',
    environment: { OOPS_REPORT_DB: 'tour-2011.db', OOPS_REPORT_CONFIG: `${LAUNCHPAD}/oops-report.yaml` },
    steps: [
      { command: ['ingest', `${LAUNCHPAD}/reports`], exitCode: 0 },
      { command: ['windows', 'import', `${LAUNCHPAD}/windows.csv`], exitCode: 0 },
      { command: ['daily', '2011-09-08'], exitCode: 0 },
      { command: ['outage', '2011-09-08', '--as-of', '2011-09-08T10:55Z'], exitCode: 1 },
    ],
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist/oops-report.js');

if (!isBuilt()) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.js')], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
for (const stop of STOPS) show(stop);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { OOPS_REPORT_DB: database, OOPS_REPORT_CONFIG: config } = STOPS[0].environment;
console.log(describeWayOn({ root, node: process.execPath, version, database, config }));

/** Runs the commands of a sample, and ends with 1 where one ends in another way than it is to. */
function show({ about, environment, steps }) {
  for (const ending of ['', '-shm', '-wal']) {
    rmSync(join(root, environment.OOPS_REPORT_DB + ending), { force: true });
  }
  console.log(`\n# ${about}\n\n$ ${exportLine(environment)}`);
  for (const { command, exitCode } of steps) {
    console.log(`\n$ npx oops-report ${command.join(' ')}`);
    const { status } = spawnSync(process.execPath, [program, ...command], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== exitCode) {
      console.error(`This ended with exit code ${status} where ${exitCode} was to be.`);
      process.exit(1);
    }
  }
}

function exportLine(environment) {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return `export ${settings.join(' ')}`;
}

/** Whether the program was compiled after the last change of what it is made from. */
function isBuilt() {
  if (!existsSync(program)) return false;
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', name));
  const built = statSync(program).mtimeMs;
  return [
    'src',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/build.js',
    'scripts/bundle.js',
    ...sources,
  ].every((name) => statSync(join(root, name)).mtimeMs <= built);
}
