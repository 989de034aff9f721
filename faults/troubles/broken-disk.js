import { COPY } from '../kills/copy.js';
import { IMPORT } from '../kills/import.js';
import { INGEST } from '../kills/ingest.js';
import { MIGRATION } from '../kills/migration.js';
import { PRUNING } from '../kills/prune.js';
import { TEXT_INDEX } from '../kills/text-index.js';
import { lacksTracer, traced } from './slow-disk.js';
import { troubleAround } from './trouble.js';

export const BROKEN_DISK = troubleAround({
  about: 'from some moment on no write to a database works, as of a disk that is broken or full',
  lacks: lacksTracer,
  subjects: { INGEST, IMPORT, PRUNING, MIGRATION, COPY, TEXT_INDEX },
  times: 6,
  around: (random) =>
    traced(`pwrite64:error=${random.pick(['EIO', 'ENOSPC'])}:when=${random.between(1, 120)}+`),
});
