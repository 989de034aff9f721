import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ask } from './program.js';

/**
 * What a database says, as a list of lines in which each thing stands once: what two databases differ by is what is lost or
 * doubled in one of them.
 *
 * @typedef {string[]} Answers
 */

/**
 * Asks the program itself for all that a database holds: its OOPSes, rejects, windows with every change, and counts by blocks of
 * facts, which must agree with the rows. What differs from run to run, such as when something was recorded, is left out.
 *
 * @param {string} folder
 * @param {{ db?: string, keepsArrival?: boolean }} options `db`: its name in the folder; `keepsArrival`: when OOPSes were loaded is
 *   to be the same, too
 * @returns {Promise<Answers>}
 */
export async function answersOf(folder, { db = 'oops-report.db', keepsArrival = false } = {}) {
  const asked = (/** @type {string[]} */ ...args) => ask(folder, ['--quiet', '--db', db, ...args]);
  const exported = await asked('export');
  const rejects = JSON.parse(await asked('rejects', '--format', 'json'));
  const windows = JSON.parse(await asked('windows', 'list', '--format', 'json'));
  const counts = await asked(
    'query',
    '--group-by',
    'class,reporter',
    '--limit',
    '10000',
    '--format',
    'ndjson',
  );
  return [
    ...exported
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [describeOops(JSON.parse(line), keepsArrival)])),
    ...rejects.map(
      ({ path, line, reason }) => `reject ${withoutSpool(path)}:${line} ${withoutSpool(reason)}`,
    ),
    ...windows.map((window) => `window ${JSON.stringify(window)}`),
    ...counts.split('\n').flatMap((line) => (line === '' ? [] : [`count ${line}`])),
    ...describeTables(join(folder, db)),
  ];
}

/** The day on which something came, and the number of its file there, are not the same in two runs. */
function describeOops({ path, arrivedAt, ...oops }, keepsArrival) {
  return `oops ${oops.id} ${withoutSpool(path)} ${keepsArrival ? arrivedAt : ''} ${JSON.stringify(oops)}`;
}

/** @param {string | null} text */
function withoutSpool(text) {
  return text?.replace(/\S*\/spool\/\S*/g, 'spool') ?? '';
}

/** What no command tells of all: changes of windows, signatures with their bugs, what was thrown away, and whether the file itself is sound. */
function describeTables(path) {
  if (!existsSync(path)) return ['there is no database'];
  const db = new Database(path);
  try {
    const rows = (sql) =>
      db
        .prepare(sql)
        .all()
        .map((row) => JSON.stringify(row));
    const changes = rows('SELECT outage, action, window_key, after, changed_by FROM window_change');
    const integrity = db.pragma('integrity_check', { simple: true });
    const foreign = db.pragma('foreign_key_check').length;
    return [
      ...changes.map((row) => `change ${row}`),
      ...rows('SELECT type, value, bug, oops_count FROM signature').map((row) => `signature ${row}`),
      ...rows('SELECT * FROM discard').map((row) => `discard ${row}`),
      `integrity ${integrity}, ${foreign} rows that refer to none`,
    ];
  } finally {
    db.close();
  }
}
