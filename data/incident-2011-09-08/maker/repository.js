// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { serialize } from 'bson';
import { compressBzip2 } from './bzip2.js';
import { DATABASE_BACK, DATABASE_DOWN, END, GRACE, SYSTEMS } from './facts.js';
import { compressGzip } from './gzip.js';
import { isNamed } from './moment.js';
import { writeHashedReport, writeReport } from './report.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {{ path: string, bytes: Uint8Array }} File path below the reports, with slashes */

const DAY = 86_400_000;
/** Day 1 of the old ids is 2006-01-01. */
const DAY_ZERO = Date.UTC(2006, 0, 1) - DAY;
/** Each further copy of the incident numbers its OOPSes from here on, so that no id comes twice. */
const SERIALS_OF_A_COPY = 100_000;
/** Most OOPSes of a normal day are gone from the sample, as after a clean-up: their numbers are left out. */
const WIDEST_GAP = 12;
/** The nightly job has compressed these shares of the day before. */
const COMPRESSED = { before: Date.UTC(2011, 8, 8), bzip2: 0.15, gzip: 0.45 };

/**
 * Numbers the moments of one copy in the order of time and makes their files.
 *
 * @param {Random} random
 * @param {Moment[]} moments
 * @param {number} copy 0 for the incident itself
 * @returns {Generator<File>}
 */
export function* makeFiles(random, moments, copy) {
  /** @type {Map<string, number>} */
  const serials = new Map();
  /** @type {Map<Moment, string>} */
  const ids = new Map();
  for (const moment of [...moments].sort((a, b) => a.time - b.time)) {
    const { reporter, time } = moment;
    const report = { ...moment.report };
    const earlier = moment.previous === undefined ? undefined : ids.get(moment.previous);
    if (earlier !== undefined) report.last_oops = earlier;
    const date = new Date(time).toISOString().slice(0, 10);

    if (isNamed(reporter)) {
      const { id, bytes } = writeHashedReport(report);
      ids.set(moment, id);
      yield compress(random, { path: posix.join(SYSTEMS[moment.system].repository, date, id), bytes }, time);
      continue;
    }
    const counter = `${date} ${reporter}`;
    const serial = nextSerial(random, moment, serials.get(counter) ?? 0);
    serials.set(counter, serial);
    const number = copy * SERIALS_OF_A_COPY + serial;
    const id = `OOPS-${Math.floor((time - DAY_ZERO) / DAY)}${reporter}${number}`;
    ids.set(moment, id);
    if (moment.timeless) delete report.time;
    const bytes = writeReport({ id, ...report }, formatOf(moment));
    const path = posix.join(
      SYSTEMS[moment.system].repository,
      date,
      `${Math.floor((time % DAY) / 1000)}.${reporter}${number}`,
    );
    yield compress(random, { path, bytes }, time);
  }
}

/** What lies beside the reports and is none: the repository's own notes, and a report that is being written. @returns {File[]} */
export function makeBystanders() {
  const notes = serialize({ bugtracker: 'https://bugs.launchpad.net/', pruned: new Date(END - DAY) });
  return [
    { path: 'lpnet/metadata/config.bson', bytes: notes },
    {
      path: 'lpnet/2011-09-08/39299.C188.tmp',
      bytes: Buffer.from('Oops-Id: OOPS-2077C188\nException-Type: Loc'),
    },
  ];
}

/** @param {string} root @param {File} file */
export function writeFile(root, { path, bytes }) {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

/** @param {Random} random @param {Moment} moment @param {number} last */
function nextSerial(random, { serial, time }, last) {
  if (serial !== undefined) {
    if (serial <= last)
      throw new RangeError(`serial ${serial} is on record, and ${last} is given out already`);
    return serial;
  }
  const inStorm = time >= DATABASE_DOWN && time < DATABASE_BACK + GRACE;
  return last + 1 + (inStorm ? 0 : random.between(0, WIDEST_GAP));
}

/** @param {Moment} moment @returns {'text' | 'bson'} */
function formatOf({ system, reporter }) {
  const { format, reporters } = SYSTEMS[system];
  if (format !== 'both') return format;
  return reporters.indexOf(reporter) < reporters.length / 2 ? 'text' : 'bson';
}

/** @param {Random} random @param {File} file @param {number} time @returns {File} */
function compress(random, { path, bytes }, time) {
  if (time >= COMPRESSED.before) return { path, bytes };
  const draw = random.next();
  if (draw < COMPRESSED.bzip2) return { path: `${path}.bz2`, bytes: compressBzip2(bytes) };
  if (draw < COMPRESSED.bzip2 + COMPRESSED.gzip) return { path: `${path}.gz`, bytes: compressGzip(bytes) };
  return { path, bytes };
}
