import { resolve } from 'node:path';
import type { Config } from '../../../config/config.js';
import { systemNames } from '../../../config/system-map.js';
import { createWindowColumns } from '../../../config/window-columns.js';
import { seriesOf } from '../../../outages/series.js';
import type { OutageWindow } from '../../../outages/window.js';
import { findCalledOff } from '../../../outages/window-log/find-called-off.js';
import { findReplaced } from '../../../outages/window-log/find-replaced.js';
import type { WindowColumnMap } from '../../../outages/window-log/mapped-json/column-map.js';
import {
  readWindowLog,
  type WindowLog,
  type WindowLogName,
  windowLogFormat,
} from '../../../outages/window-log/window-log.js';
import type { ChangeStamp, ImportedWindows } from '../../../store/records.js';
import type { Store } from '../../../store/store.js';
import { millisecondsInDay } from '../../../time/lengths.js';
import type { CommandContext } from '../../program/context.js';
import type { Session } from '../../program/session.js';
import { admit } from '../admission/admission.js';
import { readWindowFile } from './read-window-file.js';

/** How far ahead events of a calendar that repeat are expanded, in milliseconds: a year. */
const HORIZON = 366 * millisecondsInDay;

/** What an import did; the good rows are loaded whatever the others are. */
export interface WindowImport extends ImportedWindows {
  readonly refused: WindowLog['refused'];
  /** How many plans a calendar no longer has; absent: none. */
  readonly calledOff?: number;
}

/** What a user says of the files. */
export interface ImportChoices {
  /** Null: what each file is shows in it. */
  readonly form: WindowLogName | null;
  readonly columns: WindowColumnMap | null;
  /** The systems of windows whose file names none. */
  readonly systems: readonly string[] | null;
  /** Windows in which everything is down for long are confirmed. */
  readonly takesLong: boolean;
}

/** A file as it was read. */
interface ReadFile {
  readonly file: string;
  readonly form: WindowLogName;
  readonly log: WindowLog;
  /** All that the file tells, whether it may be recorded or not. */
  readonly told: readonly OutageWindow[];
}

/** Reads the files, and then loads all good rows. Throws a UserError for a file that is no log, and loads nothing then. */
export async function importFiles(
  context: Pick<CommandContext, 'cwd' | 'now' | 'user' | 'stdin' | 'stderr' | 'canAsk'>,
  session: Session,
  files: readonly string[],
  choices: ImportChoices,
): Promise<{ result: WindowImport; remarks: string[] }> {
  const { store, config } = session;
  const read: ReadFile[] = [];
  for (const file of readFiles(context, config, files, choices)) {
    read.push(await admitFile(context, session, file, choices.takesLong));
  }
  const stamp = { at: context.now(), by: context.user };
  const counts = { imported: 0, updated: 0, unchanged: 0 };
  const remarks: string[] = [];
  let calledOff = 0;
  for (const file of read) {
    const done = await importFile(store, file, stamp);
    counts.imported += done.imported;
    counts.updated += done.updated;
    counts.unchanged += done.unchanged;
    const off = await removeCalledOff(store, file, stamp);
    calledOff += off.length;
    remarks.push(...file.log.remarks, ...remarkOnCalledOff(file.file, off));
  }
  await store.keepRuns(read.flatMap(({ file, log }) => log.runs.map((run) => ({ run, source: file }))));
  return {
    result: {
      ...counts,
      refused: read.flatMap(({ log }) => log.refused),
      ...(calledOff === 0 ? {} : { calledOff }),
    },
    remarks,
  };
}

function readFiles(
  context: Pick<CommandContext, 'cwd' | 'now'>,
  config: Config,
  files: readonly string[],
  { form, columns, systems }: ImportChoices,
): ReadFile[] {
  const columnsOf = createWindowColumns(config);
  const options = {
    knownSystems: systemNames(config),
    now: context.now(),
    until: context.now() + HORIZON,
    silenceLabels: config.silences.labels,
    ...(systems ? { systems } : {}),
  };
  return files.map((file) => {
    const path = resolve(context.cwd, file);
    const mapped = columns ?? (form === null || form === 'json' ? columnsOf(path) : undefined);
    const { bytes, format } = readWindowFile(path, file, form ?? (mapped ? 'json' : null));
    const log = readWindowLog(bytes, format, { ...options, file, ...(mapped ? { columns: mapped } : {}) });
    return { file, form: format, log, told: log.windows.map(({ window }) => window) };
  });
}

/**
 * Leaves out of a file what nobody confirms, and adds what should be known of the rest. In a log that people wrote line by
 * line, or that was exported from here, every line is meant.
 */
async function admitFile(
  context: Pick<CommandContext, 'stdin' | 'stderr' | 'canAsk'>,
  session: Session,
  read: ReadFile,
  takesLong: boolean,
): Promise<ReadFile> {
  const { file, form, log } = read;
  const isMeant = takesLong || windowLogFormat(form).ownsOutages === undefined;
  const candidates = log.windows.map((row) => ({ ...row, place: `${file} line ${row.line}` }));
  const { admitted, refused, remarks } = await admit(context, session, candidates, isMeant);
  const left = refused.map(({ candidate, reason }) => ({ file, line: candidate.line, reason }));
  return {
    ...read,
    log: {
      ...log,
      windows: admitted,
      refused: [...log.refused, ...left].sort((a, b) => a.line - b.line),
      remarks: [...log.remarks, ...remarks],
    },
  };
}

/** Loads the windows of one file as one change of the log, after what its tool has moved since. */
async function importFile(
  store: Store,
  { form, log }: ReadFile,
  stamp: ChangeStamp,
): Promise<ImportedWindows> {
  const windows = log.windows.map(({ window }) => window);
  const { ownsOutages } = windowLogFormat(form);
  const owned = windows.filter(({ isPlanned }) => ownsOutages === 'all' || (ownsOutages && isPlanned));
  const replaced = owned.length > 0 ? await replaceMoved(store, owned, stamp) : 0;
  const { imported, updated, unchanged } = await store.importWindows(windows, stamp);
  return { imported, updated: updated + replaced, unchanged: unchanged - replaced };
}

/** Takes out of the log what a calendar no longer has. Returns it. */
async function removeCalledOff(
  store: Store,
  { log, told }: ReadFile,
  stamp: ChangeStamp,
): Promise<OutageWindow[]> {
  const { cancelled, complete } = log.calledOff;
  if (cancelled.length === 0 && complete.length === 0) return [];
  const recorded = await store.snapshot((data) => data.windows());
  const off = findCalledOff(recorded, told, log.calledOff, stamp.at);
  for (const window of off) await store.replaceWindow(window, null, 'removed', stamp);
  return off;
}

/** Says what was taken out: a line each event. */
function remarkOnCalledOff(file: string, off: readonly OutageWindow[]): string[] {
  const bySeries = new Map<string, number>();
  for (const window of off) bySeries.set(seriesOf(window), (bySeries.get(seriesOf(window)) ?? 0) + 1);
  return [...bySeries].map(([series, count]) => {
    const plans = count === 1 ? 'a plan' : `${count} plans`;
    return `${file}: ${plans} of ${series} ${count === 1 ? 'is' : 'are'} off, and taken out of the log.`;
  });
}

async function replaceMoved(
  store: Store,
  told: readonly OutageWindow[],
  stamp: ChangeStamp,
): Promise<number> {
  const replaced = findReplaced(await store.snapshot((data) => data.windows()), told);
  for (const { before, after } of replaced) await store.replaceWindow(before, after, 'updated', stamp);
  return replaced.length;
}
