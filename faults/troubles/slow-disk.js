import { spawnSync } from 'node:child_process';
import { COPY } from '../kills/copy.js';
import { FOLLOW } from '../kills/follow.js';
import { HTTP } from '../kills/http.js';
import { IMPORT } from '../kills/import.js';
import { INGEST } from '../kills/ingest.js';
import { PRUNING } from '../kills/prune.js';
import { troubleAround } from './trouble.js';

/** The program, with a tracer beside it that does something at some of its calls. */
export const traced = (/** @type {string} */ injection) => ({
  before: [
    'strace',
    '-D',
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `trace=${injection.split(':')[0]}`,
    '-e',
    `inject=${injection}`,
  ],
});

/** Why calls cannot be traced here. */
export function lacksTracer() {
  const { status } = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']);
  return status === 0 ? null : 'strace is not there, or not permitted';
}

export const SLOW_DISK = troubleAround({
  about: 'every flush to disk takes up to a fifth of a second',
  lacks: lacksTracer,
  subjects: { INGEST, FOLLOW, HTTP, IMPORT, PRUNING, COPY },
  times: 1,
  around: (random) => traced(`fsync,fdatasync:delay_enter=${random.between(20_000, 200_000)}`),
});
