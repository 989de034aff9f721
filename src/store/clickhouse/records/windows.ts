import { type OutageWindow, saysTheSame, windowKey } from '../../../outages/window.js';
import { compareCodePoints } from '../../../text/compare-text.js';
import type { ChangeAction, ChangeStamp, ImportedWindows, WindowChange } from '../../records.js';
import { refuseTakenPlace } from '../../taken-place.js';
import type { Connection } from '../connecting/connection.js';
import type { Reading } from '../events/reading.js';
import { beginsWithOneOf, isOneOf, LATEST, lastWords, type Saying, sayWords, type Word } from '../words.js';
import { type Write, write } from '../writes.js';

/** The log in the order in which it is read: by start, then outage, phase and systems. */
export async function listWindows(reading: Reading): Promise<OutageWindow[]> {
  const words = await reading.lastWords('window');
  return words.map(({ value }) => value).sort(compareWindows);
}

/** Every change of an outage's windows, the first one first. */
export async function listWindowChanges(reading: Reading, outage: string): Promise<WindowChange[]> {
  const start = JSON.stringify([outage]).slice(0, -1);
  const { where, parameters } = beginsWithOneOf([`${start},`]);
  const words = await reading.lastWords('window-change', where, parameters);
  return words.sort(compareChangeWords).map(({ value }) => value);
}

/** In the order in which they were made. */
export function compareChangeWords(a: Word<WindowChange>, b: Word<WindowChange>): number {
  return a.stamp - b.stamp || placeInWriting(a) - placeInWriting(b);
}

function placeInWriting({ key }: Word<WindowChange>): number {
  return (JSON.parse(key) as [outage: string, stamp: number, place: number])[2];
}

/** Adds windows to the log, and corrects those that are there already. See the port. */
export async function importWindows(
  connection: Connection,
  windows: readonly OutageWindow[],
  stamp: ChangeStamp,
): Promise<ImportedWindows> {
  const log = await findWindows(connection, windows.map(windowKey));
  const counts = { imported: 0, updated: 0, unchanged: 0 };
  const said: Saying<'window'>[] = [];
  const changes: WindowChange[] = [];
  for (const given of windows) {
    const window = inOneForm(given);
    const key = windowKey(window);
    const before = log.get(key) ?? null;
    if (before && saysTheSame(before, window)) {
      counts.unchanged++;
      continue;
    }
    // How its systems were spelled first is how they stay.
    const value = before ? { ...window, systems: before.systems } : window;
    log.set(key, value);
    said.push({ key, value });
    changes.push({ action: before ? 'updated' : 'added', before, after: window, ...stamp });
    if (before) counts.updated++;
    else counts.imported++;
  }
  await record(connection, said, changes);
  return counts;
}

/** Replaces a window by what it is to say, or takes it out of the log. See the port. */
export async function replaceWindow(
  connection: Connection,
  before: OutageWindow,
  after: OutageWindow | null,
  action: Exclude<ChangeAction, 'added'>,
  stamp: ChangeStamp,
): Promise<void> {
  const old = windowKey(before);
  const key = after && windowKey(after);
  if (after && key !== null && key !== old && (await findWindows(connection, [key])).has(key)) {
    throw refuseTakenPlace(after);
  }
  const change = { action, before: inOneForm(before), after: after && inOneForm(after), ...stamp };
  const said = [
    ...(key === old ? [] : [{ key: old, value: null }]),
    ...(key === null ? [] : [{ key, value: change.after }]),
  ];
  await record(connection, said, [change]);
}

async function findWindows(
  connection: Connection,
  keys: readonly string[],
): Promise<Map<string, OutageWindow>> {
  const words = await lastWords(connection, 'window', { cut: LATEST, ...isOneOf(keys) });
  return new Map(words.map(({ key, value }) => [key, value]));
}

async function record(
  connection: Connection,
  said: readonly Saying<'window'>[],
  changes: readonly WindowChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await write(connection, async (writing) => {
    await sayWords(writing, 'window', said);
    await sayWords(writing, 'window-change', changes.map(changeSaying(writing)));
  });
}

function changeSaying({ stamp }: Write): (change: WindowChange, place: number) => Saying<'window-change'> {
  return (change, place) => {
    const outage = (change.after ?? change.before)?.outage ?? '';
    return { key: JSON.stringify([outage, stamp, place]), value: change };
  };
}

/** With the same keys in the same order, whoever made it. */
function inOneForm(window: OutageWindow): OutageWindow {
  const { outage, phase, systems, start, end, title, budgetSeconds, source, isPlanned } = window;
  return {
    ...{ outage, phase, systems, start, end, title, budgetSeconds, source },
    ...(isPlanned && { isPlanned }),
  };
}

function compareWindows(a: OutageWindow, b: OutageWindow): number {
  return (
    a.start - b.start ||
    compareCodePoints(a.outage, b.outage) ||
    compareCodePoints(a.phase, b.phase) ||
    compareCodePoints(JSON.stringify(a.systems), JSON.stringify(b.systems))
  );
}
