// Keeps a database of the newest schema, `npm run fixture`: the sample incident, as test/fixtures/databases/schema-N.db.br,
// and the checksum of each migration that has none yet. Run it once with the change that adds a migration; from then on
// test/store/schemas.test.ts opens this database with every later program, and no byte of the migration may change.
//
// A database of another program: `node scripts/make-database-fixture.js BUILD NAME [OLDER]`, where BUILD is its compiled
// code, NAME what stands behind `schema-`, and OLDER a fixture that it is to bring to its own schema.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import Database from 'better-sqlite3';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixtures = join(root, 'test/fixtures/databases');
const incident = join(root, 'data/incident-2011-09-08');
const MORNING_AFTER = Date.parse('2011-09-09T06:00:00Z');
/** The schema from which on there is an index of texts. */
const TEXT_INDEX = 6;

const [build = join(root, 'build'), name, older] = process.argv.slice(2);
const { runProgram } = await import(pathToFileURL(resolve(build, 'commands/program/program.js')).href);
const folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
const file = join(folder, 'oops-report.db');

try {
  cpSync(incident, folder, { recursive: true });
  if (older) {
    writeFileSync(file, brotliDecompressSync(readFileSync(join(fixtures, `schema-${older}.db.br`))));
    await run('rejects');
  } else {
    await fill();
  }
  const schema = withDatabase((db) => {
    db.exec('VACUUM');
    return schemaOf(db);
  });
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  writeFileSync(
    join(fixtures, `schema-${name ?? schema}.db.br`),
    brotliCompressSync(readFileSync(file), { params }),
  );
  if (!name) freezeMigrations();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Loads the incident in two goes, so that a block of facts is full in between, and asks what fills the text index. */
async function fill() {
  const reports = join(folder, 'reports');
  const at = MORNING_AFTER / 1000;
  for (const entry of readdirSync(reports, { recursive: true })) utimesSync(join(reports, entry), at, at);
  renameSync(join(reports, 'scripts'), join(folder, 'scripts'));
  await run('ingest', 'reports');
  withDatabase(leaveGap);
  renameSync(join(folder, 'scripts'), join(reports, 'scripts'));
  await run('ingest', 'reports');
  await run('windows', 'import', 'windows.csv');
  if (withDatabase(schemaOf) >= TEXT_INDEX) await run('query', '--text', 'disconnected', '--format', 'csv');
}

/** Moves the newest OOPS behind the first block of facts, as if those in between had been deleted. */
function leaveGap(db) {
  const newest = db.prepare('SELECT max(id) FROM stored_oops').pluck().get();
  db.pragma('foreign_keys = OFF');
  db.prepare('UPDATE stored_oops SET id = 5000 WHERE id = ?').run(newest);
  db.prepare('UPDATE file SET oops = 5000 WHERE oops = ?').run(newest);
}

/** Runs the program in the folder, on the morning after the incident. */
async function run(...args) {
  const silent = { write: () => true };
  const code = await runProgram(args, {
    stdout: silent,
    stderr: process.stderr,
    env: {},
    cwd: folder,
    now: () => MORNING_AFTER,
    sleep: async () => {},
    onLoaded: () => {},
    interruptible: (work) => work(new AbortController().signal),
    columns: null,
    showsProgress: false,
    canAsk: false,
    user: 'fixture',
  });
  if (code !== 0) throw new Error(`oops-report ${args.join(' ')} ended with ${code}`);
}

function withDatabase(work) {
  const db = new Database(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

function schemaOf(db) {
  return db.pragma('user_version', { simple: true });
}

/** Adds the checksums of the migrations that have none; those that stand there are never written anew. */
function freezeMigrations() {
  const sums = join(fixtures, 'migrations.sha256');
  const known = readFileSync(sums, 'utf8');
  const migrations = join(root, 'src/store/sqlite/migrations');
  for (const migration of readdirSync(migrations).sort()) {
    if (known.includes(`  ${migration}\n`)) continue;
    const sum = createHash('sha256')
      .update(readFileSync(join(migrations, migration)))
      .digest('hex');
    appendFileSync(sums, `${sum}  ${migration}\n`);
  }
}
