import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { conflictReason } from '../../loading/conflicts.js';
import { isSameReport } from '../../loading/same-report.js';
import type { Reject } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import { oopsOfEvent } from '../events/oops-of-event.js';
import { rejectKey } from '../records/rejects.js';
import { isOneOf, LATEST, lastWords, type Saying, wordRows } from '../words.js';
import type { Write } from '../writes.js';
import type { KnownNames } from './known-names.js';
import {
  type FoundEvent,
  type FoundFile,
  findEvents,
  findFilesOf,
  findWholeEvents,
  type WholeEvent,
} from './look-up.js';

/** What is settled with. */
export interface Settling {
  readonly connection: Connection;
  readonly names: KnownNames;
  /** When what is refused is. */
  readonly startedAt: number;
}

/** What was written, by the keys of its ids. */
export interface WrittenIds {
  /** Of which OOPSes were added. */
  readonly added: readonly string[];
  /** Of which something was said of files. */
  readonly held: readonly string[];
  readonly gone: readonly WholeEvent[];
}

/**
 * Looks again after a batch was written: others may have written the same ids meanwhile, who could not see it. All choose the same row
 * of an id, that of the first writing; whoever sees that there are two takes the other one back. Whoever comes last sees both, so that
 * nothing stays double, and no file holds what is not there.
 *
 * @returns the ids whose files have to be stored anew, because what was written of them does not stand
 */
export async function settle(
  settling: Settling,
  writing: Write,
  { added, held, gone }: WrittenIds,
): Promise<Set<string>> {
  const { connection } = settling;
  const looked = [...new Set([...added, ...held, ...gone.map(({ id_key }) => id_key)])];
  const alive = groupById((await findEvents(connection, looked)).filter(({ is_alive }) => is_alive === 1));
  const isOwn = ({ stamp }: FoundEvent) => stamp === writing.stamp;
  await takeBackDoubles(settling, writing, doublesAmong(alive), isOwn);
  await bringBackHeld(
    connection,
    writing,
    gone.filter(({ id_key }) => !alive.has(id_key)),
  );
  const stands = (id: string) => alive.get(id)?.toSorted(compareEvents)[0];
  return new Set([
    ...added.filter((id) => !isOwn(stands(id) ?? NOBODYS)),
    ...held.filter((id) => !alive.has(id) && gone.every(({ id_key }) => id_key !== id)),
  ]);
}

const NOBODYS = { stamp: -1 } as FoundEvent;

/** Brings back what was taken back while somebody else read it in another file. */
async function bringBackHeld(
  connection: Connection,
  writing: Write,
  gone: readonly WholeEvent[],
): Promise<void> {
  const files = await findFilesOf(
    connection,
    gone.map(({ id_key }) => id_key),
  );
  const held = new Set(files.map(({ id_key }) => id_key));
  await writing.insert(
    'event',
    gone
      .filter(({ id_key }) => held.has(id_key))
      .map(({ exception, is_alive, ...row }) => ({
        ...{ ...row, generation: row.generation + 1, stamp: writing.stamp },
      })),
  );
}

/** The ids of which more than one row is there. */
export function findDoubles(events: readonly FoundEvent[]): string[] {
  return doublesAmong(groupById(events.filter(({ is_alive }) => is_alive === 1)));
}

/**
 * Takes back all rows of some ids but the first one of each. Files that say something else than that are refused, but for those that
 * are stored anew by who asks.
 *
 * @param isOwn whether a row is of who asks
 */
export async function takeBackDoubles(
  settling: Settling,
  writing: Write,
  ids: readonly string[],
  isOwn: (event: FoundEvent) => boolean = () => false,
): Promise<void> {
  if (ids.length === 0) return;
  const { connection, names } = settling;
  const events = await findWholeEvents(connection, ids);
  await names.learnReporters(events.map(({ reporter }) => reporter));
  const files = await findAllFiles(connection, ids, events);
  await names.learnFolders(files.map(({ directory }) => directory));
  const fileRows: object[] = [];
  const refused: Reject[] = [];
  const gone: object[] = [];
  for (const rows of groupById(events).values()) {
    const [first, ...others] = rows.toSorted(compareEvents);
    if (!first) continue;
    const holding = files.filter(({ id_key }) => id_key === first.id_key);
    for (const other of others) {
      const { exception, is_alive, ...row } = other;
      gone.push({ ...row, gone_stamp: writing.stamp });
      for (const file of holding.filter((one) => isOf(one, other) && !isOf(one, first))) {
        fileRows.push({ ...file, is_gone: 1 });
        if (isCopy(names, first, other)) fileRows.push({ ...file, ...contentOf(first), is_gone: 0 });
        else if (!isOwn(other))
          refused.push(refusalOf(settling, file, other, placeOf(names, first, holding)));
      }
    }
  }
  await writing.insert('event', gone);
  const { stamp } = writing;
  await writing.insert(
    'file',
    fileRows.map((row, place) => ({ ...row, stamp, part: FIRST_PART + place })),
  );
  await sayRefused(connection, writing, refused);
}

/** What is written here comes behind all else in a writing. */
const FIRST_PART = 2_000_000;

/** The first writing is the first; within one, and of two at one moment, content and time decide. */
function compareEvents(a: FoundEvent, b: FoundEvent): number {
  return (
    a.stamp - b.stamp ||
    a.content_size - b.content_size ||
    a.content_crc - b.content_crc ||
    a.time - b.time ||
    compareTexts(a.reporter, b.reporter) ||
    compareTexts(a.exception, b.exception)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function groupById<Event extends FoundEvent>(events: readonly Event[]): Map<string, Event[]> {
  return Map.groupBy(events, ({ id_key }) => id_key);
}

function doublesAmong(byId: ReadonlyMap<string, readonly FoundEvent[]>): string[] {
  return Array.from(byId).flatMap(([id, rows]) => (rows.length > 1 ? [id] : []));
}

/** For how long who wrote the first row is given to say in which file it is, in tries and milliseconds. */
const TRIES = 100;
const PAUSE = 20;

/** The files of ids; who else is writing has perhaps not come to them yet. */
async function findAllFiles(
  connection: Connection,
  ids: readonly string[],
  events: readonly WholeEvent[],
): Promise<FoundFile[]> {
  const firsts = Array.from(groupById(events).values(), (rows) => rows.toSorted(compareEvents)[0]);
  for (let tries = 1; ; tries++) {
    const files = await findFilesOf(connection, ids);
    const isKnown = (first: FoundEvent | undefined) =>
      files.some((file) => file.id_key === first?.id_key && isOf(file, first));
    if (tries === TRIES || firsts.every(isKnown)) return files;
    await wait(PAUSE);
  }
}

/** Whether a file holds this OOPS, among those of its id. */
function isOf(file: FoundFile, event: FoundEvent): boolean {
  const { time, content_size, content_crc } = contentOf(event);
  return file.time === time && file.content_size === content_size && file.content_crc === content_crc;
}

function contentOf({ time, content_size, content_crc }: FoundEvent) {
  return { time, content_size, content_crc };
}

function isCopy(names: KnownNames, first: WholeEvent, other: WholeEvent): boolean {
  if (first.content_size === other.content_size && first.content_crc === other.content_crc) return true;
  const [a, b] = [first, other].map((row) => oopsOfEvent(row, names.reporterName(row.reporter)));
  if (!a || !b) return false;
  return (a.isEvent && b.isEvent && a.reporter === b.reporter) || isSameReport(a, b);
}

function placeOf(names: KnownNames, first: WholeEvent, holding: readonly FoundFile[]): string {
  const [file] = holding.filter((one) => isOf(one, first)).sort(names.comparePlaces);
  return file ? join(file.directory, file.name) : first.id;
}

function refusalOf({ startedAt }: Settling, file: FoundFile, other: WholeEvent, path: string): Reject {
  const { directory, name, size, modified_at } = file;
  const reason = conflictReason(other.id, path);
  // The line of an export is known again when it is read the next time.
  return { directory, name, line: 0, reason, rejectedAt: startedAt, size, modifiedAt: modified_at };
}

/** Refuses files, and has the exports among them read again the next time. */
async function sayRefused(connection: Connection, writing: Write, refused: readonly Reject[]): Promise<void> {
  if (refused.length === 0) return;
  const paths = refused.map(({ directory, name }) => join(directory, name));
  const exports = await lastWords(connection, 'export', { cut: LATEST, ...isOneOf(paths) });
  const forgotten: Saying<'export'>[] = exports.map(({ key, value }) => ({
    key,
    value: { ...value, modifiedAt: -1 },
  }));
  const rejects: Saying<'reject'>[] = refused.map((value) => ({ key: rejectKey(value), value }));
  await writing.insert('word', [
    ...wordRows(writing, 'export', forgotten, FIRST_PART),
    ...wordRows(writing, 'reject', rejects, FIRST_PART),
  ]);
}
