import type { Kept, KeptKind, KeptPart } from '../../kept.js';
import type { Db } from '../db.js';
import { listRuns } from '../tables/deployment-runs.js';
import { listDiscardsAfter } from '../tables/discards.js';
import { listFolders } from '../tables/files.js';
import { listRejectsAfter } from '../tables/rejects.js';
import { listBugs } from '../tables/signatures.js';
import { listExportsAfter, listSourcesAfter } from '../tables/sources.js';
import { listChangesAfter, listRecordedWindows } from '../tables/windows.js';
import { readKeptOopses } from './kept-oopses.js';

/** So many rows are read at once: the texts of an OOPS take some kilobytes. */
const MOST = 5000;

/** All of one kind, part by part. See `kept` of the port. */
export function* iterateKept<Kind extends KeptKind>(
  db: Db,
  kind: Kind,
  after: string | undefined,
  most = MOST,
): Generator<KeptPart<Kind>> {
  const read = READERS[kind];
  for (let mark = after; ; ) {
    const part = read(db, mark, most);
    if (part === null) return;
    yield part;
    mark = part.mark;
  }
}

/** Reads the part behind a mark; null where nothing is left. */
type ReadPart<Kind extends KeptKind> = (
  db: Db,
  after: string | undefined,
  most: number,
) => KeptPart<Kind> | null;

const READERS: { readonly [Kind in KeptKind]: ReadPart<Kind> } = {
  folder: atOnce(listFolders),
  oops: readKeptOopses,
  bug: atOnce(listBugs),
  reject: inParts(listRejectsAfter, null, ({ directory, name, line }) => ({ directory, name, line })),
  discards: inParts(listDiscardsAfter, '', ({ source }) => source),
  source: inParts(listSourcesAfter, '', ({ path }) => path),
  export: inParts(listExportsAfter, '', ({ path }) => path),
  window: atOnce(listRecordedWindows),
  change: inParts(listChangesAfter, Number.MIN_SAFE_INTEGER, ({ place }) => place),
  run: atOnce(listRuns),
};

/** Of what there is little of: one part. */
function atOnce<Kind extends KeptKind>(list: (db: Db) => readonly Kept[Kind][]): ReadPart<Kind> {
  return (db, after) => {
    const items = after === undefined ? list(db) : [];
    return items.length === 0 ? null : { items, mark: 'all' };
  };
}

/**
 * Of what there can be millions of.
 *
 * @param first the key that stands before all
 * @param keyOf of the last of a part: the next begins behind it
 */
function inParts<Kind extends KeptKind, Key, Row extends Kept[Kind]>(
  list: (db: Db, after: Key, most: number) => readonly Row[],
  first: Key,
  keyOf: (row: Row) => Key,
): ReadPart<Kind> {
  return (db, after, most) => {
    const items = list(db, after === undefined ? first : (JSON.parse(after) as Key), most);
    const last = items.at(-1);
    return last === undefined ? null : { items, mark: JSON.stringify(keyOf(last)) };
  };
}
