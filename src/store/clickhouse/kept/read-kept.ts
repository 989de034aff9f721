import type { Kept, KeptKind, KeptPart } from '../../kept.js';
import type { Reading } from '../events/reading.js';
import type { WordKind, Words } from '../words.js';
import { listKeptChanges } from './kept-changes.js';
import { inOneForm } from './kept-discards.js';
import { listFolders } from './kept-folders.js';
import { iterateKeptOopses } from './kept-oopses.js';

/** So much is read at once. */
const MOST = 10_000;

/** All of one kind, part by part. See `kept` of the port. */
export function iterateKept<Kind extends KeptKind>(
  reading: Reading,
  kind: Kind,
  after?: string,
  most = MOST,
): AsyncGenerator<KeptPart<Kind>> {
  return READERS[kind](reading, after, most);
}

/** Reads all behind a mark. */
type ReadParts<Kind extends KeptKind> = (
  reading: Reading,
  after: string | undefined,
  most: number,
) => AsyncGenerator<KeptPart<Kind>>;

const READERS: { readonly [Kind in KeptKind]: ReadParts<Kind> } = {
  folder: cutUp(listFolders),
  oops: iterateKeptOopses,
  bug: ofWords('bug', (bug) => bug),
  reject: ofWords('reject', (reject) => reject),
  discards: ofWords('discard', (discards, source) =>
    discards.length === 0 ? null : { source, discards: inOneForm(discards) },
  ),
  source: ofWords('source', (source) => source),
  export: ofWords('export', (read) => read),
  window: ofWords('window', (window) => window),
  change: cutUp(listKeptChanges),
  run: ofWords('run', (run) => run),
};

/** Of what words say, in the order of their keys. A mark is a key. */
function ofWords<Kind extends KeptKind, Word extends WordKind>(
  word: Word,
  itemOf: (value: Words[Word], key: string) => Kept[Kind] | null,
): ReadParts<Kind> {
  return async function* ({ lastWords }, after, most) {
    for (let mark = after; ; ) {
      const where = mark === undefined ? '1' : 'key > {after:String}';
      const words = await lastWords(word, where, mark === undefined ? {} : { after: mark }, most);
      const last = words.at(-1);
      if (!last) return;
      mark = last.key;
      const items = words.flatMap(({ key, value }) => itemOf(value, key) ?? []);
      yield { items, mark };
    }
  };
}

/** Of what has to be put in order as a whole. A mark is how many came before. */
function cutUp<Kind extends KeptKind>(
  list: (reading: Reading) => Promise<readonly Kept[Kind][]>,
): ReadParts<Kind> {
  return async function* (reading, after, most) {
    const all = await list(reading);
    for (let place = Number(after ?? 0); place < all.length; place += most) {
      yield { items: all.slice(place, place + most), mark: String(place + most) };
    }
  };
}
