import type { KeptCounts } from '../../kept.js';
import type { Db } from '../db.js';

/** How much there is of what a copy is made of. */
export function countKept(db: Db): KeptCounts {
  return db
    .prepare(
      `SELECT (SELECT count(*) FROM stored_oops) AS oopses,
         (SELECT ifnull(sum(content_crc), 0) % 4294967296 FROM stored_oops) AS contents, (SELECT count(*) FROM file) AS files,
         (SELECT count(*) FROM stored_signature WHERE bug IS NOT NULL) AS bugs,
         (SELECT count(*) FROM reject) AS rejects,
         (SELECT ifnull(sum(count), 0) FROM stored_discard) AS discarded,
         (SELECT count(*) FROM source) AS sources, (SELECT count(*) FROM export) AS exports,
         (SELECT count(*) FROM stored_window) AS windows, (SELECT count(*) FROM window_change) AS changes,
         (SELECT count(*) FROM deployment_run) AS runs`,
    )
    .get() as KeptCounts;
}
