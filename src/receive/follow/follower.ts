import { join } from 'node:path';
import { exportFormatOf, isExportName } from '../../sources/exports/formats.js';
import type { IntakeFigures } from '../intake.js';
import { createArrivalLoading } from './arrival-loading.js';
import { lookAtName } from './arrivals.js';
import { createCheckTimes } from './check-times.js';
import type { Events } from './events.js';
import { createFolderLooks } from './folder-looks.js';
import { knownUntil, recordFollowed } from './follow-readings.js';
import type { Loadings } from './loadings.js';
import { createPace } from './pace.js';
import { type FollowedFile, isToBeRead } from './tree/followed-file.js';
import type { FollowedFolder } from './tree/followed-folder.js';
import type { FollowedTree } from './tree/followed-tree.js';
import type { WatchedFolders } from './tree/watch-folders.js';

export interface FollowerOptions {
  readonly tree: FollowedTree;
  readonly watched: WatchedFolders;
  readonly events: Events;
  readonly loadings: Loadings;
  readonly figures: IntakeFigures;
  readonly now: () => number;
  /** Only goes on, in milliseconds. */
  readonly steady: () => number;
  readonly stop: AbortSignal;
}

/** Looks again and again at what is followed. */
export interface Follower {
  /** Loads what has arrived, as far as its turn has come. */
  look(): Promise<void>;
  /** When it has to look again though nothing wakes it, of the steady clock. */
  readonly dueAt: number;
}

/** Every file is looked at again now and then, for those that were written anew in place unnoticed: in milliseconds. */
const FIRST_ROUND = 5 * 60_000;
const LAST_ROUND = 60 * 60_000;
/** The names of a folder in which nothing has happened for so long are not kept in memory. */
const NAMES_KEPT = 60 * 60_000;

/**
 * How much of the time it takes at most to look at large folders, to scan them, to read logs on, to read exports that have to
 * be read from their beginning whenever they change, and to go round.
 */
const SHARE = { look: 0.1, scan: 0.2, log: 0.8, whole: 0.2, round: 0.002 } as const;
/** From one look to the next, in milliseconds, at least. */
const LEAST = { look: 1000, scan: 0, log: 200, whole: 200 } as const;

const READING_PERIOD = 10_000;

/** Makes what follows a tree. */
export function createFollower(options: FollowerOptions): Follower {
  const { tree, watched, events, loadings, figures, now, steady } = options;
  const arrivals = createArrivalLoading({ ...options, folders: tree.folders });
  const looks = createFolderLooks({ ...options, arrivals });
  const checks = createCheckTimes(tree, watched);
  const pace = {
    look: createPace(SHARE.look, LEAST.look),
    scan: createPace(SHARE.scan, LEAST.scan),
    log: createPace(SHARE.log, LEAST.log),
    whole: createPace(SHARE.whole, LEAST.whole),
  };
  const round = { at: steady() + FIRST_ROUND, cost: 0 };
  const readings = { at: 0, last: 0 };

  function takeEvents(at: number): void {
    for (const [path, names] of events.take()) {
      const folder = tree.folders.get(path);
      for (const name of names ?? []) takeName(join(path, name), name, folder, at);
      checks.afterEvent();
    }
  }

  function takeName(path: string, name: string, folder: FollowedFolder | undefined, at: number): void {
    const file = tree.files.get(path);
    if (file) tree.checkFile(file, now());
    else if (folder?.isDated && !isExportName(name)) arrivals.notice(folder, name);
    else if (!folder || isExportName(name) || lookAtName(path).kind === 'folder') {
      folder?.marks.noteChange(at);
      checks.now();
    }
  }

  async function check(): Promise<void> {
    const at = steady();
    await tree.check(now(), at);
    checks.took(at, steady());
    figures.isConnected = tree.roots.every(({ fault }) => fault === null);
  }

  async function readFiles(): Promise<void> {
    for (const kind of ['log', 'whole'] as const) {
      const at = steady();
      if (at < pace[kind].readyAt) continue;
      for (const file of tree.files.values()) {
        if (isToBeRead(file) && paceOf(file) === kind) await readFile(file);
      }
      pace[kind].took(at, steady());
    }
  }

  async function readFile(file: FollowedFile): Promise<void> {
    const wall = now();
    const { path, isExport, state } = file;
    if (isExport) file.reading = await loadings.readExport(path);
    else arrivals.noteRead(await loadings.readReport(path));
    file.readState = state;
    file.knownUntil = wall;
  }

  async function lookIntoFolders(): Promise<void> {
    const at = steady();
    if (at < pace.look.readyAt) return;
    for (const folder of tree.folders.values()) {
      if (folder.isDated && folder.scan !== 'first' && folder.marks.dueAt <= at)
        await looks.lookForNew(folder);
    }
    pace.look.took(at, steady());
  }

  /** What arrives meanwhile does not wait for the last of many folders. */
  async function scanFolders(): Promise<void> {
    for (const folder of tree.folders.values()) {
      const { scan } = folder;
      const at = steady();
      if (scan === null || (scan === 'changed' && at < pace.scan.readyAt)) continue;
      await looks.scan(folder);
      const end = steady();
      if (scan === 'changed') pace.scan.took(at, end);
      if (scan === 'round') round.cost += end - at;
      takeEvents(end);
      await arrivals.loadDue();
    }
  }

  function beginRound(at: number): void {
    if (at < round.at) return;
    round.at = at + Math.min(Math.max(FIRST_ROUND, round.cost / SHARE.round), LAST_ROUND);
    round.cost = 0;
    for (const folder of tree.folders.values()) {
      if (folder.isDated) folder.scan ??= 'round';
      if (folder.marks.changedAt < at - NAMES_KEPT) folder.names = null;
    }
    forgetReadings();
  }

  function forgetReadings(): void {
    for (const file of tree.files.values()) file.readState = null;
  }

  async function recordReadings(at: number): Promise<void> {
    const until = knownUntil(tree);
    if (until.size === 0) return;
    const heldBack = arrivals.size > 0 ? loadings.settle : 0;
    figures.caughtUpAt = Math.min(...until.values()) - heldBack;
    const last = Math.max(...until.values());
    if (at < readings.at || last === readings.last) return;
    await recordFollowed(tree, loadings, figures, { until, heldBack });
    readings.at = at + READING_PERIOD;
    readings.last = last;
  }

  loadings.onNewConfig(forgetReadings);

  return {
    async look() {
      const at = steady();
      takeEvents(at);
      if (at >= checks.dueAt) await check();
      beginRound(at);
      await arrivals.loadDue();
      await readFiles();
      await scanFolders();
      await lookIntoFolders();
      await arrivals.loadDue();
      await recordReadings(at);
    },
    get dueAt() {
      let due = Math.min(checks.dueAt, round.at, arrivals.dueAt);
      for (const folder of tree.folders.values()) due = Math.min(due, dueOf(folder));
      for (const file of tree.files.values())
        if (isToBeRead(file)) due = Math.min(due, pace[paceOf(file)].readyAt);
      return due;
    },
  };

  /** What cannot be read is tried again with the next check. */
  function dueOf({ isDated, fault, scan, marks }: FollowedFolder): number {
    if (!isDated || fault !== null) return Number.POSITIVE_INFINITY;
    const scanAt = scan === null ? Number.POSITIVE_INFINITY : scan === 'changed' ? pace.scan.readyAt : 0;
    return Math.min(scanAt, Math.max(marks.dueAt, pace.look.readyAt));
  }
}

function paceOf({ path }: FollowedFile): 'log' | 'whole' {
  return exportFormatOf(path)?.isByLine ? 'log' : 'whole';
}
