import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'bson';
import { createReportMaker, DAY } from '../bench/make-report.js';
import { run } from './program.js';

/** What is loaded, in small: reports, what is none, exports, logs, the log of outages. All of it is old enough to have settled. */

/** A time at which nothing is young any more. */
const LONG_AGO = new Date('2011-09-10T00:00:00Z');

/**
 * Makes reports: what a program sends, and under which name it lies in a folder of days.
 *
 * @param {number} count
 * @param {number} seed other ones
 */
export function makeReports(count, seed = 2011) {
  const make = createReportMaker({ seed, mostRows: 12 });
  return Array.from({ length: count }, () => {
    const report = make();
    return { id: report.id, day: report.time.toISOString().slice(0, 10), report, body: serialize(report) };
  });
}

/**
 * Writes a repository of reports, with one file that is none.
 *
 * @param {string} root
 * @param {number} count
 */
export function writeRepository(root, count) {
  for (const { id, day, body } of makeReports(count)) {
    mkdirSync(join(root, day), { recursive: true });
    writeOld(join(root, day, id), body);
  }
  writeOld(join(root, '2011-09-08', 'garbage'), Buffer.from([1, 2, 3, 0, 255]));
}

/**
 * Lines of a log, an event each.
 *
 * @param {number} count
 * @param {string} prefix of their ids
 */
export function logLines(count, prefix) {
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(DAY + index * 60_000).toISOString();
    const event = { id: `OOPS-${prefix}${index}`, time, type: 'KeyError', value: `no key ${index % 7}` };
    return `${JSON.stringify({ ...event, reporter: `LOG-${index % 3}`, topic: 'import' })}\n`;
  });
}

/**
 * Writes a log of outages, one after the other, of two windows each.
 *
 * @param {string} path
 * @param {number} count
 */
export function writeWindows(path, count) {
  const minutes = (/** @type {number} */ index, /** @type {number} */ more) =>
    new Date(DAY + (index * 20 + more) * 60_000).toISOString();
  const rows = Array.from({ length: count }, (_, index) => [
    `outage-${index},downtime,*,${minutes(index, 0)},${minutes(index, 5)},Outage ${index},5m`,
    `outage-${index},shutdown,web-${index % 4},${minutes(index, 1)},${minutes(index, 4)},Outage ${index},`,
  ]);
  writeOld(path, `outage,phase,systems,start,end,title,budget\n${rows.flat().join('\n')}\n`);
}

/**
 * Fills a database with a repository and windows.
 *
 * @param {string} folder
 * @param {string} repository
 * @param {string} windows
 */
export async function fillDatabase(folder, repository, windows) {
  for (const args of [
    ['--quiet', 'ingest', repository],
    ['--quiet', 'windows', 'import', windows],
  ]) {
    const { code, stderr } = await run(folder, args);
    if (code !== 0) throw new Error(stderr);
  }
}

/** @type {(path: string, content: string | Uint8Array) => void} */
export function writeOld(path, content) {
  writeFileSync(path, content);
  utimesSync(path, LONG_AGO, LONG_AGO);
}

/**
 * The files below a folder and what they hold, as answers.
 *
 * @param {string} folder
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('hex'));
}
