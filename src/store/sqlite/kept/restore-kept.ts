import type { DerivationSettings } from '../../derivation-settings.js';
import type { Kept, KeptKind } from '../../kept.js';
import type { Db } from '../db.js';
import { putRun } from '../tables/deployment-runs.js';
import { putDiscards } from '../tables/discards.js';
import { createRejectTable } from '../tables/rejects.js';
import { putExport, putSource } from '../tables/sources.js';
import { putChange, putWindow } from '../tables/windows.js';
import { createOopsWriter } from '../writing/oops-writer.js';
import { writeCopyProgress } from './copy-progress.js';

/** Keeps what another store kept. See `restore` of the port. */
export type RestoreKept = <Kind extends KeptKind>(
  kind: Kind,
  items: readonly Kept[Kind][],
  progress: string,
) => void;

/** Makes what restores; it remembers between two parts what they share. */
export function createRestoring(db: Db, settings: DerivationSettings): RestoreKept {
  const writer = createOopsWriter(db, settings);
  const rejects = createRejectTable(db);
  const keep: { readonly [Kind in KeptKind]: (item: Kept[Kind]) => void } = {
    folder: writer.keepFolder,
    oops: writer.restore,
    bug: ({ bug, ...signature }) => writer.restoreBug(signature, bug),
    reject: rejects.put,
    discards: ({ source, discards }) => putDiscards(db, source, discards),
    source: (source) => putSource(db, source),
    export: (read) => putExport(db, read),
    window: (window) => putWindow(db, window),
    change: (change) => putChange(db, change),
    run: (run) => putRun(db, run),
  };
  return (kind, items, progress) =>
    writer.transaction(() => {
      items.forEach(keep[kind]);
      writeCopyProgress(db, progress);
    });
}
