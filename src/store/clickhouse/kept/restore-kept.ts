import { windowKey } from '../../../outages/window.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { Kept, KeptKind } from '../../kept.js';
import type { Connection } from '../connecting/connection.js';
import { rejectKey } from '../records/rejects.js';
import { type Saying, sayWords, type WordKind } from '../words.js';
import { write } from '../writes.js';
import { sayCopyProgress } from './copy-progress.js';
import { restoreChanges } from './kept-changes.js';
import { restoreFolders } from './kept-folders.js';
import { restoreBugs } from './restore-bugs.js';
import { restoreOopses } from './restore-oopses.js';
import type { Restoring } from './restoring.js';

/** Keeps what another store kept, in one writing. See `restore` of the port. */
export async function restoreKept<Kind extends KeptKind>(
  connection: Connection,
  settings: DerivationSettings,
  kind: Kind,
  items: readonly Kept[Kind][],
  progress: string,
): Promise<void> {
  await write(connection, async (writing) => {
    if (items.length > 0) await KEEPERS[kind]({ connection, settings, writing }, items);
    await sayCopyProgress(writing, progress);
  });
}

type KeepItems<Item> = (restoring: Restoring, items: readonly Item[]) => Promise<void>;

const KEEPERS: { readonly [Kind in KeptKind]: KeepItems<Kept[Kind]> } = {
  folder: restoreFolders,
  oops: restoreOopses,
  bug: restoreBugs,
  reject: inWords('reject', (reject) => ({ key: rejectKey(reject), value: reject })),
  discards: inWords('discard', ({ source, discards }) => ({ key: source, value: discards })),
  source: inWords('source', (source) => ({ key: source.path, value: source })),
  export: inWords('export', (read) => ({ key: read.path, value: read })),
  window: inWords('window', (window) => ({ key: windowKey(window), value: window })),
  change: restoreChanges,
  run: inWords('run', (run) => ({ key: String(run.run.startedAt), value: run })),
};

/** Of what is said in one word each. */
function inWords<Kind extends WordKind, Item>(
  kind: Kind,
  sayingOf: (item: Item) => Saying<Kind>,
): KeepItems<Item> {
  return ({ writing }, items) => sayWords(writing, kind, items.map(sayingOf));
}
