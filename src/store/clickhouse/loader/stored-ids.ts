import { join } from 'node:path';
import { UNKNOWN_REPORTER } from '../../../oops/formats/report-from-document.js';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import { isSameReport } from '../../loading/same-report.js';
import { NO_STAMP } from '../../loading/stamps.js';
import type { InsertOutcome, Released, StoredOopses } from '../../loading/stored-oopses.js';
import type { FilePlace } from '../../records.js';
import type { NewOops } from '../../stored-oops.js';
import type { EventRow, MakeEventRow } from '../events/event-row.js';
import { oopsOfEvent } from '../events/oops-of-event.js';
import type { ComparePlaces } from '../files/folder-order.js';
import type { FoundEvent, FoundFile, WholeEvent } from './look-up.js';

/** An id, with what is stored of it: an OOPS or none, and the files that hold it. */
export interface StoredId {
  readonly idKey: string;
  oops: StoredEvent | null;
  readonly files: Map<string, FileState>;
  /** The generation of what is stored of it next: see `RowLife`. */
  nextGeneration: number;
}

/** An OOPS that is stored, or about to be. */
interface StoredEvent {
  readonly id: string;
  readonly time: number;
  readonly content_size: number;
  readonly content_crc: number;
  /** In full; null: nobody needs to know more of it. */
  readonly row: EventRow | null;
  /** Where it was found; null: it is new. */
  readonly found: FoundEvent | null;
}

/** What is said of a file and an OOPS. */
export type FileRow = FoundFile;

/** A file that holds an OOPS, or did before. */
export interface FileState {
  readonly place: FilePlace;
  readonly before: FileRow | null;
  now: FileRow | null;
}

/** What was found of the ids that a batch is about. */
export interface FoundIds {
  /** All rows that are and were there; of one id at most one is there. */
  readonly events: readonly FoundEvent[];
  /** Those of them in full of which more has to be known. */
  readonly whole: readonly WholeEvent[];
  readonly files: readonly FoundFile[];
}

/** What a batch changes. */
export interface IdChanges {
  /** In the order in which they were stored. */
  readonly added: readonly { readonly row: EventRow; readonly generation: number }[];
  readonly gone: readonly WholeEvent[];
  /** Files of which something else is to be said than before. */
  readonly files: readonly FileState[];
}

/** What is stored of the ids of one batch after another, as it is changed in memory. */
export interface StoredIds extends StoredOopses<StoredId> {
  /** Forgets the batch before. */
  begin(found: FoundIds): void;
  of(idKey: string): StoredId;
  changes(): IdChanges;
}

/** What they are made with. */
export interface StoredIdsOptions {
  readonly rowOf: MakeEventRow;
  /** The name of a reporter by its key, as it was written first. Names a new one. */
  readonly nameReporter: (key: string, name: string) => void;
  readonly reporterName: (key: string) => string;
  readonly comparePlaces: ComparePlaces;
}

/** Makes them, of no batch yet. */
export function createStoredIds(options: StoredIdsOptions): StoredIds {
  const { rowOf, nameReporter, reporterName, comparePlaces } = options;
  let ids = new Map<string, StoredId>();
  let gone: WholeEvent[] = [];

  function of(idKey: string): StoredId {
    let stored = ids.get(idKey);
    if (!stored) {
      stored = { idKey, oops: null, files: new Map(), nextGeneration: 0 };
      ids.set(idKey, stored);
    }
    return stored;
  }

  function begin({ events, whole, files }: FoundIds): void {
    ids = new Map();
    gone = [];
    const wholeById = new Map(whole.map((event) => [event.id_key, event]));
    for (const found of events) {
      const stored = of(found.id_key);
      if (found.is_alive === 1) {
        const { id, time, content_size, content_crc } = found;
        const row = wholeById.get(found.id_key) ?? null;
        stored.oops = { id, time, content_size, content_crc, row, found: row ?? found };
      } else stored.nextGeneration = Math.max(stored.nextGeneration, found.generation + 1);
    }
    for (const file of files) {
      const { directory, name } = file;
      of(file.id_key).files.set(keyOf(file), { place: { directory, name }, before: file, now: file });
    }
  }

  function placesOf({ files }: StoredId): FilePlace[] {
    const held = [...files.values()].filter(({ now }) => now !== null);
    return held.map(({ place }) => place).sort(comparePlaces);
  }

  function setFile(stored: StoredId, { directory, name }: FilePlace, { size, modifiedAt }: FileStamp): void {
    const { oops, files, idKey } = stored;
    if (!oops) throw new Error(`${idKey}: nothing is stored that a file could hold`);
    const key = keyOf({ directory, name });
    const { time, content_size, content_crc } = oops;
    const now = {
      ...{ directory: directory.toWellFormed(), name: name.toWellFormed(), id_key: idKey, time },
      ...{ content_size, content_crc, size, modified_at: modifiedAt },
    };
    const state = files.get(key);
    if (state) state.now = now;
    else files.set(key, { place: { directory, name }, before: null, now });
  }

  function insert(added: NewOops, arrivedAt: number, stamp = NO_STAMP): InsertOutcome<StoredId> {
    const stored = of(keyOfName(added.oops.id));
    const { oops } = stored;
    if (oops && !isCopy(oops, added)) {
      const paths = placesOf(stored).map(({ directory, name }) => join(directory, name));
      return { kind: 'conflict', stored, paths };
    }
    if (!oops) stored.oops = make(added, arrivedAt);
    setFile(stored, { directory: added.directory, name: added.fileName }, stamp);
    return { kind: oops ? 'known' : 'loaded', stored };
  }

  function make(added: NewOops, arrivedAt: number): StoredEvent {
    const row = rowOf(added, arrivedAt);
    nameReporter(row.reporter, added.oops.reporter ?? UNKNOWN_REPORTER);
    const { id, time, content_size, content_crc } = row;
    return { id, time, content_size, content_crc, row, found: null };
  }

  /**
   * Whether the report is the stored one again: the same bytes, or the same words in another format. Of events the id is enough
   * within one reporter, as for those who sent them: an event that is exported again says less, or more.
   */
  function isCopy(stored: StoredEvent, { oops, content }: NewOops): boolean {
    if (stored.content_size === content.size && stored.content_crc === content.crc) return true;
    const other = said(stored);
    const isSameEvent =
      other.isEvent && oops.isEvent && other.reporter === (oops.reporter ?? UNKNOWN_REPORTER);
    return isSameEvent || isSameReport(other, oops);
  }

  function said({ id, row }: StoredEvent) {
    if (!row) throw new Error(`${id}: was not read in full`);
    return oopsOfEvent(row, reporterName(row.reporter));
  }

  function correct(stored: StoredId, corrected: NewOops, arrivedAt: number) {
    if (stored.oops && isSameReport(said(stored.oops), corrected.oops)) return { stored, isSame: true };
    const others = placesOf(stored);
    remove(stored);
    insert(corrected, arrivedAt);
    for (const place of others) setFile(stored, place, NO_STAMP);
    return { stored, isSame: false };
  }

  function release(stored: StoredId, place: FilePlace): Released {
    const oopsId = stored.oops?.id ?? stored.idKey;
    const state = stored.files.get(keyOf(place));
    if (state) state.now = null;
    const others = placesOf(stored);
    if (others.length === 0) remove(stored);
    return { oopsId, others };
  }

  function remove(stored: StoredId): void {
    for (const state of stored.files.values()) state.now = null;
    const { oops } = stored;
    stored.oops = null;
    if (!oops?.found) return;
    if (!oops.row) throw new Error(`${oops.id}: was not read in full`);
    gone.push({ ...oops.row, ...oops.found });
    stored.nextGeneration = Math.max(stored.nextGeneration, oops.found.generation + 1);
  }

  return {
    begin,
    of,
    insert,
    correct,
    isIn: ({ files }, place) => (files.get(keyOf(place))?.now ?? null) !== null,
    holds: ({ oops }, { oops: { id }, content }) =>
      oops?.id === id && oops.content_size === content.size && oops.content_crc === content.crc,
    stamp(stored, place, stamp) {
      // A file that holds what is there no more is as if it had not been read.
      if (stored.oops) setFile(stored, place, stamp);
      else release(stored, place);
    },
    release,
    remove,
    changes() {
      const all = [...ids.values()];
      const added = all.flatMap(({ oops, nextGeneration }) =>
        oops?.row && !oops.found ? [{ row: oops.row, generation: nextGeneration }] : [],
      );
      const files = all.flatMap((stored) => [...stored.files.values()].filter(isChanged));
      return { added, gone, files };
    },
  };
}

function keyOf({ directory, name }: FilePlace): string {
  return `${directory.toWellFormed()}\0${name.toWellFormed()}`;
}

function isChanged({ before, now }: FileState): boolean {
  if (!before || !now) return before !== now;
  return (Object.keys(now) as (keyof FileRow)[]).some((column) => now[column] !== before[column]);
}
