import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { access, constants, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DecodeLimits } from '../../oops/formats/decode-report.js';
import { formatDate } from '../../time/instant.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { makeDayFolder, syncFolder } from './day-folder.js';
import { nameFile, writeDurably } from './durable-files.js';
import { explainSpoolError } from './explain-spool-error.js';
import { type Arrival, createJudge, type JudgedArrival, nameOfOther } from './judge-arrival.js';

/** A file that holds what came. */
export interface SpooledFile {
  readonly path: string;
  /** Why it is no report; null when it is one. */
  readonly refusal: string | null;
}

/** Keeps reports that came over a network on disk, in date directories. Several processes can keep theirs in one. */
export interface ReportSpool {
  /**
   * Has what came last, also when the power fails. A report goes into the folder of the day, what is none into `rejected`,
   * with a text about it beside it. What is there already is not written again: its file is given. All of them, in their
   * order, or none: throws the system's error when something could not be written.
   */
  keep(arrivals: readonly Arrival[]): Promise<SpooledFile[]>;
}

export interface ReportSpoolOptions {
  /** What is no report because it is too large. */
  readonly limits: DecodeLimits;
  readonly now: () => number;
}

/** Where what is no report is kept. It has no date, so that nothing in it is loaded by who loads the spool. */
const REJECTED = 'rejected';
/** Where files are written before they get their names. */
const INCOMING = 'incoming';
/** What has lain there for so long, in milliseconds, was left by a process that was killed. */
const LEFT_BEHIND = 3_600_000;

/**
 * Opens a spool, and makes it where it is missing.
 *
 * @param root an absolute path
 * @throws UserError when it cannot be written
 */
export async function openReportSpool(
  root: string,
  { limits, now }: ReportSpoolOptions,
): Promise<ReportSpool> {
  const [incoming, rejected] = [join(root, INCOMING), join(root, REJECTED)];
  const judge = createJudge(limits);

  function plan(arrival: JudgedArrival, at: number): Plan {
    const day = (time: number) => join(root, formatDate(time));
    const folder = arrival.refusal ? rejected : day(at);
    const path = findFile(folder, arrival);
    const before = path === null && arrival.isAgain ? findFile(day(at - millisecondsInDay), arrival) : null;
    return { arrival, folder, path: path ?? before, temporary: join(incoming, `${randomUUID()}.tmp`) };
  }

  async function keep(arrivals: readonly Arrival[]): Promise<SpooledFile[]> {
    const at = now();
    const plans = arrivals.map((arrival) => plan(judge(arrival), at));
    const missing = plans.filter(({ path }) => path === null);
    await makeFolder(incoming);
    if (missing.some(({ folder }) => folder !== rejected)) await makeDayFolder(root, at);
    if (missing.some(({ folder }) => folder === rejected)) await makeFolder(rejected);
    const files = missing.flatMap(filesOf);
    try {
      await writeDurably(files);
      for (const one of missing) one.path = place(one);
    } catch (error) {
      for (const { path } of files) rmSync(path, { force: true });
      throw error;
    }
    const kept = plans.map(({ arrival: { refusal }, path }) => ({
      path: path as string,
      refusal: refusal?.reason ?? null,
    }));
    // Also of what was there: whoever wrote it may have been killed before its name was sure to last.
    for (const folder of new Set(kept.map(({ path }) => dirname(path)))) await syncFolder(folder);
    return kept;
  }

  try {
    await makeFolder(root);
    await makeFolder(incoming);
    await access(incoming, constants.W_OK | constants.X_OK);
    await sweep(incoming, now() - LEFT_BEHIND);
  } catch (error) {
    throw explainSpoolError(error, root) ?? error;
  }
  return { keep };
}

/** Where what came is to go. */
interface Plan {
  readonly arrival: JudgedArrival;
  readonly folder: string;
  /** Where it is written first. */
  readonly temporary: string;
  /** Where it is; null as long as it is not. */
  path: string | null;
}

function filesOf({ arrival: { body, refusal }, temporary }: Plan) {
  const file = { path: temporary, bytes: body };
  return refusal ? [file, { path: aboutOf(temporary), bytes: refusal.about }] : [file];
}

/** The file beside what is no report. Its ending is none of an export. */
function aboutOf(path: string): string {
  return `${path}.txt`;
}

/** Where what came is already, if it is: under its own name, or under that for another report with its id. */
function findFile(folder: string, arrival: JudgedArrival): string | null {
  const path = join(folder, arrival.name);
  if (!existsSync(path)) return null;
  if (holds(path, arrival.body)) return path;
  const other = join(folder, nameOfOther(arrival));
  return existsSync(other) ? other : null;
}

/** Gives a written file the first name that no other one has, or leaves that to the same that is there. */
function place({ arrival, folder, temporary }: Plan): string {
  const path = join(folder, arrival.name);
  if (arrival.refusal && !nameFile(aboutOf(temporary), aboutOf(path))) rmSync(aboutOf(temporary));
  if (nameFile(temporary, path)) return path;
  const other = holds(path, arrival.body) ? path : join(folder, nameOfOther(arrival));
  if (other === path || !nameFile(temporary, other)) rmSync(temporary);
  return other;
}

function holds(path: string, body: Uint8Array): boolean {
  return statSync(path).size === body.length && readFileSync(path).equals(body);
}

/** Makes a folder in one that is there. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const isThere = statSync(path, { throwIfNoEntry: false })?.isDirectory();
    if (isThere && (error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes files that were written last before a moment. */
async function sweep(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => null);
    if (stats && stats.mtimeMs < before) await rm(path, { force: true });
  }
}
