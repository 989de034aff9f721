import { keyOfName } from '../../../oops/key-of-name.js';
import type { LoadedFile, LoadOptions, LoadOutcome } from '../../loader.js';
import type { Stamps } from '../../loading/stamps.js';
import { createFileStoring, type FreeingFiles } from '../../loading/store-file.js';
import type { FilePlace, Reject } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import type { MakeEventRow } from '../events/event-row.js';
import type { WasPruned } from '../prune/pruned-files.js';
import { rejectKey } from '../records/rejects.js';
import { write } from '../writes.js';
import type { IdSet } from './id-set.js';
import type { KnownNames } from './known-names.js';
import { lookUpBatch, type Release } from './look-up-batch.js';
import type { PendingWords } from './pending-words.js';
import { settle } from './settle.js';
import { settleReporters } from './settle-reporters.js';
import { createStoredIds, type StoredId } from './stored-ids.js';
import { type BatchChanges, isEmpty, rejectWords, writeChanges } from './write-changes.js';

/** What batches are stored with. */
export interface BatchStoringOptions extends LoadOptions {
  readonly connection: Connection;
  readonly rowOf: MakeEventRow;
  readonly names: KnownNames;
  /** They are said before what is stored next. */
  readonly words: PendingWords;
  readonly stamps: Stamps;
  readonly freed: FreeingFiles;
  /** Takes the ids of the rows of exports that were loaded or known. */
  readonly seen: IdSet;
  /** Waited for when all was looked up that a batch needs, and nothing of it is written. */
  readonly onLookedUp: () => Promise<void>;
}

/** Stores one batch after another, each in one writing. */
export interface BatchStoring {
  /** What was stored lasts when this is over. */
  store(files: readonly LoadedFile[], releases?: readonly Release[]): Promise<LoadOutcome[]>;
  /**
   * The stamp of the first writing, and when the first row of an export happened that was known and had been written earlier;
   * infinity where there was none.
   */
  readonly firsts: { readonly stamp: number; readonly knownTime: number };
}

/** How often what does not stand is stored anew, because others write the same. */
const MOST_ROUNDS = 10;

/** Rejects are said behind other words of a writing. */
const REJECT_PART = 1_000_000;
const REPORTER_PART = 3_000_000;

/** Makes it. */
export function createBatchStoring(options: BatchStoringOptions): BatchStoring {
  const { connection, names, words, rowOf, seen, startedAt } = options;
  const ids = createStoredIds({ rowOf, ...names });
  const firsts = { stamp: Number.POSITIVE_INFINITY, knownTime: Number.POSITIVE_INFINITY };
  let exports: ReadonlySet<string> = new Set();
  let wasPruned: WasPruned = () => false;
  let rejects = new Map<string, Reject | null>();
  const storeFile = createFileStoring<StoredId>({
    ...options,
    oopses: ids,
    saidBefore: (before) => ids.of(String(before)),
    keepReject: (reject) => changeReject(reject, reject.line, reject),
    isExport: (path) => exports.has(path),
    wasPruned: (place, id) => wasPruned(place, id),
    seen: { add: () => {}, has: ({ idKey }) => seen.has(idKey) },
  });

  function changeReject(place: FilePlace, line: number, reject: Reject | null): void {
    rejects.set(rejectKey({ ...place, line }), reject);
    names.noteReject(place, line, reject !== null);
  }

  function storeOne(file: LoadedFile): LoadOutcome {
    names.noteFolder(file.directory);
    const outcome = storeFile(file);
    if (file.line > 0 && file.read.kind === 'oops') noteSeen(outcome, keyOfName(file.read.oops.oops.id));
    return outcome;
  }

  /** What an export says, of a row that was loaded or known. */
  function noteSeen({ kind }: LoadOutcome, idKey: string): void {
    if (kind !== 'loaded' && kind !== 'known') return;
    seen.add(idKey);
    const { oops } = ids.of(idKey);
    if (oops?.found && oops.found.stamp < firsts.stamp) {
      firsts.knownTime = Math.min(firsts.knownTime, oops.time);
    }
  }

  function decide(files: readonly LoadedFile[], releases: readonly Release[]): LoadOutcome[] {
    rejects = new Map();
    for (const { place, ids: released } of releases) {
      for (const idKey of released) {
        const stored = ids.of(idKey);
        if (ids.isIn(stored, place)) options.freed.freeId(ids.release(stored, place).oopsId);
      }
    }
    for (const file of files) {
      if (file.read.kind !== 'oops' || file.line > 0) continue;
      for (const line of [...names.refusedLines(file)]) changeReject(file, line, null);
    }
    return files.map(storeOne);
  }

  async function writeBatch(changes: BatchChanges): Promise<ReadonlySet<string>> {
    for (const { row } of changes.added) names.noteSigned(row.reporter, row.signed_by);
    const anew = await write(connection, async (writing) => {
      firsts.stamp = Math.min(firsts.stamp, writing.stamp);
      const wordsBefore = await words.rows(writing);
      await writeChanges(writing, changes, { names: names.news, wordsBefore });
      const unsettled = await settle({ connection, names, startedAt }, writing, {
        added: changes.added.map(({ row }) => row.id_key),
        held: changes.files.flatMap(({ now }) => (now ? [now.id_key] : [])),
        gone: changes.gone,
      });
      await writing.insert('word', rejectWords(writing, changes.rejects, REJECT_PART));
      const reporters = {
        added: new Set(changes.added.map(({ row }) => row.reporter)),
        gone: new Set(changes.gone.map(({ reporter }) => reporter)),
      };
      await settleReporters(connection, writing, names, reporters, REPORTER_PART);
      return unsettled;
    });
    words.clear();
    names.clearNews();
    return anew;
  }

  /** Returns what became of each, and the ids whose files have to be stored anew. */
  async function storeOnce(files: readonly LoadedFile[], releases: readonly Release[]) {
    const { exports: read, wasPruned: isPruned, ...found } = await lookUpBatch(options, files, releases);
    exports = read;
    wasPruned = isPruned;
    ids.begin(found);
    const outcomes = decide(files, releases);
    const changes = { ...ids.changes(), rejects };
    await options.onLookedUp();
    const anew = isEmpty(changes, names.news) ? new Set<string>() : await writeBatch(changes);
    return { outcomes, anew };
  }

  return {
    firsts,
    async store(files, releases = []) {
      const { outcomes, anew } = await storeOnce(files, releases);
      let unsettled = anew;
      for (let round = 1; unsettled.size > 0; round++) {
        if (round > MOST_ROUNDS) throw new Error('others write the same ids without end');
        const places = [...files.keys()].filter((place) => isOneOf(files[place], unsettled));
        const again = await storeOnce(
          places.flatMap((place) => files[place] ?? []),
          [],
        );
        for (const [index, place] of places.entries()) {
          const outcome = again.outcomes[index];
          if (outcome) outcomes[place] = outcome;
        }
        unsettled = again.anew;
      }
      return outcomes;
    },
  };
}

function isOneOf(file: LoadedFile | undefined, idKeys: ReadonlySet<string>): boolean {
  return file?.read.kind === 'oops' && idKeys.has(keyOfName(file.read.oops.oops.id));
}
