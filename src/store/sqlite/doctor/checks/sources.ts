import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../db.js';
import type { Check } from '../check.js';

/** The files that were read against what lies on disk now. */
export const SOURCES: Check = {
  check: 'sources',
  isQuick: false,
  since: 10,
  look(db) {
    const counts = countFiles(db);
    const { read, gone, changed } = counts;
    const told = `files that OOPSes were read from: ${read}${gone + changed === 0 ? ', all as they were' : ''}`;
    if (gone + changed === 0) return { told };
    const words = [
      ...(gone > 0 ? [`${gone} are gone: what they held could not be read again`] : []),
      ...(changed > 0 ? [`${changed} have changed since, as logs that grow`] : []),
    ];
    return {
      told: `${told}; ${words.join('; ')}`,
      isRemark: true,
      advice:
        changed > 0
          ? 'The next ingest reads what has changed; of what is gone keep a backup of the database.'
          : 'Keep a backup of the database, which alone has what they held.',
    };
  },
};

interface Counts {
  readonly read: number;
  readonly gone: number;
  readonly changed: number;
}

function countFiles(db: Db): Counts {
  const counts = { read: 0, gone: 0, changed: 0 };
  const stampOf = db.prepare('SELECT size, modified_at FROM export WHERE path = ?').raw();
  const files = db
    .prepare(
      `SELECT d.path, f.name, max(f.size), max(f.modified_at) FROM file f JOIN directory d ON d.id = f.directory_id
       GROUP BY d.id, f.name`,
    )
    .raw()
    .all() as [string, string, number, number][];
  for (const [folder, name, ...stamp] of files) {
    const path = join(folder, name);
    const [size, modifiedAt] = (stampOf.get(path) as [number, number] | undefined) ?? stamp;
    const now = statSync(path, { throwIfNoEntry: false });
    counts.read++;
    if (!now) counts.gone++;
    else if (size >= 0 && modifiedAt >= 0 && (now.size !== size || Math.trunc(now.mtimeMs) !== modifiedAt))
      counts.changed++;
  }
  return counts;
}
