import { COPY } from './copy.js';
import { EXPORTS } from './exports.js';
import { FOLLOW } from './follow.js';
import { HTTP } from './http.js';
import { IMPORT } from './import.js';
import { INGEST } from './ingest.js';
import { MIGRATION } from './migration.js';
import { PRUNING } from './prune.js';
import { QUEUE } from './queue.js';
import { REPAIR } from './repair.js';
import { SERVE } from './serve.js';
import { TEXT_INDEX } from './text-index.js';

/**
 * All that is killed.
 *
 * @type {Record<string, import('./round.js').Subject>}
 */
export const KILLS = {
  ingest: INGEST,
  exports: EXPORTS,
  follow: FOLLOW,
  queue: QUEUE,
  http: HTTP,
  import: IMPORT,
  prune: PRUNING,
  migration: MIGRATION,
  repair: REPAIR,
  copy: COPY,
  'text-index': TEXT_INDEX,
  serve: SERVE,
};
